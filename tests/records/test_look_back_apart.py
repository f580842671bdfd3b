"""When it flows and when it is sound are judged apart, and who watches over the benefit says whether it is there."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.beginning import told_once
from tests.oeverland import Oeverland
from tests.records.gated import AGAIN, NOW, before, decides, seat_for
from tests.records.talked import DONE, agreed, confirms, talk
from tests.records.test_gate_look_back import CARE, MORE, closes, judges, refused, seen, then
from tests.records.test_look_back_pages import at, browser, it_is, read

from beforehand.decisions.choices import Role
from beforehand.perspectives.rules.counting import Told
from beforehand.records.actions import erase_person
from beforehand.records.actions.forgetting import forget_gate_of
from beforehand.records.models import Judgement
from beforehand.records.queries.looking_back import waiting_look_backs
from beforehand.vault.processes.reviewer import reviewer

pytestmark = [pytest.mark.once, pytest.mark.django_db]
APART: dict[str, Any] = {"flow": "yes", "sound": "no", "done": ""}


@told_once
def beginning(home: Oeverland) -> Oeverland:
    """Every side confirmed when it flows and when it is sound; Marjolein of care watches over the benefit."""
    before(home)
    for name in MORE:
        seat_for(home, name, Role.PARTICIPANT, side="care")
    _talk, item = talk(home, DONE, "femke", "ingrid", "youssef")
    confirms(home, agreed(home, item), "femke", "ingrid")
    decides(home)
    it_is(home, AGAIN)
    return home


def given(**more: Any) -> dict[str, Any]:
    return {"do": "judge", "flow": "yes", "sound": "no", **more}


def test_each_side_judges_flow_and_soundness_for_itself(home: Oeverland) -> None:
    flows = ("yes", "yes", "yes", "no", "no", "partly")
    sounds = ("yes", "yes", "partly", "partly", "no", "no")
    for name, flow_, sound_ in zip(CARE, flows, sounds, strict=True):
        judges(home, name, done="", flow=flow_, sound=sound_)
    closes(home)
    judged = {one.subject: one.blocks for one in seen(home, "femke").judged}
    assert {"flow", "sound"} <= set(judged)
    assert "done" not in judged
    [flow], [sound] = judged["flow"], judged["sound"]
    assert flow.sides == sound.sides == (home.sides["care"].pk,)
    assert dict(flow.told)["yes"] == Told(3, "")
    assert dict(sound.told)["no"] == Told(2, "")
    page = read(home, "youssef")
    assert "Does the work flow?" in page
    assert "Is it sound?" in page


@pytest.mark.parametrize(
    "answer",
    [{"done": "yes"}, {"done": "", "flow": "yes"}, {"done": "", "flow": "yes", "sound": "maybe"}],
    ids=["one for both", "half", "no answer"],
)
def test_what_was_asked_apart_is_answered_apart(home: Oeverland, answer: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as raised:
        judges(home, "femke", **answer)
    assert refused(raised) == "answer"
    judges(home, "femke", **APART)
    assert {key: seen(home, "femke").mine[key] for key in ("flow", "sound")} == {"flow": "yes", "sound": "no"}


def test_the_page_asks_both_and_gives_back_what_was_chosen(home: Oeverland) -> None:
    page = read(home, "femke")
    assert "Does the work flow, as your side sees it?" in page
    assert "Is it sound, as your side sees it?" in page
    assert 'name="done"' not in page
    half = browser(home, "femke").post(at(home), {"do": "judge", "flow": "yes"})
    assert half.status_code == 422
    text = half.content.decode()
    assert 'id="id_sound_error"' in text
    assert text.count("checked") == 1
    assert browser(home, "femke").post(at(home), given()).status_code == 302
    assert read(home, "femke").count("checked") == 2


def test_who_watches_over_the_benefit_says_whether_it_is_there_and_it_is_told_with_the_name(
    home: Oeverland,
) -> None:
    assert "Is the benefit there?" in read(home, "marjolein")
    assert browser(home, "marjolein").post(at(home), given(benefits="partly")).status_code == 302
    assert seen(home, "marjolein").mine["benefits"] == "partly"
    for name in ("karin", "femke", "lotte"):
        assert seen(home, name).benefits == "", name
    closes(home)
    page = read(home, "femke")
    assert "Marjolein watches over it, and said:" in page
    assert "<strong>Partly</strong>" in page
    assert seen(home, "lotte").benefits == "partly"


def test_nobody_else_is_asked_and_nobody_else_says_it(home: Oeverland) -> None:
    assert "Is the benefit there?" not in read(home, "femke")
    with pytest.raises(PermissionDenied):
        judges(home, "femke", benefits="yes", **APART)
    judges(home, "marjolein", benefits="yes", **APART)
    browser(home, "femke").post(at(home), given(benefits="no"))
    assert "benefits" not in seen(home, "femke").mine
    closes(home)
    assert seen(home, "femke").benefits == "yes"


@pytest.mark.parametrize("bad", ["maybe", "\x00", "x" * 100_000, "<script>kanarie</script>"])
def test_what_is_no_answer_about_the_benefit_is_refused(home: Oeverland, bad: str) -> None:
    came = browser(home, "marjolein").post(at(home), given(benefits=bad))
    assert came.status_code == 422
    assert 'id="id_benefits_error"' in came.content.decode()
    assert dict(seen(home, "marjolein").mine) == {}
    with pytest.raises(ValidationError) as raised:
        judges(home, "marjolein", benefits=bad, **APART)
    assert refused(raised) == "benefits"


@pytest.mark.both
def test_when_the_name_is_no_longer_kept_neither_is_what_was_said(home: Oeverland) -> None:
    judges(home, "marjolein", benefits="no", **APART)
    closes(home)
    assert seen(home, "karin").benefits == "no"
    forget_gate_of(decision=home.decision.pk, seat=home.seats["marjolein"].pk)
    erase_person(decision=home.decision.pk, seat=home.seats["marjolein"].pk, at=NOW)
    assert seen(home, "karin").benefits == ""
    assert (
        not Judgement.objects.scoped(reviewer(home.decision.pk)).filter(seat=home.seats["marjolein"]).exists()
    )


def test_what_was_erased_since_changes_nothing_in_what_is_asked(home: Oeverland) -> None:
    erase_person(decision=home.decision.pk, seat=home.seats["femke"].pk, at=NOW)
    assert seen(home, "youssef").defined.apart
    judges(home, "youssef", **APART)


@pytest.mark.both
def test_the_benefit_alone_is_judged_by_who_takes_no_part(home: Oeverland) -> None:
    assert waiting_look_backs(then(home, "femke"))
    with pytest.raises(PermissionDenied):
        judges(home, "wim", done="", benefits="yes")
    with pytest.raises(PermissionDenied):
        judges(home, "lotte", done="", benefits="yes")
