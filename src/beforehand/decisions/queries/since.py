"""What changed in the frame since somebody looked."""

from datetime import datetime

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import ChangeKind
from beforehand.decisions.models import FrameChange
from beforehand.decisions.queries.shown import ChangeView


def changes_since(standing: Standing, when: datetime | None) -> tuple[ChangeView, ...]:
    """Return what changed in the frame after a moment, oldest first; everything when there is no moment.

    Everybody in the decision reads all of it: the frame is open. Nothing a participant answered is in it.
    """
    rows = FrameChange.objects.filter(decision=standing.decision).select_related("by__person")
    if when is not None:
        rows = rows.filter(at__gt=when)
    return tuple(
        ChangeView(
            id=row.pk,
            kind=ChangeKind(row.kind),
            subject=row.subject,
            before=row.before,
            after=row.after,
            at=row.at,
            by="" if row.by is None else row.by.person.name,
        )
        for row in rows.order_by("at", "pk")
    )
