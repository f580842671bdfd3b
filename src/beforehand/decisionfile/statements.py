"""The statements of a person: one per sentence, with an id that depends on no position."""

from dataclasses import dataclass
from hashlib import blake2s

from beforehand.decisionfile.people import Person
from beforehand.decisionfile.sentences import Bilingual, Said, said, sentences_in
from beforehand.engine.inputs import TEXT_FIELDS, Field, Statement

TEXTS = tuple(name for name in Field if name in TEXT_FIELDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of one person: what the engine may see of it, and its words in both languages."""

    statement: Statement
    words: str | Bilingual


def statement_id(person: str, field: Field, text: str, about: str | None = None) -> str:
    """Return the id of a sentence that has none of its own.

    >>> statement_id("femke", Field.RISKS, "Een open scherm")
    'femke.risks.87af9052'
    """
    told_apart = text if about is None else f"{text}\n{about}"
    return f"{person}.{field.value}.{blake2s(told_apart.encode(), digest_size=4).hexdigest()}"


def sentences_of(person: Person) -> tuple[Sentence, ...]:
    """Return everything a person wrote, sorted by id, of every release level.

    The same sentence twice in one field is one statement, at the lowest of the two levels.
    """
    found: dict[str, list[Sentence]] = {}
    for field in TEXTS:
        for one in sentences_in(getattr(person.answers, field.value)):
            sentence = _sentence(person, field, one)
            found.setdefault(sentence.statement.id, []).append(sentence)
    return tuple(min(found[key], key=_least_open_first) for key in sorted(found))


def _sentence(person: Person, field: Field, one: Said) -> Sentence:
    text = said(one.words, "nl").strip()
    return Sentence(
        statement=Statement(
            id=one.id or statement_id(person.id, field, text, one.about),
            author=person.id,
            field=field,
            text=text,
            release=person.release if one.release is None else one.release,
            importance=one.importance,
            certainty=one.certainty,
            bears_on=tuple(sorted(set(one.bears_on))),
            about=one.about,
        ),
        words=one.words,
    )


def _least_open_first(sentence: Sentence) -> tuple[int, int, int, tuple[str, ...], str, str]:
    of = sentence.statement
    both = (said(sentence.words, "nl"), said(sentence.words, "en"))
    return (of.release, -(of.importance or 0), -(of.certainty or 0), of.bears_on, *both)
