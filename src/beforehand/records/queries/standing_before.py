"""Where somebody stands before a commitment: what the rule on who decides looks at."""

from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Commitment, Decision, Fact, SeatRole
from beforehand.decisions.rules.allowed import can_be_framed
from beforehand.records.choices import Chosen
from beforehand.records.models import Decided, Today
from beforehand.records.rules.gate import GOING_ON, OUTGOING, State
from beforehand.vault.processes.recorder import recorder


def state_of(standing: Standing, commitment: Commitment) -> State:
    """Return where somebody stands. A role counts however that person came in; nothing of what was said is in it."""
    held = set(SeatRole.objects.filter(seat_id=standing.seat).values_list("role", flat=True))
    leaves = Fact.objects.filter(decision_id=standing.decision, kind=OUTGOING, ref=str(standing.seat))
    scope = recorder(standing.decision)
    stage = Decision.objects.values_list("stage", flat=True).get(pk=standing.decision)
    going_on = commitment.type == GOING_ON
    return State(
        day=commitment.day,
        today=standing.today,
        decides=standing.has(Role.DECIDER),
        facilitates=Role.FACILITATOR in held,
        others=commitment.decider_id not in (None, standing.seat),
        leaves=leaves.values_list("day", flat=True).first(),
        closed=not can_be_framed(stage),
        happened=commitment.done_already,
        decided=Decided.objects.scoped(scope, commitment=commitment, what=Chosen.DECIDED).exists(),
        unjudged=going_on and not judged_by_another(standing.decision, commitment),
    )


def judged_by_another(decision: UUID, commitment: Commitment) -> bool:
    """Tell whether somebody who is no sponsor, and does not decide on it, said whether it would be started today."""
    answers = Today.objects.scoped(recorder(decision), commitment=commitment)
    answers = answers.exclude(seat__roles__role=Role.SPONSOR)
    return (
        answers.exclude(seat_id=commitment.decider_id).exists() if commitment.decider_id else answers.exists()
    )
