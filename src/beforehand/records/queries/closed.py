"""The look backs that closed in several decisions at once: what may be published, and of which kinds of topic."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.records.models import LookBack
from beforehand.records.queries.looking_back import Judged, SealedRow, judged_in
from beforehand.vault.door import disclose_kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """One look back that closed. ``topics``: key and pattern of what was left open; ``judged`` as it was published."""

    decision: UUID
    topics: tuple[tuple[str, str], ...]
    judged: tuple[Judged, ...]


def closed_look_backs(standings: Sequence[Standing]) -> tuple[Closed, ...]:
    """Return what was published of looking back in the decisions of these standings, in one question to the database.

    Withheld: what was not published, the words of what stayed open, and decisions of which a standing reads no content.
    """
    if not standings:
        return ()
    by = {one.decision: one for one in standings}
    mine = (LookBack.objects.scoped(one.reader) for one in by.values())
    rows = reduce(or_, mine).filter(closed_at__isnull=False, body__isnull=False)
    found = rows.select_related("decision__data_key", "decided").order_by("decision_id", "day", "pk")
    seen = []
    for row in found:
        opens = row.decision.data_key.opened()
        kept = [
            SealedRow(id=one.pk, body=one.body, about=one.about, opens=opens) for one in (row.decided, row)
        ]
        bodies = dict(visible.value for visible in disclose_kept(by[row.decision_id].viewer, kept))
        then = bodies[row.decided_id]
        topics = tuple((one["key"], one["pattern"]) for one in (*then["open"], *then["also"]))
        seen.append(Closed(decision=row.decision_id, topics=topics, judged=judged_in(bodies[row.pk])))
    return tuple(seen)
