"""What items take for granted, and what is done about it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from beforehand.conversations.choices import Status
from beforehand.conversations.models import Assumption, Conversation
from beforehand.conversations.queries.during import AssumptionSeen
from beforehand.conversations.queries.listed import people_of
from beforehand.conversations.queries.rows import opened, part
from beforehand.conversations.queries.seen import PersonSeen
from beforehand.conversations.rules import ASSUMPTIONS
from beforehand.decisions.access import Standing
from beforehand.perspectives.access import round_is_closed


def assumptions_of(
    standing: Standing, row: Conversation, people: Mapping[str, PersonSeen]
) -> Mapping[UUID, Collection[AssumptionSeen]]:
    """Return by item the assumptions as they stand, for who may read the conversation; the oldest first."""
    if row.kind != ASSUMPTIONS:
        return {}
    found: dict[UUID, list[AssumptionSeen]] = defaultdict(list)
    for item, seen in _in(standing, [row], people):
        found[item].append(seen)
    return found


def ever_assumed(standing: Standing, row: Conversation) -> bool:
    """Tell whether an assumption was written down of it, also when it was taken off the table since."""
    there = Assumption.objects.scoped(standing.reader).filter(item__conversation=row)
    return row.kind == ASSUMPTIONS and there.exists()


def assumed_before(standing: Standing, commitment: UUID) -> tuple[AssumptionSeen, ...]:
    """Return what conversations before a commitment take for granted, the oldest first, for who may read them.

    Withheld: what stands in conversations that exist only for those in them (G12), also from who was there, for a record
    is read by more people; and everything until the first round has closed (G9).
    """
    if not round_is_closed(standing.decision):
        return ()
    rows = Conversation.objects.scoped(standing.reader).filter(kind=ASSUMPTIONS, confidential=False)
    rows = rows.exclude(status=Status.DROPPED).select_related("decision__data_key")
    before = [row for row in rows if not row.serves or str(commitment) in row.serves]
    return tuple(seen for _item, seen in _in(standing, before, people_of(standing))) if before else ()


def _in(
    standing: Standing, rows: Iterable[Conversation], people: Mapping[str, PersonSeen]
) -> Iterable[tuple[UUID, AssumptionSeen]]:
    talks = {row.pk: row for row in rows}
    there = Assumption.objects.scoped(standing.reader).filter(
        item__conversation__in=list(talks), current=True
    )
    found = list(there.select_related("item").order_by("made_at", "pk"))
    kept = ((talks[a.item.conversation_id], a) for a in found)
    told = opened(
        standing,
        (
            part(standing, r, id=a.pk, body=a.body, about=a.about, data_key=r.decision.data_key)
            for r, a in kept
        ),
    )
    for a in found:
        if a.pk not in told:
            continue
        said, owner, by = told[a.pk], people.get(str(a.owner_id)), people.get(str(a.made_by_id))
        yield (
            a.item_id,
            AssumptionSeen(
                id=a.pk, line=a.line, text=said["text"], signpost=said["signpost"], shaping=said["shaping"],
                hedging=said["hedging"], owner=owner.name if owner else "",
                owner_seat=owner.seat if owner else None, due=a.due, made_by=by.name if by else "",
            ),
        )  # fmt: skip
