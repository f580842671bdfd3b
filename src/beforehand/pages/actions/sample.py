"""The sample as it is looked at: the case of the file, and what a file has no place for."""

from pathlib import Path
from uuid import UUID

from django.db import transaction

from beforehand.decisions.choices import Role
from beforehand.decisions.models import Commitment, DeciderAnswer, Decision, Seat
from beforehand.exchange.actions import load_case
from beforehand.pages.actions.words import COMPLAINT, FIRST, PURPOSE, STILL_OPEN

CASE = Path(__file__).parents[4] / "cases" / "two-factor-hospital.yaml"
WRITTEN_IN = "nl"  # what people say in it in one language only


def bring_in_sample(*, language: str, with_answers: bool = True) -> UUID:
    """Bring the sample in as a decision somebody has prepared for inviting, and return its id.

    Raises
    ------
    PermissionDenied
        When answers are asked for outside demo mode.
    """
    with transaction.atomic():
        decision = load_case(source=CASE, language=language, with_answers=with_answers, written_in=WRITTEN_IN)
        prepare(decision, language)
    return decision


def prepare(decision: UUID, language: str) -> None:
    """Say of the sample what inviting needs: what can still change, and what the decider answers first.

    A file says neither, so these are words of ours for people who are made up. What is there already stays.
    """
    Decision.objects.filter(pk=decision, purpose="").update(purpose=PURPOSE.say(language))
    Decision.objects.filter(pk=decision, complaint_route="").update(complaint_route=COMPLAINT.say(language))
    unsaid = Commitment.objects.filter(decision=decision, still_open="", nothing_open=False)
    for moment in unsaid.filter(key__in=STILL_OPEN):
        moment.still_open = STILL_OPEN[moment.key].say(language)
        moment.save(update_fields=["still_open"])
    for seat in Seat.objects.filter(decision=decision, roles__role=Role.DECIDER):
        for n, words in enumerate(FIRST, 1):
            DeciderAnswer.objects.get_or_create(seat=seat, n=n, defaults={"text": words.say(language)})
