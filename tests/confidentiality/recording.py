"""A moment that was postponed for a reason, and two days on which people look back: one open, one closed."""

from datetime import UTC, date, datetime
from uuid import UUID

from tests.oeverland import TODAY, Oeverland
from tests.records.story import of

from beforehand.notifications.choices import Kind
from beforehand.records.actions.deciding import postpone
from beforehand.records.models import LookBack

WHY = "quince because of the ward"
NOW = datetime(2027, 3, 15, 12, tzinfo=UTC)


def write_records(home: Oeverland) -> dict[str, list[UUID]]:
    """Write them, and return what each kind of letter is about."""
    licence = home.commitments["licence"]
    people = [seat.pk for seat in home.seats.values()]
    decided = postpone(
        actor=of(home, "karin"),
        commitment=licence.pk,
        day=date(2027, 5, 28),
        must_know=people,
        why=WHY,
        now=NOW,
    )
    days = [
        LookBack(decision=home.decision, commitment=licence, decided_id=decided, day=day, closed_at=closed)
        for day, closed in ((TODAY, None), (date(2027, 3, 1), NOW))
    ]
    for day in days:
        day.save(force_insert=True)
    return {Kind.PASSED: [decided], Kind.LOOK_BACK: [days[0].pk], Kind.LOOKED_BACK: [days[1].pk]}
