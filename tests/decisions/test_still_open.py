"""What can still change is said for all moments on one page, and kept whole or not at all."""

from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.test import Client
from django.urls import reverse
from lxml import html
from tests.bad_input.pages import says
from tests.decisions.people_at_work import standing
from tests.oeverland import Oeverland

from beforehand.decisions import actions
from beforehand.decisions.actions import OvertakenError, StillOpen
from beforehand.decisions.models import Commitment, FrameChange

pytestmark = pytest.mark.usefixtures("in_english")
TONE, LICENCE = "Its tone, and who signs it.", "Which second factor each ward gets."


def browser(home: Oeverland, name: str) -> Client:
    return home.client(name, headers={"Accept-Language": "en"})


def invite_page(home: Oeverland) -> str:
    return reverse("decisions:invite", kwargs={"decision": home.decision.pk})


def keep(home: Oeverland) -> str:
    return reverse("decisions:still_open", kwargs={"decision": home.decision.pk})


def field(home: Oeverland, key: str, name: str = "still_open") -> str:
    return f"m{home.commitments[key].pk.hex[:8]}-{name}"


def opened(client: Client, home: Oeverland) -> dict[str, str]:
    """Open the page and return what its form on the moments would send."""
    return filled(client.get(invite_page(home)).content)


def filled(body: bytes) -> dict[str, str]:
    (form,) = (f for f in html.document_fromstring(body).forms if f.get("id") == "moments")
    return {k: v for k, v in form.form_values() if k != "csrfmiddlewaretoken"}


def sentences() -> dict[str, str]:
    return dict(Commitment.objects.values_list("key", "still_open"))


def test_one_form_holds_every_moment_with_one_button(home: Oeverland) -> None:
    page = html.document_fromstring(browser(home, "karin").get(invite_page(home)).content)
    (form,) = (f for f in page.forms if f.get("id") == "moments")
    assert len(form.findall(".//textarea")) == 2
    assert [button.text for button in form.iter("button")] == ["Keep"]
    assert [f.get("id") for f in page.forms if f.findall(".//textarea")] == ["moments"]


def test_all_that_was_typed_is_kept_at_once_and_only_that(home: Oeverland) -> None:
    karin = browser(home, "karin")
    typed = opened(karin, home) | {field(home, "letter"): TONE}
    assert karin.post(keep(home), typed)["Location"] == invite_page(home)
    assert sentences() == {"licence": LICENCE, "letter": TONE}
    assert [change.after for change in FrameChange.objects.all()] == [TONE]  # the other was not touched
    page = karin.get(invite_page(home)).content.decode()
    assert "Kept." in page


def test_a_script_gets_the_moments_and_what_they_read(home: Oeverland) -> None:
    karin = browser(home, "karin")
    typed = opened(karin, home) | {field(home, "letter"): TONE}
    part = karin.post(keep(home), typed, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert 'id="they-read"' in part
    assert part.count(TONE) == 2  # in its box, and in what they read
    emptied = {**typed, field(home, "licence"): ""}
    wrong = karin.post(keep(home), emptied, headers={"HX-Request": "true"})
    assert 'id="they-read"' not in wrong.content.decode()  # nothing was kept, nothing else changes


@pytest.mark.parametrize(
    ("letter", "ticked", "message"),
    [
        ("Its day", True, "Either something can still change or nothing can. Empty one of the two."),
        ("x" * 501, False, "500"),
        ("Its\x00day", False, "cannot be kept"),
    ],
)
def test_one_bad_field_keeps_nothing_and_loses_nothing(
    home: Oeverland, letter: str, ticked: bool, message: str
) -> None:
    karin = browser(home, "karin")
    typed = opened(karin, home) | {field(home, "letter"): letter, field(home, "licence"): "Which supplier"}
    if ticked:
        typed[field(home, "letter", "nothing_open")] = "on"
    answer = karin.post(keep(home), typed)
    page = html.document_fromstring(answer.content)
    box = page.get_element_by_id(f"id_{field(home, 'letter')}")
    error = page.get_element_by_id(box.get("aria-describedby").split()[-1])
    assert message in error.text_content()
    assert box.get("aria-invalid") == "true"
    assert "Letter to all staff" in says(answer.content)
    assert filled(answer.content)[field(home, "licence")].strip() == "Which supplier"
    assert filled(answer.content)[field(home, "letter")].strip() == letter.replace("\x00", "\ufffd")
    assert sentences() == {"licence": LICENCE, "letter": ""}
    assert not FrameChange.objects.exists()


def test_a_sentence_is_not_emptied_without_saying_that_nothing_can_change(home: Oeverland) -> None:
    karin = browser(home, "karin")
    typed = opened(karin, home) | {field(home, "licence"): ""}
    page = karin.post(keep(home), typed).content.decode()
    assert (
        page.count("Write what can still change, or tick that nothing can.") == 2
    )  # on top, and at the field
    typed[field(home, "licence", "nothing_open")] = "on"
    karin.post(keep(home), typed)
    assert Commitment.objects.get(key="licence").nothing_open


def test_who_keeps_nothing_reads_where_something_is_wanted(home: Oeverland) -> None:
    karin = browser(home, "karin")
    page = karin.post(keep(home), opened(karin, home))
    assert "Write what can still change" in says(page.content)
    Commitment.objects.update(still_open=TONE)
    said = karin.post(keep(home), opened(karin, home), follow=True).content.decode()
    assert "Nothing was changed." in said
    assert not FrameChange.objects.exists()


def test_two_tabs_ask_before_the_newer_wins(home: Oeverland) -> None:
    karin, lotte = browser(home, "karin"), browser(home, "lotte")
    hers = opened(karin, home)
    lotte.post(keep(home), opened(lotte, home) | {field(home, "letter"): "What Lotte wrote"})
    answer = karin.post(keep(home), hers | {field(home, "letter"): "What Karin wrote"})
    page = answer.content.decode()
    assert "Somebody else changed this while you were typing." in page
    assert "What Lotte wrote" in page
    assert "What Karin wrote" in page
    assert sentences()["letter"] == "What Lotte wrote"
    karin.post(keep(home), filled(answer.content))
    assert sentences()["letter"] == "What Karin wrote"


def test_what_another_changed_and_she_did_not_touch_stays_as_the_other_left_it(home: Oeverland) -> None:
    karin, lotte = browser(home, "karin"), browser(home, "lotte")
    hers = opened(karin, home)
    lotte.post(keep(home), opened(lotte, home) | {field(home, "licence"): "Who pays"})
    karin.post(keep(home), hers | {field(home, "letter"): TONE})
    assert sentences() == {"licence": "Who pays", "letter": TONE}


def test_when_one_of_two_is_overtaken_the_untouched_one_shows_what_stands_now(home: Oeverland) -> None:
    karin, lotte = browser(home, "karin"), browser(home, "lotte")
    hers = opened(karin, home)
    both = {field(home, "licence"): "Who pays", field(home, "letter"): "What Lotte wrote"}
    lotte.post(keep(home), opened(lotte, home) | both)
    again = filled(karin.post(keep(home), hers | {field(home, "letter"): TONE}).content)
    assert again[field(home, "licence")].strip() == "Who pays"
    karin.post(keep(home), again)
    assert sentences() == {"licence": "Who pays", "letter": TONE}


def test_what_was_typed_at_a_moment_that_went_away_is_shown_once_more(home: Oeverland) -> None:
    karin = browser(home, "karin")
    typed = opened(karin, home) | {field(home, "letter"): TONE, field(home, "licence"): "Which supplier"}
    Commitment.objects.filter(key="letter").delete()
    page = karin.post(keep(home), typed).content.decode()
    assert TONE in page
    assert "was taken away or has passed" in page
    assert sentences() == {"licence": "Which supplier"}


def test_the_deed_writes_all_or_nothing(home: Oeverland) -> None:
    def said(key: str, **more: Any) -> StillOpen:
        usual = {"still_open": TONE, "nothing_open": False, "revision": 1}
        return StillOpen(commitment=home.commitments[key].pk, **usual | more)

    karin = standing(home, "karin")
    before = sentences()
    for bad, why in (
        (said("letter", nothing_open=True), ValidationError),
        (said("letter", still_open=""), ValidationError),
        (said("letter", revision=7), OvertakenError),
        (StillOpen(commitment=UUID(int=7), still_open="x", nothing_open=False, revision=1), Http404),
    ):
        with pytest.raises(why):
            actions.say_what_is_open(actor=karin, said=[said("licence"), bad])
        assert sentences() == before


@pytest.mark.parametrize(("name", "status"), [("karin", 302), ("lotte", 302), ("femke", 404), ("peter", 404)])
def test_who_makes_the_frame_says_it_and_nobody_else(home: Oeverland, name: str, status: int) -> None:
    typed = opened(browser(home, "karin"), home) | {field(home, "letter"): TONE}
    assert browser(home, name).post(keep(home), typed).status_code == status
    assert (sentences()["letter"] == TONE) == (status == 302)
