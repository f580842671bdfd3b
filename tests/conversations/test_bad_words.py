"""Every field that is filled in while people talk: what cannot be kept is said beside it, and nothing typed is lost."""

from html import unescape

import pytest
from django.core.exceptions import ValidationError
from tests.bad_input.badly import BELL, LONG, MARK, TURNED, UNSEEN
from tests.bad_input.pages import as_shown, values
from tests.beginning import told_once
from tests.conversations.story import NOW, of, seen, told
from tests.conversations.test_during import assumed, done_talk, meaning
from tests.conversations.test_pages import at, browser, read
from tests.oeverland import Oeverland

from beforehand.conversations.actions import Item, record_outcome, set_agenda

pytestmark = [pytest.mark.once, pytest.mark.django_db]
SIDES = [f"{what}_{n}" for n in (0, 1, 2) for what in ("flow", "sound")]
DONE_WORDS = (*SIDES, "criteria", "text", "how", "changed")
ASSUMED_WORDS = ("text", "signpost", "shaping", "hedging")
OTHER_DAYS = ("29-03-2027", "2027-02-30", "29 maart", "2027-03-29T10:00", BELL, LONG)


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return told(home)


def outcome(item: object, **typed: str) -> dict[str, str]:
    return {"do": "outcome", "item": str(item), "over": "", "kind": "shared_text", **typed}


def assumption(item: object, **typed: str) -> dict[str, str]:
    return {"do": "assume", "item": str(item), "over": "", **typed}


@pytest.mark.parametrize("text", [BELL, TURNED, LONG])
def test_each_word_of_the_done_table_that_cannot_be_kept_is_told_beside_it(
    home: Oeverland, text: str
) -> None:
    talk, item = done_talk(home)
    typed = {name: f"{text}{name}" for name in DONE_WORDS}
    page = browser(home, "lotte").post(at(home, talk), outcome(item, **typed))
    assert page.status_code == 422
    for name in DONE_WORDS:
        assert f'id="came1-{name}_error"' in page.content.decode(), name
    assert {as_shown(words) for words in typed.values()} <= values(page.content)
    assert [one.outcome for one in seen(home, "lotte", talk).items] == [None]


@pytest.mark.parametrize("text", [BELL, TURNED, LONG])
def test_each_word_of_an_assumption_that_cannot_be_kept_is_told_beside_it(home: Oeverland, text: str) -> None:
    talk, item = assumed(home)
    typed = {name: f"{text}{name}" for name in ASSUMED_WORDS}
    page = browser(home, "lotte").post(at(home, talk), assumption(item, **typed))
    assert page.status_code == 422
    for name in ASSUMED_WORDS:
        assert f'id="assume1-new-{name}_error"' in page.content.decode(), name
    assert {as_shown(words) for words in typed.values()} <= values(page.content)
    assert [one.assumptions for one in seen(home, "lotte", talk).items] == [()]


@pytest.mark.parametrize("day", OTHER_DAYS)
def test_a_day_in_another_form_is_told_beside_it_and_comes_back(home: Oeverland, day: str) -> None:
    finding = {"kind": "find_out", "how": "We call them.", "owner": str(home.seats["femke"].pk), "due": day}
    for (talk, item), typed, field in (
        (done_talk(home), {**finding, "flow_0": "Quiet"}, "came1-due"),
        (assumed(home), {"text": "They come in March.", "due": day}, "assume1-new-due"),
    ):
        form = outcome if field.startswith("came") else assumption
        page = browser(home, "lotte").post(at(home, talk), form(item, **typed))
        assert page.status_code == 422
        beside = page.content.decode().split(f'id="{field}_error"')[1].split("</div>")[0]
        assert "Write a day, such as 2027-03-29." in beside
        there = values(page.content)
        for name in ("flow_0", "how", "text"):
            assert typed.get(name, "") in there | {""}
        assert day in there or "\x00" in day, "what no page can hold is all that does not come back"


@pytest.mark.parametrize("who", ["", UNSEEN, "nobody", MARK, BELL])
def test_a_person_who_is_none_is_told_beside_the_choice(home: Oeverland, who: str) -> None:
    talk, item = done_talk(home)
    typed = outcome(item, text="Both count.", flow_0="Quiet", owner=who, benefits=who)
    page = browser(home, "lotte").post(at(home, talk), typed)
    if not who:
        assert page.status_code == 302
        return
    assert page.status_code == 422
    for name in ("owner", "benefits"):
        assert f'id="came1-{name}_error"' in page.content.decode()
    assert {"Both count.", "Quiet"} <= values(page.content)


def test_an_action_too_keeps_no_text_that_nobody_can_see(home: Oeverland) -> None:
    _talk, item = done_talk(home)
    with pytest.raises(ValidationError) as refused:
        record_outcome(
            actor=of(home, "lotte"), item=item, kind="shared_text", over=None, text=" \u200b\ufeff ", now=NOW
        )
    assert refused.value.code == "empty"


@pytest.mark.parametrize("text", ["", UNSEEN])
def test_what_nobody_can_see_is_nothing(home: Oeverland, text: str) -> None:
    lotte = browser(home, "lotte")
    talk, item = done_talk(home)
    typed = dict.fromkeys((*SIDES, "criteria"), text)
    assert lotte.post(at(home, talk), outcome(item, text="Both count.", **typed)).status_code == 302
    [one] = seen(home, "femke", talk).items
    assert one.outcome is not None
    assert one.outcome.done is None, "a table of nothing is no table"
    talk, item = assumed(home)
    page = lotte.post(at(home, talk), assumption(item, text=text, signpost="No date in January"))
    assert 'id="assume1-new-text_error"' in page.content.decode()
    assert "No date in January" in values(page.content)


def test_html_is_kept_as_it_was_typed_and_never_becomes_part_of_a_page(home: Oeverland) -> None:
    lotte = browser(home, "lotte")
    (done, its), (taken, one) = done_talk(home), assumed(home)
    assert lotte.post(at(home, done), outcome(its, **dict.fromkeys(DONE_WORDS, MARK))).status_code == 302
    given = assumption(one, **dict.fromkeys(ASSUMED_WORDS, MARK))
    assert lotte.post(at(home, taken), given).status_code == 302
    for talk, times in ((done, len(DONE_WORDS) - 1), (taken, len(ASSUMED_WORDS))):
        for address in (at(home, talk), f"{at(home, talk)}?screen=1"):
            page = read(browser(home, "femke"), address)
            assert "<script>kanarie" not in page
            assert unescape(page).count(MARK) >= times


@pytest.mark.parametrize("strange", ["", BELL, LONG, MARK, TURNED, UNSEEN])
def test_a_nod_to_a_question_or_of_a_side_that_is_none_changes_nothing(home: Oeverland, strange: str) -> None:
    talk, care = meaning(home), str(home.sides["care"].pk)
    lotte, before = browser(home, "lotte"), seen(home, "lotte", meaning(home)).course
    for typed in (
        {"question": strange, "nodded": care},
        {"question": "why", "nodded": strange},
        {"question": "why", "not": strange},
        {"question": strange, "skip": "yes"},
    ):
        page = lotte.post(at(home, talk), {"do": "nod", **typed}, follow=True).content.decode()
        assert "That cannot be done here. Look again." in page
        assert "<script>kanarie" not in page
    assert seen(home, "lotte", talk).course == before


def test_what_was_written_for_an_item_that_is_gone_comes_back_for_the_whole(home: Oeverland) -> None:
    for (talk, item), form, words in (
        (done_talk(home), outcome, {"text": "Both count.", "flow_0": "Quiet"}),
        (assumed(home), assumption, {"text": "They come in March.", "signpost": "No date"}),
    ):
        set_agenda(actor=of(home, "hanna"), conversation=talk, items=[Item(text="Something else")])
        lotte = browser(home, "lotte")
        page = lotte.post(at(home, talk), form(item, **words))
        assert page.status_code == 422
        assert "This is no longer on the agenda." in page.content.decode()
        assert {*words.values(), str(talk)} <= values(page.content)
        assert lotte.post(at(home, talk), form(talk, **words)).status_code == 302
        assert words["text"] in read(browser(home, "femke"), at(home, talk))
