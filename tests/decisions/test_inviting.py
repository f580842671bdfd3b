"""Nobody is asked before the decider answered, signed, and it was said what can still change."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.decisions.people_at_work import karin_has_signed, standing
from tests.oeverland import Oeverland

from beforehand.decisions.actions import answer_first, invite, sign_promise
from beforehand.decisions.analyses import invitation
from beforehand.decisions.choices import Role, Stage
from beforehand.decisions.models import Commitment, Decision, Mark, Promise, Seat, SeatRole
from beforehand.decisions.rules.moments import Asked
from beforehand.decisions.signals import invited
from beforehand.knowledge import load

pytestmark = pytest.mark.usefixtures("in_english")


def heard(signal: Any) -> list[dict[str, Any]]:
    calls: list[dict[str, Any]] = []

    def hear(**more: Any) -> None:
        calls.append(more)

    hear.__name__ = f"hear_{id(calls)}"
    signal.connect(hear, weak=False)
    return calls


def test_the_decider_answers_three_questions_and_signs_the_words_as_they_stand(home: Oeverland) -> None:
    karin = standing(home, "karin")
    answer_first(actor=karin, answers={1: "Nothing, to nobody", 2: "The factor"})
    with pytest.raises(ValidationError, match="three questions"):
        sign_promise(actor=karin)
    answer_first(actor=karin, answers={3: "A ward that cannot work with it"})
    sign_promise(actor=karin)
    sign_promise(actor=karin)  # twice is once
    assert Promise.objects.get().words == load().form.promise.en
    with pytest.raises(ValidationError, match="do not leave it empty"):
        answer_first(actor=karin, answers={3: ""})


def test_no_invitation_before_every_decider_signed_and_it_says_who(home: Oeverland) -> None:
    femke = [home.seats["femke"].pk]
    with pytest.raises(ValidationError, match="Karin answers first"):
        invite(actor=standing(home, "karin"), seats=femke)
    karin_has_signed(home)
    SeatRole.objects.create(seat=home.seats["tom"], role=Role.DECIDER)
    with pytest.raises(ValidationError, match="Tom answers first"):
        invite(actor=standing(home, "karin"), seats=femke)
    assert not Seat.objects.filter(invited_at__isnull=False).exists()
    SeatRole.objects.filter(role=Role.DECIDER).delete()
    with pytest.raises(ValidationError, match="Nobody decides this yet"):
        invite(actor=standing(home, "lotte"), seats=femke)


def test_no_invitation_before_each_moment_has_its_sentence(home: Oeverland) -> None:
    karin_has_signed(home)
    Commitment.objects.filter(key="letter").update(still_open="")
    with pytest.raises(ValidationError, match="Letter to all staff"):
        invite(actor=standing(home, "karin"), seats=[home.seats["femke"].pk])
    Commitment.objects.filter(key="letter").update(nothing_open=True)
    invite(actor=standing(home, "karin"), seats=[home.seats["femke"].pk])


def test_inviting_begins_listening_and_tells_who_listens_once(
    home: Oeverland, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    karin_has_signed(home)
    calls = heard(invited)
    femke, tom = home.seats["femke"].pk, home.seats["tom"].pk
    with django_capture_on_commit_callbacks(execute=True):
        assert invite(actor=standing(home, "karin"), seats=[femke]) == (femke,)
    assert Decision.objects.get().stage == Stage.LISTENING
    with django_capture_on_commit_callbacks(execute=True):
        assert invite(actor=standing(home, "karin"), seats=[femke, tom]) == (tom,)  # one by one, later
    with pytest.raises(ValidationError, match="Choose whom"):
        invite(actor=standing(home, "karin"), seats=[femke])
    told: list[tuple[UUID, ...]] = [call["seats"] for call in calls]
    assert told == [(femke,), (tom,)]
    assert {call["decision"] for call in calls} == {home.decision.pk}


def test_who_is_on_no_side_or_takes_no_part_is_not_invited(home: Oeverland) -> None:
    karin_has_signed(home)
    with pytest.raises(ValidationError, match="on no side"):
        invite(actor=standing(home, "karin"), seats=[home.seats["peter"].pk])
    Seat.objects.filter(pk=home.seats["peter"].pk).update(side=home.sides["board"])
    with pytest.raises(ValidationError, match="does not take part"):
        invite(actor=standing(home, "karin"), seats=[home.seats["peter"].pk])


def test_a_seat_of_another_decision_is_nobody_here(home: Oeverland) -> None:
    karin_has_signed(home)
    with pytest.raises(ValidationError, match="Choose whom"):
        invite(actor=standing(home, "karin"), seats=[UUID(int=7)])


def test_the_invitation_asks_for_a_say_only_where_something_is_open(home: Oeverland) -> None:
    asked = lambda: invitation(standing(home, "femke")).asked  # noqa: E731
    Commitment.objects.update(still_open="")
    assert asked() is Asked.LISTENING  # not said yet: neither promised nor denied
    Commitment.objects.filter(key="letter").update(still_open="Its tone")
    assert asked() is Asked.VOICE
    Commitment.objects.update(still_open="", nothing_open=True)
    assert asked() is Asked.INFORMATION
    Commitment.objects.update(nothing_open=False, done_already=True)
    assert asked() is Asked.INFORMATION
    Commitment.objects.all().delete()
    assert asked() is Asked.LISTENING


@pytest.mark.parametrize(
    ("marks", "mode"),
    [
        ([], "exploring"),
        (["richting_genoemd"], "exploring"),
        (["richting_genoemd", "budget_goedgekeurd"], "negotiating"),
        (["leverancier_geinformeerd", "extern_bekend"], "exploring"),  # two names of one mark
        (["richting_genoemd", "budget_goedgekeurd", "planning_gedeeld", "mensen_toegezegd"], "correcting"),
    ],
)
def test_the_invitation_says_how_hard_it_is_already(home: Oeverland, marks: list[str], mode: str) -> None:
    for mark in marks:
        Mark.objects.create(commitment=home.commitments["licence"], mark=mark)
    shown = invitation(standing(home, "femke"))
    assert (shown.mode, shown.moments[0].mode) == (mode, mode)
    assert shown.moments[1].mode == "exploring"


def test_a_moment_that_passed_is_not_in_the_invitation(home: Oeverland) -> None:
    Commitment.objects.filter(key="licence").update(day=date(2027, 3, 14))
    assert [m.title for m in invitation(standing(home, "femke")).moments] == ["Letter to all staff"]


def test_karin_invites_from_the_page(home: Oeverland) -> None:
    karin_has_signed(home)
    where = reverse("decisions:invite", kwargs={"decision": home.decision.pk})
    client = home.client("karin", headers={"Accept-Language": "en"})
    page = client.get(where).content.decode()
    assert "Send the invitation" in page
    assert "Which second factor each ward gets." in page
    client.post(where, {"seats": [str(home.seats["femke"].pk)]})
    assert list(Seat.objects.filter(invited_at__isnull=False)) == [home.seats["femke"]]
    again = client.post(where, {"seats": [str(home.seats["femke"].pk)]}).content.decode()
    assert "cannot be invited any more" in again


def test_the_page_says_why_nobody_can_be_invited_yet(home: Oeverland) -> None:
    where = reverse("decisions:invite", kwargs={"decision": home.decision.pk})
    client = home.client("karin", headers={"Accept-Language": "en"})
    page = client.get(where).content.decode()
    assert "answers first and signs the promise" in page
    assert "Send the invitation" not in page
    refused = client.post(where, {"seats": [str(home.seats["femke"].pk)]}).content.decode()
    assert "Karin answers first and signs the promise" in refused


def test_where_nothing_is_open_the_page_calls_it_information(home: Oeverland) -> None:
    Commitment.objects.update(still_open="", nothing_open=True)
    where = reverse("decisions:invite", kwargs={"decision": home.decision.pk})
    page = home.client("karin", headers={"Accept-Language": "en"}).get(where).content.decode()
    assert "Information, and a question" in page
    assert "Your voice counts" not in page
