"""Putting the application in a named state, for tests and demonstrations."""

from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from beforehand.decisions.choices import Role, Stage
from beforehand.decisions.models import Decision, Promise, Seat
from beforehand.decisions.signals import invited
from beforehand.exchange.actions import load_case
from beforehand.knowledge import load
from beforehand.pages.actions.responding import close, everybody_answers, open_round, share_everything
from beforehand.pages.actions.sample import CASE, WRITTEN_IN, prepare
from beforehand.pages.choices import Named
from beforehand.people.actions import make_link
from beforehand.people.choices import LinkPurpose
from beforehand.perspectives.actions.answering import make_perspective
from beforehand.perspectives.choices import RoundKind

RESPONDED = frozenset({Named.RESPONDING, Named.JUDGING, Named.PICTURED})
ANSWERED = RESPONDED | {Named.LISTENING, Named.DECIDED}


def put_in(*, state: Named, language: str) -> tuple[tuple[str, str, str], ...]:
    """Bring the sample in anew, in a named state, and return who is who with a link: role, name, address.

    Raises
    ------
    PermissionDenied
        Outside debug and demo together: a sample opens to whoever sits here.
    """
    if not (settings.DEBUG and settings.DEMO):
        raise PermissionDenied("a sample is put in a state in debug and demo only")
    answered = state in ANSWERED
    decision = load_case(source=CASE, language=language, with_answers=answered, written_in=WRITTEN_IN)
    if state is not Named.NEW:
        prepare(decision, language)
    if state in (Named.INVITED, Named.ANSWERING):
        _invite(decision)
    if state is Named.ANSWERING:
        make_perspective(_of(decision, Role.PARTICIPANT)[0].pk)
    if state in RESPONDED:
        _answer_each_other(decision, state)
    if state is Named.DECIDED:
        Decision.objects.filter(pk=decision).update(stage=Stage.DECIDED, decided_at=timezone.now())
    return _links(decision)


def _answer_each_other(decision: UUID, state: Named) -> None:
    share_everything(decision)
    open_round(decision, RoundKind.RESPOND)
    if state is Named.RESPONDING:
        return
    everybody_answers(decision, RoundKind.RESPOND)
    open_round(decision, RoundKind.MIRROR)
    if state is Named.PICTURED:
        everybody_answers(decision, RoundKind.MIRROR)
        close(decision)


def _of(decision: UUID, role: Role) -> list[Seat]:
    return list(
        Seat.objects.filter(decision=decision, roles__role=role)
        .select_related("person")
        .order_by("person__name")
    )


def _invite(decision: UUID) -> None:
    for seat in _of(decision, Role.DECIDER):
        words = load().form.promise.say(seat.decision.language)
        Promise.objects.create(decision_id=decision, seat=seat, words=words)
    seats = _of(decision, Role.PARTICIPANT)
    Seat.objects.filter(pk__in=[seat.pk for seat in seats]).update(invited_at=timezone.now())
    Decision.objects.filter(pk=decision).update(stage=Stage.LISTENING)
    invited.send(sender=Decision, seats=tuple(seat.pk for seat in seats), decision=decision)


def _links(decision: UUID) -> tuple[tuple[str, str, str], ...]:
    shown = []
    for role in (Role.FACILITATOR, Role.DECIDER, Role.PARTICIPANT):
        purpose = LinkPurpose.DEMO if role is Role.FACILITATOR else LinkPurpose.TAKE_PART
        for seat in _of(decision, role):
            shown.append(
                (str(role.label), seat.person.name, make_link(person=seat.person_id, purpose=purpose))
            )
    return tuple(shown)
