"""Ask for the letters about what was decided and about looking back; each thing is told once.

That it was told is kept for good, beside the letters, which go after a while: a clock that jumps tells nothing twice, and
a day that passed while the server stood still is told when it runs again.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role, Stage
from beforehand.decisions.models import Decision, Seat
from beforehand.notifications.choices import Kind
from beforehand.notifications.models import Told
from beforehand.notifications.rules import is_told_look_back, is_told_looked_back
from beforehand.outbox.actions import post
from beforehand.records.queries.to_tell import closed_since, looked, open_on, passed, passed_since

LOOKED_AT = timedelta(days=29)
"""How far back something is looked for that was not told."""


def post_passed(*, decision: UUID, decided: UUID, now: datetime | None = None) -> None:
    """Ask for the letter to everybody who decides in this decision and everybody who must know."""
    told = passed(decision, decided)
    if told is not None:
        seats = [
            standing
            for standing, _invited in _seated(decision)
            if standing.has(Role.DECIDER) or standing.seat in told.must_know
        ]
        _tell(Kind.PASSED, decided, seats, now)


def post_looked_back(*, decision: UUID, look_back: UUID, now: datetime | None = None) -> None:
    """Ask for the letter that what came of a look back can be read, to those who take part and who decide."""
    told = looked(decision, look_back)
    if told is not None and told.closed:
        _tell(Kind.LOOKED_BACK, look_back, _concerned(decision, is_told_looked_back), now)


def post_look_backs(*, now: datetime | None = None) -> None:
    """Ask for the letters about every look back whose day has come.

    To those who look back, who watches over the benefit, and who may close it.

    To whom goes out the same whoever looked back already. A decision that stopped is not looked back on.
    """
    today = timezone.localdate(now)
    going = Decision.objects.exclude(stage=Stage.STOPPED).order_by("pk")
    for decision, stands_at in going.values_list("pk", "today"):
        for look_back in open_on(decision, stands_at or today):
            if not Told.objects.filter(kind=Kind.LOOK_BACK, subject_id=look_back).exists():
                found = looked(decision, look_back)
                watcher = None if found is None else found.watcher
                told = partial(is_told_look_back, watcher=watcher)
                _tell(Kind.LOOK_BACK, look_back, _concerned(decision, told), now)


def catch_up_records(*, now: datetime | None = None) -> None:
    """Ask for what was caused lately and not told: a server that was killed right after may not have asked."""
    since = (now or timezone.now()) - LOOKED_AT
    told = set(Told.objects.filter(at__gt=since).values_list("kind", "subject_id"))
    for decision in Decision.objects.order_by("pk").values_list("pk", flat=True):
        for decided in passed_since(decision, since):
            if (Kind.PASSED.value, decided) not in told:
                post_passed(decision=decision, decided=decided, now=now)
        for look_back in closed_since(decision, since):
            if (Kind.LOOKED_BACK.value, look_back) not in told:
                post_looked_back(decision=decision, look_back=look_back, now=now)


def _tell(kind: Kind, about: UUID, seats: Iterable[Standing], now: datetime | None) -> None:
    with transaction.atomic():
        _row, first = Told.objects.get_or_create(
            kind=kind, subject_id=about, defaults={"at": now or timezone.now()}
        )
        if first:
            for standing in seats:
                once = f"{kind}:{about.hex}:{standing.seat.hex}"
                post(kind=kind, recipient=standing.person, once=once, subject_id=about)


def _concerned(decision: UUID, is_told: Callable[..., bool]) -> list[Standing]:
    return [standing for standing, invited in _seated(decision) if is_told(standing, invited=invited)]


def _seated(decision: UUID) -> list[tuple[Standing, bool]]:
    """Return what everybody is in a decision by all their roles, and whether they were invited; for who is told."""
    rows = Seat.objects.filter(decision_id=decision, person__erased_at__isnull=True)
    return [
        (
            Standing(
                decision=decision,
                seat=seat.pk,
                person=seat.person_id,
                side=seat.side_id,
                roles=frozenset(
                    Role(row.role)
                    for row in seat.roles.all()
                    if row.role != Role.FACILITATOR or row.declared_at is not None
                ),
                today=seat.decision.today or timezone.localdate(),
                language=seat.decision.language,
            ),
            seat.invited_at is not None,
        )
        for seat in rows.select_related("decision").prefetch_related("roles").order_by("pk")
    ]
