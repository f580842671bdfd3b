"""When it is done, as it stands in an outcome."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from beforehand.conversations.models import Conversation, Outcome
from beforehand.conversations.queries.during import DoneSeen, DoneSide
from beforehand.conversations.queries.rows import PartRow
from beforehand.conversations.rules import AGREED, DONE
from beforehand.decisions.access import Standing
from beforehand.decisions.choices import SideKind
from beforehand.decisions.models import Fact, Seat, Side
from beforehand.perspectives.access import round_is_closed
from beforehand.perspectives.choices import Release
from beforehand.vault.door import disclose_kept
from beforehand.vault.processes.closer import closer


def done_of(
    row: Conversation, outcomes: Iterable[Outcome], said: Mapping[UUID | int, Mapping[str, Any]]
) -> dict[UUID, DoneSeen]:
    """Return by outcome when it is done; ``said`` are bodies that went through the door for this reader."""
    if row.kind != DONE:
        return {}
    return _all(row.decision_id, [one for one in outcomes if "done" in said.get(one.pk, {})], said)


def done_agreed(standing: Standing, commitment: UUID) -> tuple[DoneSeen, ...]:
    """Return when it is done as every side confirmed it before a commitment, the oldest first, for a record.

    What all sides confirmed is for all, without who said it: who confirms it is told so. Withheld: what one side did not
    confirm or took back, what exists only for those in it, and all of it until the first round has closed (G9).
    """
    if not round_is_closed(standing.decision):
        return ()
    facts = Fact.objects.filter(decision_id=standing.decision, kind=AGREED)
    about = [
        one.body["outcome"]
        for one in facts
        if str(commitment) in (one.body["commitments"] or [str(commitment)])
    ]
    rows = Outcome.objects.scoped(closer(standing.decision)).filter(pk__in=about, current=True)
    found = list(rows.select_related("item__conversation__decision__data_key").order_by("made_at", "pk"))
    said = dict(v.value for v in disclose_kept(standing.viewer, [_for_all(one) for one in found]))
    done = _all(standing.decision, [one for one in found if "done" in said.get(one.pk, {})], said)
    return tuple(done.values())


def _for_all(one: Outcome) -> PartRow:
    return PartRow(
        id=one.pk,
        body=one.body,
        about=one.about,
        data_key=one.item.conversation.decision.data_key,
        author="",
        release=int(Release.ALL_WITHOUT_NAME),
    )


def _all(
    decision: UUID, found: Collection[Outcome], said: Mapping[UUID | int, Mapping[str, Any]]
) -> dict[UUID, DoneSeen]:
    if not found:
        return {}
    sides = {str(side.pk): side for side in Side.objects.filter(decision_id=decision)}
    it_known = any(side.kind == SideKind.IT for side in sides.values())
    owners = Seat.objects.filter(pk__in=[one.benefits_id for one in found if one.benefits_id])
    seats: dict[UUID | None, Seat] = {seat.pk: seat for seat in owners.select_related("person")}
    return {one.pk: _seen(said[one.pk]["done"], seats.get(one.benefits_id), sides, it_known) for one in found}


def _seen(body: Mapping[str, Any], seat: Seat | None, sides: Mapping[str, Side], it_known: bool) -> DoneSeen:
    there = sorted((sides[pk].name, pk) for pk in body["sides"] if pk in sides)
    return DoneSeen(
        sides=tuple(
            DoneSide(side=pk, name=name, flow=body["sides"][pk]["flow"], sound=body["sides"][pk]["sound"])
            for name, pk in there
        ),
        criteria=body["criteria"],
        benefits=seat.person.name if seat else "",
        benefits_seat=seat.pk if seat else None,
        outside_known=seat is None or (it_known and seat.side_id is not None),
    )
