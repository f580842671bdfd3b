"""Pages while they prepare and talk: questions, writing alone, assumptions, when it is done; on paper and screen too."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from tests.bad_input.badly import BELL, LONG, MARK, TURNED, UNSEEN
from tests.beginning import told_once
from tests.conversations.story import DONE, NOW, QUESTION, of, own_invited, proposed, seen, told
from tests.conversations.test_during import assumed as assumed_talk
from tests.conversations.test_during import done_talk, foreseen, meaning, nods, table, writes
from tests.conversations.test_pages import at, browser, read
from tests.oeverland import Oeverland

from beforehand.conversations.actions import change_talk, hold_talk, lay_open
from beforehand.conversations.queries import aloud
from beforehand.conversations.web.paper import on_paper, paper
from beforehand.decisions.choices import Role, Stage
from beforehand.decisions.models import Decision, Seat, SeatRole
from beforehand.decisions.queries import frame
from beforehand.people.models import Person
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.models import Round
from beforehand.vault.models import DataKey

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return told(home)


def sheet(home: Oeverland, talk: object) -> str:
    """Return everything that stands on the sheet; it is set as a PDF as well."""
    wall, told = aloud(of(home, "lotte"), talk), frame(of(home, "lotte"))  # type: ignore[arg-type]
    assert wall is not None
    assert paper(wall, told, language="en").startswith(b"%PDF")
    with override("en"):
        wall = aloud(of(home, "lotte"), talk)  # type: ignore[arg-type]
        assert wall is not None
        return str(on_paper(wall, told, language="en"))


def test_the_three_questions_are_played_back_one_after_the_other(home: Oeverland) -> None:
    talk = meaning(home)
    lotte, femke = browser(home, "lotte"), browser(home, "femke")
    page = read(lotte, at(home, talk))
    for words in ("Why are we doing this?", "What is at stake?", "What do we need from each other?"):
        assert words in page
        assert words in read(femke, at(home, talk))
        assert words in read(femke, f"{at(home, talk)}?screen=1")
        assert words in sheet(home, talk)
    assert page.count('name="nodded"') == 2, "the two sides, of the first question alone"
    assert 'name="nodded"' not in read(femke, at(home, talk))
    for side in ("care", "it"):
        typed = {"do": "nod", "question": "why", "nodded": str(home.sides[side].pk)}
        assert lotte.post(at(home, talk), typed).status_code == 302
    assert read(lotte, at(home, talk)).count('name="nodded"') == 2, "now of the second"
    assert read(femke, at(home, talk)).count("played back, and they nodded") == 2
    assert lotte.post(at(home, talk), {"do": "nod", "question": "stake", "skip": "yes"}).status_code == 302
    assert "Skipped for now." in read(femke, at(home, talk))


def test_who_does_not_lead_notes_no_nod(home: Oeverland) -> None:
    talk = meaning(home)
    typed = {"do": "nod", "question": "why", "nodded": str(home.sides["it"].pk)}
    assert browser(home, "ingrid").post(at(home, talk), typed).status_code == 404
    assert browser(home, "tom").post(at(home, talk), typed).status_code == 404


@pytest.mark.parametrize("typed", [{}, {"question": BELL, "nodded": MARK}, {"question": LONG, "skip": LONG}])
def test_a_nod_nobody_can_give_is_told_so(home: Oeverland, typed: dict[str, str]) -> None:
    talk = meaning(home)
    page = browser(home, "lotte").post(at(home, talk), {"do": "nod", **typed}, follow=True).content.decode()
    assert "That cannot be done here." in page
    assert MARK not in page


def test_after_it_was_held_the_page_is_silent_on_who_did_not_nod(home: Oeverland) -> None:
    talk = meaning(home)
    nods(home, talk, "why", "care")
    hold_talk(actor=of(home, "lotte"), conversation=talk, now=NOW)
    page = read(browser(home, "femke"), at(home, talk))
    assert page.count("played back, and they nodded") == 1
    assert "played back, and they nodded" not in read(browser(home, "hanna"), at(home, talk))


@pytest.mark.both
def test_each_writes_alone_and_who_leads_lays_it_open(home: Oeverland) -> None:
    talk = foreseen(home)
    karin = browser(home, "karin")
    assert "Lotte lays it open at the start" in read(karin, at(home, talk))
    bare = karin.post(at(home, talk), {"do": "ahead", "text": "Too many logins."})
    assert bare.status_code == 422
    assert "Too many logins." in bare.content.decode()
    done = karin.post(at(home, talk), {"do": "ahead", "text": "Too many logins.", "release": "2"})
    assert done.status_code == 302
    for name in ("lotte", "femke", "hanna"):
        assert "Too many logins." not in read(browser(home, name), at(home, talk))
    assert "Too many logins." not in sheet(home, talk)
    assert karin.post(at(home, talk), {"do": "lay_open"}).status_code == 404
    assert browser(home, "lotte").post(at(home, talk), {"do": "lay_open"}).status_code == 302
    for page in (read(browser(home, "femke"), at(home, talk)), sheet(home, talk)):
        assert "Too many logins." in page
        assert "late. ingrid" not in page, "she kept it to herself"
    assert "Too many logins." in read(karin, f"{at(home, talk)}?screen=1")
    karin.post(at(home, talk), {"do": "take_back"})
    assert "Too many logins." not in read(karin, at(home, talk))


@pytest.mark.parametrize("text", ["", BELL, TURNED, UNSEEN, LONG])
def test_what_cannot_be_kept_ahead_comes_back(home: Oeverland, text: str) -> None:
    talk = foreseen(home)
    page = browser(home, "karin").post(at(home, talk), {"do": "ahead", "text": text, "release": "2"})
    assert page.status_code == 422
    found = seen(home, "karin", talk).ahead
    assert found is not None
    assert found.mine is None


def test_an_assumption_is_written_and_both_texts_are_shown_when_two_write(home: Oeverland) -> None:
    talk, item = assumed_talk(home)
    lotte = browser(home, "lotte")
    given = {
        "do": "assume",
        "item": str(item),
        "text": "They come in March.",
        "signpost": "No date in January",
    }
    assert lotte.post(at(home, talk), given).status_code == 302
    [first] = table(home, "lotte", talk)
    second = writes(home, item, over=first.id, by="hanna", text="They come in May.")
    late = {**given, "line": str(first.line), "over": str(first.id), "text": "They come in June."}
    clash = lotte.post(at(home, talk), late)
    assert clash.status_code == 422
    page = clash.content.decode()
    assert "This is what Hanna wrote meanwhile." in page
    assert "They come in May." in page
    assert "They come in June." in page
    assert f'value="{second}"' in page, "written down again, it takes the place of what was read now"
    assert lotte.post(at(home, talk), {**late, "over": str(second)}).status_code == 302
    for shown in (
        read(browser(home, "femke"), at(home, talk)),
        read(browser(home, "femke"), f"{at(home, talk)}?screen=1"),
        sheet(home, talk),
    ):
        assert "They come in June." in shown
        assert "No date in January" in shown
        assert "They come in May." not in shown
    assert browser(home, "femke").post(at(home, talk), given).status_code == 404
    kept = table(home, "lotte", talk)[0]
    assert (
        lotte.post(at(home, talk), {"do": "take_off", "item": str(item), "over": str(kept.id)}).status_code
        == 302
    )
    assert table(home, "lotte", talk) == ()


@pytest.mark.parametrize("text", ["", BELL, TURNED, UNSEEN, LONG])
def test_an_assumption_that_cannot_be_kept_comes_back(home: Oeverland, text: str) -> None:
    talk, item = assumed_talk(home)
    given = {"do": "assume", "item": str(item), "text": text, "due": "2027-02-30"}
    assert browser(home, "lotte").post(at(home, talk), given).status_code == 422
    assert table(home, "lotte", talk) == ()


def test_the_done_table_begins_with_what_all_may_read_of_a_side(home: Oeverland) -> None:
    Round.objects.create(decision=home.decision, n=1, kind=RoundKind.LISTEN, closed_at=timezone.now())
    about = proposed(home, QUESTION).topics
    for n in range(12):  # a side is named from so many people up
        person = Person.objects.create(
            organisation=home.organisation, name=f"P{n}", mail=f"p{n}@oeverland.example"
        )
        side = home.sides[("care", "it", "board")[n % 3]]
        seat = Seat.objects.create(decision=home.decision, person=person, side=side, data_key=DataKey.make())
        SeatRole.objects.create(seat=seat, role=Role.PARTICIPANT)
    talk = own_invited(home, "femke", "ingrid", "karin", kind=DONE, topics=about)
    wall = aloud(of(home, "lotte"), talk)
    assert wall is not None
    assert wall.items[0].topic is not None
    released = [s.text for s in wall.items[0].topic.sentences if s.side]
    page = read(browser(home, "lotte"), at(home, talk))
    form = page.split('value="outcome"')[1].split("</form>")[0]
    assert form.count("The work flows when") == 3, "three sides sit in it"
    assert released, "there is something to begin with"
    for text in released:
        assert text in unescape(form)


def test_the_done_table_is_kept_with_the_outcome_and_refuses_somebody_of_it(home: Oeverland) -> None:
    talk, item = done_talk(home)
    lotte = browser(home, "lotte")
    given = {
        "do": "outcome", "item": str(item), "kind": "shared_text", "text": "Both count.", "over": "",
        "flow_1": "Nobody waits at the bedside", "sound_2": "No call at night", "criteria": "Within three seconds",
        "benefits": str(home.seats["tom"].pk),
    }  # fmt: skip
    refused = lotte.post(at(home, talk), given)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "This person sits on the side of IT." in page
    assert "Nobody waits at the bedside" in page
    assert lotte.post(at(home, talk), {**given, "benefits": str(home.seats["peter"].pk)}).status_code == 302
    for shown in (
        read(browser(home, "femke"), at(home, talk)),
        read(browser(home, "femke"), f"{at(home, talk)}?screen=1"),
        sheet(home, talk),
    ):
        for words in ("Nobody waits at the bedside", "No call at night", "Within three seconds", "Peter"):
            assert words in shown
    assert "Does Peter stand outside IT?" in read(lotte, at(home, talk))


def test_a_closed_decision_says_so_and_asks_nothing(home: Oeverland) -> None:
    talk = foreseen(home)
    Decision.objects.update(stage=Stage.DECIDED)
    lotte = browser(home, "lotte")
    page = read(lotte, at(home, talk))
    assert "This decision was closed." in page
    assert 'value="held"' not in page
    said = lotte.post(at(home, talk), {"do": "lay_open"}, follow=True).content.decode()
    assert "Take the decision up again to change its conversations." in said


def test_more_assumptions_do_not_ask_the_database_more(home: Oeverland) -> None:
    talk, item = assumed_talk(home)
    lotte = browser(home, "lotte")
    writes(home, item)
    read(lotte, at(home, talk))
    with CaptureQueriesContext(connection) as few:
        read(lotte, at(home, talk))
    for n in range(5):
        writes(home, item, text=f"Number {n}")
    with CaptureQueriesContext(connection) as many:
        read(lotte, at(home, talk))
    assert len(many) == len(few)


def test_more_words_written_ahead_do_not_ask_the_database_more(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "youssef", "ingrid", "karin", kind="premortem")
    lotte = browser(home, "lotte")
    lotte.get(at(home, talk))
    browser(home, "femke").post(at(home, talk), {"do": "ahead", "text": "One.", "release": "2"})
    four = foreseen(home)
    for each in (talk, four):
        lay_open(actor=of(home, "lotte"), conversation=each, now=NOW)
    with CaptureQueriesContext(connection) as few:
        read(lotte, at(home, talk))
    with CaptureQueriesContext(connection) as many:
        read(lotte, at(home, four))
    assert len(many) == len(few)


@pytest.mark.both
def test_who_leads_without_facilitating_changes_the_agenda_and_what_lies_behind_stays(
    home: Oeverland,
) -> None:
    about = proposed(home, QUESTION).topics
    talk = own_invited(home, "femke", "ingrid", kind=QUESTION, topics=about)
    change_talk(actor=of(home, "lotte"), conversation=talk, lead=home.seats["marjolein"].pk)
    marjolein = browser(home, "marjolein")
    [item] = seen(home, "marjolein", talk).items
    assert item.topic is None
    assert "Item 1, from who facilitates" in read(marjolein, at(home, talk))
    typed = {
        "do": "agenda", f"line-{item.id}-text": "Which question first", f"line-{item.id}-minutes": "20",
        "line-new1-text": "And then", "line-new1-minutes": "", "line-new2-text": "", "line-new2-minutes": "",
    }  # fmt: skip
    assert browser(home, "femke").post(at(home, talk), typed).status_code == 404
    assert marjolein.post(at(home, talk), typed).status_code == 302
    assert [i.title for i in seen(home, "femke", talk).items] == ["Which question first", "And then"]
    first, second = seen(home, "lotte", talk).items
    assert first.id == item.id
    assert first.topic is not None
    assert [first.topic.id] == list(about)
    assert second.topic is None


def test_who_was_there_is_shown_to_who_may_read_answers(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "ingrid", "karin")
    lotte = browser(home, "lotte")
    there = [str(home.seats[name].pk) for name in ("femke", "karin")]
    assert lotte.post(at(home, talk), {"do": "held", "there": there}).status_code == 302
    assert [a.person.name for a in seen(home, "hanna", talk).answers if a.came] == ["Femke", "Karin"]
    assert read(lotte, at(home, talk)).count("was there</span>") == 2
    assert seen(home, "femke", talk).answers == ()
    assert "was there</span>" not in read(browser(home, "femke"), at(home, talk))


def test_the_moments_an_own_conversation_comes_before_can_be_changed(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "ingrid")
    lotte = browser(home, "lotte")
    assert 'name="serves"' in read(lotte, at(home, talk))
    moment = home.commitments["licence"].pk
    page = read(lotte, at(home, talk))
    given: dict[str, object] = {"do": "change", "lead": str(home.seats["lotte"].pk), "serves": str(moment)}
    for name in ("femke", "ingrid"):
        field = re.search(rf'name="(side_\d)" value="{home.seats[name].pk}"', page)
        assert field is not None
        given[field[1]] = str(home.seats[name].pk)
    done = lotte.post(at(home, talk), given)
    assert done.status_code == 302, done.content.decode()
    assert [c.id for c in seen(home, "femke", talk).commitments] == [moment]
