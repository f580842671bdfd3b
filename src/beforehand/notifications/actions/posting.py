"""Ask for letters, and what somebody does with the mail they get.

What others caused was checked there: who invited, who changed the frame, who asked for a reminder. Asking for the
same letter twice is asking once, so all of this may run again.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from beforehand.decisions.choices import Stage
from beforehand.decisions.models import Decision, FrameChange, Seat
from beforehand.exchange.queries import asked_afterwards
from beforehand.notifications.choices import ALL, CAN_BE_TURNED_DOWN, Kind
from beforehand.notifications.models import Wish
from beforehand.notifications.rules import is_time_to_remind, next_digest, read_stop_token
from beforehand.outbox.actions import post
from beforehand.outbox.queries import last_asked
from beforehand.people.access import Arrival
from beforehand.people.models import Person
from beforehand.perspectives.actions import (
    ToRemind,
    hands_to_remind,
    later_round,
    remind,
    remind_hands,
    seats_asked,
    seats_asked_for_table,
    seats_replied_to,
    seats_to_remind,
    seats_typed_for,
)
from beforehand.topics.queries.sharing import seats_asked_to_share

CAUGHT_UP = timedelta(days=1)
LINK_ONCE_IN = 600
AFTER_TYPING = timedelta(hours=1)
"""A call takes less than this; what is typed in it comes in one letter."""


def post_invitations(*, decision: UUID, seats: Collection[UUID]) -> None:
    """Ask for the invitation of each of these seats."""
    rows = Seat.objects.filter(decision_id=decision, pk__in=seats, invited_at__isnull=False)
    with transaction.atomic():
        for seat, person, at in rows.order_by("pk").values_list("pk", "person_id", "invited_at"):
            once = f"{Kind.INVITATION}:{seat}:{at:%Y%m%d%H%M%S%f}"
            post(kind=Kind.INVITATION, recipient=person, once=once, subject_id=decision)


def post_digests(*, decision: UUID, now: datetime | None = None) -> None:
    """Ask for the next digest of everybody who was invited."""
    people = Seat.objects.filter(decision_id=decision, invited_at__isnull=False)
    with transaction.atomic():
        for person in people.order_by("pk").values_list("person_id", flat=True):
            post_digest(person=person, now=now or timezone.now())


def post_digest(*, person: UUID, now: datetime) -> None:
    """Ask for the next digest of one person; what it tells is found when it is sent."""
    morning = next_digest(now)
    once = f"{Kind.DIGEST}:{person}:{timezone.localtime(morning):%Y%m%d}"
    post(kind=Kind.DIGEST, recipient=person, once=once, not_before=morning)


def post_digest_of(*, decision: UUID, seats: Collection[UUID], now: datetime | None = None) -> None:
    """Ask for the next digest of who holds these seats; what it tells is found when it is sent."""
    people = Seat.objects.filter(decision_id=decision, pk__in=seats, invited_at__isnull=False)
    with transaction.atomic():
        for person in people.order_by("pk").values_list("person_id", flat=True):
            post_digest(person=person, now=now or timezone.now())


def post_new_link(*, person: UUID, now: datetime | None = None) -> None:
    """Ask for a letter with a new link; at most one in ten minutes, however often it is asked for."""
    span = int((now or timezone.now()).timestamp()) // LINK_ONCE_IN
    with transaction.atomic():
        post(kind=Kind.NEW_LINK, recipient=person, once=f"{Kind.NEW_LINK}:{person}:{span}")


def post_round(*, decision: UUID, now: datetime | None = None) -> None:
    """Ask for the letter that a round opened, to everybody it asks something; once for each round."""
    opened = later_round(decision)
    if opened is None or not _listens(decision, now):
        return
    with transaction.atomic():
        rows = Seat.objects.filter(pk__in=seats_asked(decision)).order_by("pk").values_list("pk", "person_id")
        for seat, person in rows:
            once = f"{Kind.ROUND}:{seat}:{opened.n}"
            post(kind=Kind.ROUND, recipient=person, once=once, subject_id=decision)


def post_table(*, decision: UUID, seats: Collection[UUID]) -> None:
    """Ask for the letter that a writer is asked something about a sentence; one a day, for all that was asked."""
    day = timezone.localdate()
    with transaction.atomic():
        rows = Seat.objects.filter(decision_id=decision, pk__in=seats).order_by("pk")
        for seat, person in rows.values_list("pk", "person_id"):
            post(
                kind=Kind.TABLE,
                recipient=person,
                once=f"{Kind.TABLE}:{seat}:{day:%Y%m%d}",
                subject_id=decision,
            )


def post_reminders(*, decision: UUID, now: datetime | None = None, asked_for: bool = False) -> None:
    """Ask for the reminders that are due. Returns nothing: whom it concerns is for nobody's eyes."""
    now = now or timezone.now()
    with transaction.atomic():
        # One at a time: two at once would count the same reminder twice.
        if not Decision.objects.select_for_update().filter(pk=decision).exists() or not _listens(
            decision, now
        ):
            return
        opened = hands_to_remind(decision)
        if opened is not None:
            _remind_of_round(decision, opened, now, asked_for=asked_for)
            return
        due = set(seats_to_remind(decision, now))
        chosen = due - set(seats_to_remind(decision))
        last = last_asked(kind=Kind.REMINDER, subject_id=decision)
        reminded = []
        rows = Seat.objects.filter(pk__in=due).order_by("pk").values_list("pk", "person_id", "invited_at")
        for seat, person, invited in rows:
            before = last.get(person)
            came = now if seat in chosen else None
            if invited is None or not is_time_to_remind(
                now=now, invited=invited, last=before, chosen=came, asked_for=asked_for
            ):
                continue
            once = f"{Kind.REMINDER}:{seat}:{timezone.localtime(now):%Y%m%d}"
            post(kind=Kind.REMINDER, recipient=person, once=once, subject_id=decision)
            reminded.append(seat)
        remind(decision=decision, seats=reminded)


def _remind_of_round(decision: UUID, opened: ToRemind, now: datetime, *, asked_for: bool) -> None:
    """Ask for the reminders of a round in which people answer each other, counted in that round alone."""
    last = last_asked(kind=Kind.REMINDER, subject_id=decision)
    reminded = []
    rows = (
        Seat.objects.filter(pk__in=opened.seats).order_by("pk").values_list("pk", "person_id", "invited_at")
    )
    for seat, person, invited in rows:
        since = max(opened.opened_at, invited or opened.opened_at)
        before = last.get(person)
        here = before if before is not None and before > opened.opened_at else None
        if is_time_to_remind(now=now, invited=since, last=here, chosen=None, asked_for=asked_for):
            once = f"{Kind.REMINDER}:{seat}:{timezone.localtime(now):%Y%m%d}"
            post(kind=Kind.REMINDER, recipient=person, once=once, subject_id=decision)
            reminded.append(seat)
    remind_hands(decision=decision, seats=reminded)


def _listens(decision: UUID, now: datetime | None) -> bool:
    """Tell whether people are still asked: it is not over, and its day has not passed."""
    here = Decision.objects.filter(pk=decision, stage=Stage.LISTENING).first()
    today = timezone.localdate(now)
    return here is not None and (here.day is None or here.day >= (here.today or today))


def post_typed_now(*, decision: UUID, seat: UUID, now: datetime | None = None) -> None:
    """Ask for the letter about what was typed for one person; whether anything was, is found when it is sent."""
    minute = f"{now or timezone.now():%Y%m%d%H%M}"
    with transaction.atomic():
        for person in Seat.objects.filter(decision_id=decision, pk=seat).values_list("person_id", flat=True):
            once = f"{Kind.TYPED_FOR}:{seat}:{minute}"
            post(kind=Kind.TYPED_FOR, recipient=person, once=once, subject_id=decision)


def post_typed(*, decision: UUID, now: datetime | None = None) -> None:
    """Ask for the letters about what was typed in the last day, an hour after it: one for what was typed together."""
    typed = seats_typed_for(decision, (now or timezone.now()) - CAUGHT_UP)
    with transaction.atomic():
        rows = Seat.objects.filter(pk__in=typed).order_by("pk").values_list("pk", "person_id")
        for seat, person in rows:
            once = f"{Kind.TYPED_FOR}:{seat}:{typed[seat]:%Y%m%d%H}"
            later = typed[seat] + AFTER_TYPING
            post(kind=Kind.TYPED_FOR, recipient=person, once=once, subject_id=decision, not_before=later)


def catch_up(*, now: datetime | None = None) -> None:
    """Ask again for what was caused in the last day: a server that was killed right after may not have asked."""
    now = now or timezone.now()
    invited = Seat.objects.filter(invited_at__gt=now - CAUGHT_UP, decision__stage=Stage.LISTENING)
    for decision in set(invited.values_list("decision_id", flat=True)):
        post_invitations(
            decision=decision, seats=list(invited.filter(decision_id=decision).values_list("pk", flat=True))
        )
    changed = FrameChange.objects.filter(at__gt=now - CAUGHT_UP, decision__stage=Stage.LISTENING)
    for decision in set(changed.values_list("decision_id", flat=True)):
        post_digests(decision=decision, now=now)
    going_on = Decision.objects.exclude(stage__in=(Stage.DECIDED, Stage.STOPPED)).order_by("pk")
    for decision in going_on.values_list("pk", flat=True):
        post_typed(decision=decision, now=now)
        waiting = {
            *seats_replied_to(decision, now - CAUGHT_UP),
            *seats_asked_to_share(decision, now - CAUGHT_UP),
            *asked_afterwards(decision, now - CAUGHT_UP),
        }
        post_digest_of(decision=decision, seats=waiting, now=now)
        opened = later_round(decision)
        if opened is not None and opened.opened_at > now - CAUGHT_UP:
            post_round(decision=decision, now=now)
        post_table(decision=decision, seats=seats_asked_for_table(decision, now - CAUGHT_UP))


def choose_mail(*, actor: Arrival, wanted: Collection[str]) -> None:
    """Keep which mail somebody wants, for themselves only."""
    unwanted = [kind for kind in CAN_BE_TURNED_DOWN if kind not in set(wanted)]
    with transaction.atomic():
        Wish.objects.filter(person_id=actor.person).exclude(kind__in=unwanted).delete()
        wishes = [Wish(person_id=actor.person, kind=kind) for kind in unwanted]
        Wish.objects.bulk_create(wishes, ignore_conflicts=True)


def want_no_mail(*, actor: Arrival) -> None:
    """Turn down all mail, of kinds that do not exist yet too; a new link still comes when it is asked for."""
    Wish.objects.get_or_create(person_id=actor.person, kind=ALL)


def turn_down(*, token: str) -> Kind | None:
    """Turn down one kind by the words at the end of a letter, without an account; None when we did not write them."""
    read = read_stop_token(token)
    if read is None:
        return None
    person, kind = read
    if Person.objects.filter(pk=person, erased_at__isnull=True).exists():
        Wish.objects.get_or_create(person_id=person, kind=kind)
    return kind
