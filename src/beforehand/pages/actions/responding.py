"""How the made-up people of the sample answer each other, for a named state: by the same actions as real people."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Seat
from beforehand.knowledge import Text
from beforehand.pages.actions.words import WANTS
from beforehand.perspectives import actions
from beforehand.perspectives.choices import Judged, Reacted, Release, RoundKind
from beforehand.perspectives.models import Round
from beforehand.perspectives.queries.asked import MIRROR, Given
from beforehand.perspectives.queries.responding import responding

TAPS = (Reacted.RECOGNISE, Reacted.RECOGNISE, Reacted.DIFFERENT, Reacted.RECOGNISE, Reacted.UNKNOWN)
FREE = 50
"""A place for the picture of another side that no file fills."""
JUDGED = (Judged.PARTLY, Judged.WRONG, Judged.RIGHT)


def share_everything(decision: UUID) -> None:
    """Let everybody read what each of them said, without a name, where they did not choose wider themselves."""
    for actor in _taking_part(decision):
        actions.choose_readers(actor=actor, release=Release.ALL_WITHOUT_NAME, apart={})


def open_round(decision: UUID, kind: RoundKind) -> None:
    """Close what is open, count it, and open a round of this kind."""
    close(decision)
    actions.open_next_round(
        actor=_standing(_seats(decision, Role.FACILITATOR)[0]), kind=kind, now=timezone.now()
    )


def close(decision: UUID) -> None:
    """Close the round that is open, and count it at once."""
    now_open = Round.objects.filter(decision=decision, closed_at__isnull=True).first()
    if now_open is not None:
        actions.close_round(actor=_standing(_seats(decision, Role.FACILITATOR)[0]), now=timezone.now())
        actions.publish_round(decision=decision, round=now_open.pk)


def everybody_answers(decision: UUID, kind: RoundKind) -> None:
    """Tap every card that lies there."""
    for n, actor in enumerate(_taking_part(decision)):
        now = timezone.now()
        actions.take_hand(actor=actor, now=now)
        if kind is RoundKind.RESPOND:
            _picture_the_other(actor, WANTS[n % len(WANTS)], now)
            actions.leave_mirror(actor=actor, now=now)
        for place, card in enumerate(responding(actor, kind).cards):
            _tap(actor, kind, card.statement, place + n, now)


def _picture_the_other(actor: Standing, wants: Text, now: datetime) -> None:
    """Say in round 2 what another side wants."""
    place = actions.begin(actor=actor)
    given = Given(
        field=MIRROR, ordinal=FREE, text=wants.say(actor.language), release=Release.ALL_WITHOUT_NAME
    )
    actions.say_more(actor=actor, place=place, given=given, now=now)


def _tap(actor: Standing, kind: RoundKind, statement: UUID, n: int, now: datetime) -> None:
    if kind is RoundKind.MIRROR:
        actions.judge_mirror(actor=actor, statement=statement, value=JUDGED[n % len(JUDGED)], now=now)
    else:
        actions.react(actor=actor, statement=statement, value=TAPS[n % len(TAPS)], now=now)


def _taking_part(decision: UUID) -> list[Standing]:
    return [_standing(seat) for seat in _seats(decision, Role.PARTICIPANT) if seat.side_id is not None]


def _seats(decision: UUID, role: Role) -> list[Seat]:
    rows = Seat.objects.filter(decision=decision, roles__role=role).select_related("decision")
    return list(rows.prefetch_related("roles").order_by("person__name"))


def _standing(seat: Seat) -> Standing:
    return Standing(
        decision=seat.decision_id,
        seat=seat.pk,
        person=seat.person_id,
        side=seat.side_id,
        roles=frozenset(Role(row.role) for row in seat.roles.all()),
        today=seat.decision.today or timezone.localdate(),
        language=seat.decision.language,
    )
