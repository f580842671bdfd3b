"""The statements of a person: one per sentence, with an id that depends on no position."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2s

from beforehand.decisionfile.people import Person
from beforehand.decisionfile.sentences import Assumption, Bilingual, Item, Mirror, items, said
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
    'femke.risks.8f0bfea8'
    """
    told_apart = text if about is None else f"{text}\n{about}"
    return f"{person}.{field.value}.{blake2s(told_apart.encode(), digest_size=4).hexdigest()}"


def sentences_of(person: Person) -> tuple[Sentence, ...]:
    """Return everything a person wrote, sorted by id, of every release level.

    The same sentence twice in one field is one statement, at the lowest of the two levels.
    """
    found: dict[str, list[Sentence]] = {}
    for field in TEXTS:
        for item in items(getattr(person.answers, field.value)):
            sentence = _sentence(person, field, item)
            found.setdefault(sentence.statement.id, []).append(sentence)
    return tuple(_one(found[key]) for key in sorted(found))


def _sentence(person: Person, field: Field, item: Item) -> Sentence:
    text = said(item.text, "nl").strip()
    about = item.about if isinstance(item, Mirror) else None
    return Sentence(
        statement=Statement(
            id=item.id or statement_id(person.id, field, text, about),
            author=person.id,
            field=field,
            text=text,
            release=person.release if item.release is None else item.release,
            importance=item.importance if isinstance(item, Assumption) else None,
            certainty=item.certainty if isinstance(item, Assumption) else None,
            bears_on=tuple(sorted(set(item.bears_on))),
            about=about,
        ),
        words=item.text,
    )


def _one(same: Iterable[Sentence]) -> Sentence:
    return min(same, key=_least_open_first)


def _least_open_first(sentence: Sentence) -> tuple[int, int, int, tuple[str, ...], str, str]:
    of = sentence.statement
    both = (said(sentence.words, "nl"), said(sentence.words, "en"))
    return (of.release, -(of.importance or 0), -(of.certainty or 0), of.bears_on, *both)
