"""What somebody else typed and the person has not answered yet, the way the card asks about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.perspectives.models import Statement
from beforehand.perspectives.queries.asked import fields
from beforehand.perspectives.queries.card import Card, CardLine
from beforehand.vault.guard import Author


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What stood in one box when a button was pressed, and what is to be said about it."""

    text: str
    release: int
    revision: int
    wrong: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One sentence to say yes to. ``before`` is what the person had here over words that were changed since.

    ``replaces`` is the own sentence that goes when this one stays, where one fits.
    """

    line: CardLine
    text: str
    release: int
    wrong: str = ""
    before: str = ""
    replaces: str = ""


def waiting(card: Card, written: Mapping[UUID, Written]) -> tuple[Waiting, ...]:
    """Return what waits for a yes on somebody's own card, with what they wrote over it. For nobody else."""
    return tuple(_waiting(card, line, written.get(line.id)) for line in card.waiting)


def was_typed_since(standing: Standing, since: datetime | None) -> bool:
    """Tell somebody whether anything waits for their yes that was typed after a moment. For nobody else."""
    waits = Statement.objects.scoped(Author(standing.seat)).filter(confirmed=False, typed_by__isnull=False)
    return (waits if since is None else waits.filter(changed_at__gt=since)).exists()


def gone(card: Card, written: Mapping[UUID, Written], asked: Iterable[UUID]) -> tuple[str, ...]:
    """Return what stood in the boxes of sentences that are not there any more, in case somebody wants it still."""
    there = {line.id for line in card.waiting}
    return tuple(written[one].text for one in asked if one in written and one not in there)


def _waiting(card: Card, line: CardLine, written: Written | None) -> Waiting:
    asked = fields().get(line.field)
    own = next((x.text for x in card.lines if x.field == line.field and not x.frozen), "")
    replaces = own if asked is not None and asked.most == 1 else ""
    if written is None:
        return Waiting(line=line, text=line.text, release=card.release, replaces=replaces)
    release = written.release if written.release >= 0 else card.release
    if written.revision != line.revision and not written.wrong:
        return Waiting(line=line, text=line.text, release=release, replaces=replaces)
    changed = written.revision != line.revision
    return Waiting(
        line=line,
        text=line.text if changed else written.text,
        release=release,
        wrong=written.wrong,
        before=written.text if changed and written.text != line.text else "",
        replaces=replaces,
    )
