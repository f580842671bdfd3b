"""What a decision would rest on: sentences all may read, and what conversations before it take for granted."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from beforehand.conversations.queries.assumptions import assumed_before
from beforehand.conversations.queries.during import AssumptionSeen
from beforehand.decisions.access import Standing
from beforehand.records.queries.consulted import said_for_all

MOST_WATCHED = 30
"""As many sentences as a record takes over, and as many assumptions of conversations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """Something it rests on, with what a conversation wrote down about it; empty where none did.

    ``version`` is what was read of it there. ``talked``: it stands in no sentence all may read, so it goes into a record
    only when who decides lets it.
    """

    id: UUID
    text: str
    version: UUID | None = None
    sign: str = ""
    shaping: str = ""
    hedging: str = ""
    owner: UUID | None = None
    day: date | None = None
    talked: bool = False


def rests_on(standing: Standing, commitment: UUID) -> tuple[Rest, ...]:
    """Return what a decision would rest on: the sentences a record takes over in its order, then what was talked about.

    Where a conversation has the words of a sentence, they are one. Withheld: conversations this reader may not read.
    """
    said = [one for one in said_for_all(standing) if one.field == "assumptions"][:MOST_WATCHED]
    found = {_words(one.text): Rest(id=one.id, text=one.text) for one in reversed(said)}
    first = {rest.id: words for words, rest in found.items()}
    talked: dict[str, Rest] = {}
    for one in assumed_before(standing, commitment):
        words = _words(one.text)
        if words in found:
            found[words] = _with(found[words], one)
        else:
            talked[words] = _with(Rest(id=one.line, text=one.text, talked=True), one)
    sentences = (found[first[one.id]] if one.id in first else Rest(id=one.id, text=one.text) for one in said)
    return (*sentences, *list(talked.values())[:MOST_WATCHED])


def _with(rest: Rest, said: AssumptionSeen) -> Rest:
    """Return it with what was written down; of two who wrote about the same, the last."""
    return replace(
        rest,
        id=said.line if rest.talked else rest.id,
        version=said.id,
        sign=said.signpost,
        shaping=said.shaping,
        hedging=said.hedging,
        owner=said.owner_seat,
        day=said.due,
    )


def _words(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")
