"""What changes in the frame is written down, told once, and never overwritten unasked."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.decisions.people_at_work import standing
from tests.decisions.test_inviting import heard
from tests.oeverland import TODAY, Oeverland

from beforehand.decisions import actions
from beforehand.decisions.actions import Moment, OvertakenError, RewordedError
from beforehand.decisions.actions.wording import seen_as
from beforehand.decisions.choices import ChangeKind, SideKind, Stage
from beforehand.decisions.models import Commitment, Decision, FrameChange, Seat, Side
from beforehand.decisions.queries import changes_since
from beforehand.decisions.queries.editing import wording_of
from beforehand.decisions.rules.lines import Newcomer
from beforehand.decisions.signals import frame_changed

pytestmark = pytest.mark.usefixtures("in_english")
DAY = date(2027, 5, 20)


def letter(**more: Any) -> Moment:
    return Moment(**{"title": "Letter to all staff", "day": DAY, "public": True, **more})


def test_a_moved_day_is_read_by_who_answered_before_it(home: Oeverland) -> None:
    answered = timezone.now() - timedelta(minutes=1)
    actions.change_commitment(
        actor=standing(home, "karin"),
        commitment=home.commitments["letter"].pk,
        moment=letter(day=date(2027, 5, 6)),
        revision=1,
    )
    [change] = changes_since(standing(home, "femke"), answered)
    assert (change.kind, change.subject) == (ChangeKind.COMMITMENT, "Letter to all staff: day")
    assert (change.before, change.after, change.by) == ("20 May 2027", "6 May 2027", "Karin")


def test_what_changed_is_told_once_after_the_commit(
    home: Oeverland, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    calls = heard(frame_changed)
    before = Decision.objects.get().input_version
    with django_capture_on_commit_callbacks() as waiting:
        actions.change_commitment(
            actor=standing(home, "karin"),
            commitment=home.commitments["letter"].pk,
            moment=letter(day=date(2027, 5, 6), cost_eur=Decimal(100)),
            revision=1,
        )
    assert calls == []
    for tell in waiting:
        tell()
    [call] = calls
    assert call["decision"] == home.decision.pk
    assert set(call["changes"]) == set(FrameChange.objects.values_list("pk", flat=True))
    assert len(call["changes"]) == 2
    assert Decision.objects.get().input_version > before


def test_keeping_a_form_without_changing_it_tells_nobody(
    home: Oeverland, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as waiting:
        actions.change_commitment(
            actor=standing(home, "karin"),
            commitment=home.commitments["letter"].pk,
            moment=letter(),
            revision=1,
        )
    assert waiting == []
    assert not FrameChange.objects.exists()


def test_of_two_people_the_newer_does_not_win_unasked(home: Oeverland) -> None:
    key = home.commitments["letter"].pk
    actions.change_commitment(
        actor=standing(home, "karin"), commitment=key, moment=letter(title="Letter, by Karin"), revision=1
    )
    with pytest.raises(OvertakenError) as overtaken:
        actions.change_commitment(
            actor=standing(home, "lotte"), commitment=key, moment=letter(title="Letter, by Lotte"), revision=1
        )
    assert (overtaken.value.now.title, overtaken.value.now.revision) == ("Letter, by Karin", 2)
    assert Commitment.objects.get(pk=key).title == "Letter, by Karin"


def posted(home: Oeverland, **more: str) -> dict[str, str]:
    return {
        "title": "Letter to all staff",
        "day": "2027-05-20",
        "type": "other",
        "door": "heavy",
        "revision": "1",
        **more,
    }


def test_two_tabs_show_both_versions_and_ask(home: Oeverland) -> None:
    where = reverse(
        "decisions:commitment",
        kwargs={"decision": home.decision.pk, "commitment": home.commitments["letter"].pk},
    )
    home.client("lotte").post(where, posted(home, title="What Lotte wrote"))
    karin = home.client("karin", headers={"Accept-Language": "en"})
    page = karin.post(where, posted(home, title="What Karin wrote")).content.decode()
    assert "Somebody else changed this while you were typing." in page
    assert "What Lotte wrote" in page
    assert "What Karin wrote" in page
    assert 'name="revision" value="2"' in page
    assert Commitment.objects.get(key="letter").title == "What Lotte wrote"
    karin.post(where, posted(home, title="What Karin wrote", revision="2"))
    assert Commitment.objects.get(key="letter").title == "What Karin wrote"


def test_two_tabs_on_the_decision_itself_ask_too(home: Oeverland) -> None:
    seen = seen_as(wording_of(home.decision))
    changed = wording_of(home.decision)
    home.decision.refresh_from_db()
    actions.change_decision(
        actor=standing(home, "karin"),
        wording=type(changed)(**{**_fields(changed), "purpose": "To decide well"}),
        seen=seen,
    )
    with pytest.raises(RewordedError):
        actions.change_decision(
            actor=standing(home, "lotte"),
            wording=type(changed)(**{**_fields(changed), "purpose": "Something else"}),
            seen=seen,
        )
    where = reverse("decisions:wording", kwargs={"decision": home.decision.pk})
    typed = {**_fields(changed), "day": "2027-04-30", "purpose": "What I typed", "seen": seen}
    page = home.client("karin", headers={"Accept-Language": "en"}).post(where, typed).content.decode()
    assert "To decide well" in page
    assert "What I typed" in page
    assert Decision.objects.get().purpose == "To decide well"


def _fields(wording: Any) -> dict[str, Any]:
    return {name: getattr(wording, name) for name in wording.__slots__}


def test_a_side_with_people_on_it_says_what_to_do(home: Oeverland) -> None:
    with pytest.raises(ValidationError, match="3 people sit on this side"):
        actions.remove_side(actor=standing(home, "karin"), side=home.sides["it"].pk)
    spare = actions.add_side(actor=standing(home, "karin"), name="Patients", kind=SideKind.OTHER)
    Decision.objects.update(stage=Stage.LISTENING)
    with pytest.raises(ValidationError, match="give it another name"):
        actions.remove_side(actor=standing(home, "karin"), side=spare)
    assert Side.objects.filter(pk=spare).exists()


def test_who_decides_a_moment_or_was_invited_stays(home: Oeverland) -> None:
    home.commitments["letter"].decider = home.seats["tom"]
    home.commitments["letter"].save()
    with pytest.raises(ValidationError, match="Tom decides “Letter to all staff”"):
        actions.remove_seat(actor=standing(home, "karin"), seat=home.seats["tom"].pk)
    Seat.objects.filter(pk=home.seats["bas"].pk).update(invited_at=timezone.now())
    with pytest.raises(ValidationError, match="Bas was asked already"):
        actions.remove_seat(actor=standing(home, "karin"), seat=home.seats["bas"].pk)
    with pytest.raises(ValidationError, match="take yourself out"):
        actions.remove_seat(actor=standing(home, "karin"), seat=home.seats["karin"].pk)


def test_one_mail_address_in_two_spellings_is_one_person(home: Oeverland) -> None:
    added = actions.add_people(
        actor=standing(home, "karin"),
        newcomers=[
            Newcomer(name="Femke D.", mail=" FEMKE@Oeverland.Example "),
            Newcomer(name="Ada", mail="ada@oeverland.example", side="care"),
            Newcomer(name="Ada again", mail="ADA@oeverland.example"),
        ],
    )
    assert added.already == ("Femke D.", "Ada again")
    [seat] = Seat.objects.filter(pk__in=added.seats)
    assert (seat.person.name, seat.side) == ("Ada", home.sides["care"])


def test_an_address_is_not_changed_under_somebody_who_was_invited(home: Oeverland) -> None:
    bas = home.seats["bas"]
    Seat.objects.filter(pk=bas.pk).update(invited_at=timezone.now())
    with pytest.raises(ValidationError, match="own to change"):
        actions.correct_person(
            actor=standing(home, "karin"), seat=bas.pk, name="Bas", mail="karin.too@oeverland.example"
        )
    with pytest.raises(ValidationError, match="own to change"):
        actions.correct_person(
            actor=standing(home, "karin"), seat=home.seats["lotte"].pk, name="L", mail="x@oeverland.example"
        )
    with pytest.raises(ValidationError, match="Somebody else has this address"):
        actions.correct_person(
            actor=standing(home, "karin"),
            seat=home.seats["tom"].pk,
            name="Tom",
            mail="Femke@oeverland.example",
        )


def test_a_closed_decision_does_not_change_until_it_is_taken_up_again(home: Oeverland) -> None:
    karin = standing(home, "karin")
    actions.close(actor=karin, taken=False)
    closed = Decision.objects.get()
    assert (closed.stage, closed.decided_at is not None) == (Stage.STOPPED, True)
    with pytest.raises(ValidationError, match="Take it up again"):
        actions.add_side(actor=karin, name="Patients", kind=SideKind.OTHER)
    actions.take_up_again(actor=karin)
    opened = Decision.objects.get()
    assert (opened.stage, opened.decided_at) == (Stage.FRAMING, None)
    actions.close(actor=karin, taken=True)
    assert Decision.objects.get().stage == Stage.DECIDED


@pytest.mark.parametrize(
    ("moment", "says"),
    [
        (Moment(title="Gone", day=TODAY - timedelta(days=1)), "has passed"),
        (Moment(title="Far", day=date(9999, 12, 31)), "more than thirty years"),
        (Moment(title="Both", day=DAY, still_open="x", nothing_open=True), "Empty one of the two"),
        (Moment(title="Odd", day=DAY, type="invented"), "one of the kinds"),
    ],
)
def test_a_moment_that_cannot_be_is_refused(home: Oeverland, moment: Moment, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        actions.add_commitment(actor=standing(home, "karin"), moment=moment)
    assert Commitment.objects.count() == 2


def test_a_moment_of_yesterday_that_happened_is_kept(home: Oeverland) -> None:
    actions.add_commitment(
        actor=standing(home, "karin"),
        moment=Moment(title="Said aloud", day=TODAY - timedelta(days=1), done_already=True),
    )
    assert Commitment.objects.get(title="Said aloud").key == "said-aloud"
