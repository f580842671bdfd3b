"""Whether every id is given once, and every id referred to is given somewhere."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from beforehand.decisionfile.checking import fault_at, nearest
from beforehand.decisionfile.faults import Fault
from beforehand.decisionfile.nodes import Node, resolve
from beforehand.decisionfile.parts import Defines, Refers
from beforehand.decisionfile.people import Person
from beforehand.decisionfile.shapes import Mention, mentions, top
from beforehand.decisionfile.statements import sentences_of
from beforehand.engine.inputs import Field

_SENTENCES = ("statement", "assumption", "mirror")


def check_references(data: Mapping[str, Any], root: Node) -> Iterator[Fault]:
    """Yield a fault for every id given twice and every id that is not given at all."""
    found = list(mentions(top(), data))
    given: dict[str, dict[str, Mention]] = defaultdict(dict)
    for mention in found:
        if not isinstance(mention.mark, Defines):
            continue
        first = given[mention.mark.kind].setdefault(mention.word, mention)
        if first is not mention:
            line = resolve(root, first.path)[0].line + 1
            yield fault_at(root, mention.path, "duplicate_id", word=mention.word[:60], first=str(line))
    known = {kind: set(words) for kind, words in given.items()}
    if any(mention.mark.kind in _SENTENCES for mention in found if isinstance(mention.mark, Refers)):
        known |= _sentence_ids(data)
    for mention in found:
        if isinstance(mention.mark, Refers):
            yield from _check(mention, known, root)


def _check(mention: Mention, known: Mapping[str, set[str]], root: Node) -> Iterator[Fault]:
    kind, word = mention.mark.kind, mention.word
    there = known.get(kind, set())
    if word in there or (kind in _SENTENCES and word.partition(".")[0] in known.get("unread", ())):
        return
    if kind in _SENTENCES and word in known.get("statement", ()):
        yield fault_at(root, mention.path, f"no_{kind}", key=mention.is_key, word=word[:60])
        return
    meant = nearest(word, sorted(there))
    some = ", ".join(sorted(there)[:12]) if kind not in _SENTENCES else ""
    yield fault_at(
        root, mention.path, f"unknown_{kind}", key=mention.is_key, word=word[:60], meant=meant, words=some
    )


def _sentence_ids(data: Mapping[str, Any]) -> dict[str, set[str]]:
    """Return the ids of statements per kind; ``unread`` are people whose answers hold another error."""
    ids: dict[str, set[str]] = {kind: set() for kind in (*_SENTENCES, "unread")}
    people = data.get("people")
    for entry in people if isinstance(people, list) else ():
        try:
            person = Person.model_validate(entry)
        except ValidationError:
            if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                ids["unread"].add(entry["id"])
            _add_given(entry, ids)
            continue
        for sentence in sentences_of(person):
            statement = sentence.statement
            ids["statement"].add(statement.id)
            if statement.field is Field.ASSUMPTIONS:
                ids["assumption"].add(statement.id)
            if statement.field is Field.MIRROR:
                ids["mirror"].add(statement.id)
    return ids


def _add_given(entry: Any, ids: dict[str, set[str]]) -> None:
    """Add the ids a person with an error wrote down; what field they belong to counts for each of the kinds."""
    for mention in mentions(top(), {"people": [entry]}):
        if mention.mark == Defines("statement"):
            for kind in _SENTENCES:
                ids[kind].add(mention.word)
