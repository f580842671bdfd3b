"""What items take for granted, and what is done about it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from beforehand.conversations.models import Assumption, Conversation
from beforehand.conversations.queries.during import AssumptionSeen
from beforehand.conversations.queries.rows import opened, part
from beforehand.conversations.queries.seen import PersonSeen
from beforehand.conversations.rules import ASSUMPTIONS
from beforehand.decisions.access import Standing


def assumptions_of(
    standing: Standing, row: Conversation, people: Mapping[str, PersonSeen]
) -> Mapping[UUID, Collection[AssumptionSeen]]:
    """Return by item the assumptions as they stand, for who may read the conversation; the oldest first."""
    if row.kind != ASSUMPTIONS:
        return {}
    rows = list(
        Assumption.objects.scoped(standing.reader)
        .filter(item__conversation=row, current=True)
        .order_by("made_at", "pk")
    )
    key = row.decision.data_key
    told = opened(
        standing, (part(standing, row, id=a.pk, body=a.body, about=a.about, data_key=key) for a in rows)
    )
    found: dict[UUID, list[AssumptionSeen]] = defaultdict(list)
    for a in rows:
        if a.pk not in told:
            continue
        said, owner, by = told[a.pk], people.get(str(a.owner_id)), people.get(str(a.made_by_id))
        found[a.item_id].append(
            AssumptionSeen(
                id=a.pk, line=a.line, text=said["text"], signpost=said["signpost"], shaping=said["shaping"],
                hedging=said["hedging"], owner=owner.name if owner else "",
                owner_seat=owner.seat if owner else None, due=a.due, made_by=by.name if by else "",
            )
        )  # fmt: skip
    return found
