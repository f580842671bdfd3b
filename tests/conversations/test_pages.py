"""Pages: the facilitator plans and invites, who is invited answers, and nobody reads what is not theirs."""

import re
from html import unescape
from urllib.parse import quote

import pytest
from django.test import Client
from tests.beginning import told_once
from tests.conversations.story import (
    ALONE,
    DONE,
    NOW,
    QUESTION,
    invited,
    of,
    own,
    own_invited,
    proposed,
    row,
    seen,
    taken,
    told,
)
from tests.oeverland import Oeverland

from beforehand.conversations.choices import Status
from beforehand.conversations.queries import aloud as on_the_wall
from beforehand.knowledge import load
from beforehand.topics.actions import set_constraint, state_own

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return told(home)


def browser(home: Oeverland, name: str) -> Client:
    """Return the browser of somebody who reads English."""
    return home.client(name, HTTP_ACCEPT_LANGUAGE="en")


def talks(home: Oeverland) -> str:
    return f"/d/{home.decision.pk}/talks/"


def at(home: Oeverland, talk: object) -> str:
    return f"{talks(home)}{talk}/"


def read(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200, page.status_code
    return page.content.decode()


def test_the_facilitator_reads_what_comes_next_and_takes_it_over(home: Oeverland) -> None:
    lotte = browser(home, "lotte")
    page = read(lotte, talks(home))
    first = proposed(home, QUESTION)
    kind = load().conversation_types[first.kind]
    for said in (kind.opening.say("en"), f"{first.minutes} minutes. Led by: "):
        assert said in unescape(page), "how it opens, how long, and which role leads it"
    handle = page.split('name="proposal" value="')[1].split('"')[0]
    done = lotte.post(talks(home), {"do": "take", "proposal": handle})
    assert done.status_code == 302
    where = done["Location"]
    assert where.startswith(talks(home))
    assert where != talks(home)
    assert "Choose a time, then invite" in read(lotte, where)
    assert where in read(lotte, talks(home)), "it is going"


@pytest.mark.parametrize("name", ["femke", "karin", "peter", "wim"])
def test_others_read_their_own_and_take_over_nothing(home: Oeverland, name: str) -> None:
    handle = read(browser(home, "lotte"), talks(home)).split('name="proposal" value="')[1].split('"')[0]
    client = browser(home, name)
    page = read(client, talks(home))
    assert "Your conversations" in page
    assert "proposal" not in page
    assert client.post(talks(home), {"do": "take", "proposal": handle}).status_code == 404
    assert client.get(f"{talks(home)}add/").status_code == 404


def test_for_a_stranger_there_is_nothing(home: Oeverland) -> None:
    talk = invited(home, QUESTION)
    stranger = browser(home, "stranger")
    for address in (talks(home), f"{talks(home)}add/", at(home, talk), f"{at(home, talk)}sheet.pdf"):
        assert stranger.get(address).status_code == 404
        assert stranger.post(address, {"do": "invite"}).status_code in (404, 405)


@pytest.mark.parametrize(("places", "shown"), [("1", 1), ("3", 3), ("6", 4), ("9", 3), ("x", 3)])
def test_there_is_room_for_one_three_or_six(home: Oeverland, places: str, shown: int) -> None:
    page = read(browser(home, "lotte"), f"{talks(home)}?room={places}")
    first = page.split('id="next"')[1].split("</section>")[0]
    assert first.count('class="topic talk"') == shown


def test_it_is_left_out_with_a_reason_and_can_come_back(home: Oeverland) -> None:
    lotte = browser(home, "lotte")
    handle = read(lotte, talks(home)).split('name="proposal" value="')[1].split('"')[0]
    bare = lotte.post(talks(home), {"do": "leave", "proposal": handle, "why": ""})
    assert bare.status_code == 422
    assert "Please fill this in." in bare.content.decode()
    lotte.post(talks(home), {"do": "leave", "proposal": handle, "why": "Not before the summer."})
    page = read(lotte, talks(home))
    assert "Not before the summer." in page.split('id="dropped"')[1]
    lotte.post(talks(home), {"do": "take", "proposal": handle})
    assert 'id="going"' in read(lotte, talks(home))


def test_a_conversation_of_ones_own_is_added_timed_and_invited_to(home: Oeverland) -> None:
    lotte = browser(home, "lotte")
    page = read(lotte, f"{talks(home)}add/")
    field = page.split(f'value="{home.seats["femke"].pk}"')[0].rsplit('name="', 1)[1].split('"')[0]
    done = lotte.post(f"{talks(home)}add/", {"kind": ALONE, field: str(home.seats["femke"].pk)})
    assert done.status_code == 302, done.content.decode()
    where = done["Location"]
    when = {"do": "time", "starts_at": "2027-03-29T14:00", "minutes": "45", "place": "Room 4"}
    assert lotte.post(where, when).status_code == 302
    page = read(lotte, where)
    assert "14:00" in page
    assert "Room 4" in page
    assert browser(home, "femke").get(where).status_code == 404, "nobody hears of it until they are invited"
    assert lotte.post(where, {"do": "invite"}).status_code == 302
    assert "Can you come?" in read(browser(home, "femke"), where)
    assert "Can you come?" in read(browser(home, "femke"), talks(home)), "it waits"
    assert browser(home, "ingrid").get(where).status_code == 404
    assert browser(home, "hanna").get(where).status_code == 404, "it exists for those in it alone"
    assert where not in read(browser(home, "hanna"), talks(home))


@pytest.mark.parametrize("asked_by", ["femke", "lotte"])
def test_who_does_not_sit_in_one_room_yet_is_said_to_who_facilitates(home: Oeverland, asked_by: str) -> None:
    talk = own_invited(home, "femke", "ingrid")
    other, said = home.seats["ingrid"].pk, "do not sit in one room yet"
    assert said not in read(browser(home, "lotte"), at(home, talk))
    if asked_by == "femke":
        state_own(actor=of(home, "femke"), kind="apart", other=other, now=NOW)
    else:
        both = [home.seats["femke"].pk, other]
        set_constraint(actor=of(home, "lotte"), kind="apart", seats=both, now=NOW)
    page = read(browser(home, "lotte"), at(home, talk))
    assert re.search(f"(Femke and Ingrid|Ingrid and Femke) {said}", page)
    for name in ("femke", "ingrid"):
        assert said not in read(browser(home, name), at(home, talk))
    apart_from_tom = own(home, "femke", "tom")
    assert said not in read(browser(home, "lotte"), at(home, apart_from_tom))


def test_an_answer_is_read_by_who_leads_it_and_by_nobody_else_in_it(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "ingrid", kind=DONE)
    femke, ingrid = browser(home, "femke"), browser(home, "ingrid")
    said = {"do": "answer", "sequence": "0", "answer": "no", "note": "On holiday then."}
    assert femke.post(at(home, talk), said).status_code == 302
    assert "On holiday then." in read(browser(home, "lotte"), at(home, talk))
    assert "On holiday then." in read(femke, at(home, talk))
    before = read(ingrid, at(home, talk))
    assert "On holiday" not in before
    assert "Who comes" not in before
    assert "On holiday" not in read(browser(home, "lotte"), f"{at(home, talk)}?screen=1")


@pytest.mark.parametrize(
    ("meant", "marked"), [("yes", ["yes"]), ("other_time", ["other_time"]), ("waiting", []), ("<b>", [])]
)
def test_what_was_chosen_in_the_letter_is_marked_and_not_sent(
    home: Oeverland, meant: str, marked: list[str]
) -> None:
    talk = invited(home, QUESTION)
    page = read(browser(home, "femke"), f"{at(home, talk)}?answer={quote(meant)}")
    assert re.findall(r'value="(\w+)"[^>]*\bchecked', page) == marked
    [femke] = [a for a in seen(home, "lotte", talk).answers if a.person.name == "Femke"]
    assert femke.answer == "waiting"


@pytest.mark.parametrize("deed", ["time", "invite", "change", "drop", "held", "outcome", "ask", "agenda"])
def test_who_is_invited_leads_nothing(home: Oeverland, deed: str) -> None:
    talk = invited(home, QUESTION)
    there = row(home, talk)
    typed = {
        "do": deed, "starts_at": "2027-03-30T14:00", "minutes": "60", "place": "", "why": "No.", "aim": "Mine",
        "lead": str(home.seats["femke"].pk), "there": [str(home.seats["femke"].pk)], "kind": "open",
    }  # fmt: skip
    items = read(browser(home, "lotte"), at(home, talk)).split('name="item" value="')
    typed["item"] = items[1].split('"')[0]
    typed["outcome"] = typed["item"]
    page = browser(home, "femke").post(at(home, talk), typed)
    assert page.status_code in (302, 404), deed
    now = row(home, talk)
    assert (now.status, now.starts_at, now.sequence) == (there.status, there.starts_at, there.sequence)
    assert bytes(now.body.ciphertext) == bytes(there.body.ciphertext)


def test_it_is_changed_and_dropped_with_a_reason_that_stays_with_who_leads_it(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "ingrid", kind=DONE)
    lotte, femke = browser(home, "lotte"), browser(home, "femke")
    page = read(lotte, at(home, talk))
    fields = {
        page.rsplit(f'value="{home.seats[n].pk}"', 1)[0].rsplit('name="side', 1)[1].split('"')[0]: n
        for n in ("femke", "ingrid")
    }
    typed = {f"side{k}": str(home.seats[n].pk) for k, n in fields.items()}
    typed |= {"do": "change", "aim": "One day we all call done.", "opening": "When do you go home happy?"}
    typed["lead"] = str(home.seats["lotte"].pk)
    assert lotte.post(at(home, talk), typed).status_code == 302
    assert "One day we all call done." in read(femke, at(home, talk))
    assert lotte.post(at(home, talk), {"do": "drop", "why": ""}).status_code == 422
    assert lotte.post(at(home, talk), {"do": "drop", "why": "It was settled by mail."}).status_code == 302
    assert "It was settled by mail." in read(lotte, at(home, talk))
    assert "It was settled by mail." not in read(femke, at(home, talk))


def test_what_it_is_about_is_said_in_words_for_all(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "ingrid", kind=DONE)
    lotte = browser(home, "lotte")
    typed = {"do": "agenda", "line-new1-text": "Which day is done?", "line-new1-minutes": "20"}
    assert lotte.post(at(home, talk), typed).status_code == 302
    assert "Which day is done?" in read(browser(home, "femke"), at(home, talk))
    again = {"do": "agenda", "line-new1-text": "<b>x</b>", "line-new1-minutes": "1"}
    wrong = lotte.post(at(home, talk), again)
    assert wrong.status_code == 422
    assert "&lt;b&gt;x&lt;/b&gt;" in wrong.content.decode(), "nothing typed is lost"


def test_it_is_held_with_who_was_there(home: Oeverland) -> None:
    talk = invited(home, QUESTION)
    lotte = browser(home, "lotte")
    bare = lotte.post(at(home, talk), {"do": "held"})
    assert bare.status_code == 422
    assert "Say who were there." in bare.content.decode()
    assert lotte.post(at(home, talk), {"do": "held", "there": row(home, talk).people}).status_code == 302
    assert row(home, talk).status == Status.HELD
    assert "Held on" in read(lotte, at(home, talk))


def item_of(home: Oeverland, talk: object) -> str:
    return read(browser(home, "lotte"), at(home, talk)).split('name="item" value="')[1].split('"')[0]


def test_two_write_at_once_and_both_texts_are_shown(home: Oeverland) -> None:
    talk = invited(home, QUESTION)
    lotte, hanna, item = browser(home, "lotte"), browser(home, "hanna"), item_of(home, talk)
    first = {"do": "outcome", "item": item, "over": "", "kind": "shared_text", "text": "One question first."}
    assert lotte.post(at(home, talk), first).status_code == 302
    second = hanna.post(at(home, talk), {**first, "text": "Two decisions."})
    page = second.content.decode()
    assert second.status_code == 422
    assert "One question first." in page
    assert "Two decisions." in page
    over = page.split('name="over" value="')[1].split('"')[0]
    both = {**first, "over": over, "text": "One question first, then two decisions."}
    assert hanna.post(at(home, talk), both).status_code == 302
    assert "One question first, then two decisions." in read(lotte, at(home, talk))


def test_a_shared_text_is_confirmed_and_a_no_is_told_to_nobody(home: Oeverland) -> None:
    talk = invited(home, QUESTION)
    lotte, femke, ingrid = browser(home, "lotte"), browser(home, "femke"), browser(home, "ingrid")
    typed = {
        "do": "outcome",
        "item": item_of(home, talk),
        "kind": "shared_text",
        "text": "One question first.",
    }
    lotte.post(at(home, talk), typed)
    page = read(femke, at(home, talk))
    assert "Is this what was said?" in page
    outcome = page.split('name="outcome" value="')[1].split('"')[0]
    assert f"#came-{outcome}" in read(femke, talks(home)), "it waits for Femke"
    said = {"do": "confirm", "outcome": outcome}
    assert femke.post(at(home, talk), said).status_code == 422
    assert femke.post(at(home, talk), {**said, "agrees": "yes"}).status_code == 302
    assert "Confirmed by:" in read(ingrid, at(home, talk))
    read(lotte, at(home, talk))  # with the word that it is written down
    before = read(lotte, at(home, talk))
    assert ingrid.post(at(home, talk), {**said, "agrees": "no"}).status_code == 302
    assert bare_of(read(lotte, at(home, talk))) == bare_of(before)
    assert lotte.post(at(home, talk), {**said, "agrees": "yes"}).status_code == 404, "Lotte was not in it"


def bare_of(page: str) -> list[str]:
    """Return a page without its tokens."""
    return [part for part in page.split('"') if len(part) != 64]


def test_who_differs_says_it_in_own_words(home: Oeverland) -> None:
    talk = invited(home, QUESTION)
    lotte, femke = browser(home, "lotte"), browser(home, "femke")
    typed = {"do": "outcome", "item": item_of(home, talk), "kind": "agreed_to_differ", "text": "The order."}
    lotte.post(at(home, talk), typed)
    outcome = read(femke, at(home, talk)).split('name="outcome" value="')[1].split('"')[0]
    said = {"do": "confirm", "outcome": outcome, "agrees": "yes"}
    bare = femke.post(at(home, talk), {**said, "words": ""})
    assert bare.status_code == 422
    assert "Say it in your own words." in bare.content.decode()
    assert femke.post(at(home, talk), {**said, "words": "The bed comes first."}).status_code == 302
    assert "The bed comes first." in read(browser(home, "ingrid"), at(home, talk))
    aloud = read(lotte, f"{at(home, talk)}?screen=1")
    assert "The bed comes first." in aloud
    assert "Femke" not in aloud
    shown = on_the_wall(of(home, "lotte"), talk)
    assert shown is not None
    names = [words.name for item in shown.items if item.outcome for words in item.outcome.own_words]
    assert names == [""]


def test_the_small_question_is_asked_and_answered_for_nobodys_eyes(home: Oeverland) -> None:
    talk = invited(home, QUESTION)
    lotte, femke = browser(home, "lotte"), browser(home, "femke")
    typed = {"do": "outcome", "item": item_of(home, talk), "kind": "open"}
    lotte.post(at(home, talk), typed)
    outcome = read(lotte, at(home, talk)).split('name="outcome" value="')[1].split('"')[0]
    assert "Did your answer change because" not in read(femke, at(home, talk))
    lotte.post(at(home, talk), {"do": "ask", "outcome": outcome})
    assert "Did your answer change because" in read(femke, at(home, talk))
    read(lotte, at(home, talk))  # with the word that it was asked
    before = bare_of(read(lotte, at(home, talk)))
    changed = {"do": "changed", "outcome": outcome, "changed": "changed"}
    assert femke.post(at(home, talk), changed).status_code == 302
    assert bare_of(read(lotte, at(home, talk))) == before, "Lotte reads of no answer"
    assert lotte.post(at(home, talk), changed).status_code == 404


def test_a_time_that_moved_is_answered_anew(home: Oeverland) -> None:
    talk = own_invited(home, "femke", kind=ALONE)
    lotte, femke = browser(home, "lotte"), browser(home, "femke")
    when = {"do": "time", "starts_at": "2027-04-02T09:30", "minutes": "45", "place": ""}
    lotte.post(at(home, talk), when)
    late = femke.post(at(home, talk), {"do": "answer", "sequence": "0", "answer": "yes", "note": "Gladly."})
    page = late.content.decode()
    assert late.status_code == 422
    assert "The time has changed." in page
    assert "Gladly." in page
    assert 'name="sequence" value="1"' in page


@pytest.mark.parametrize(
    "starts_at", ["2027-03-28T02:30", "x" * 100_000, "0001-01-01T00:00", "9999-12-31T23:59", ""]
)
def test_a_time_that_is_none_is_said_beside_the_field(home: Oeverland, starts_at: str) -> None:
    talk = taken(home, QUESTION)
    typed = {"do": "time", "starts_at": starts_at, "minutes": "45", "place": "Room"}
    page = browser(home, "lotte").post(at(home, talk), typed)
    assert page.status_code == 422
    assert 'id="time-starts_at_error"' in page.content.decode()
    assert row(home, talk).starts_at is None


BAD = ["a" * 100_000, "a\x00b", "abc\u202edef"]


@pytest.mark.parametrize("text", BAD)
def test_what_cannot_be_kept_comes_back_and_changes_nothing(home: Oeverland, text: str) -> None:
    talk = own_invited(home, "femke", "ingrid", kind=DONE)
    lotte, femke = browser(home, "lotte"), browser(home, "femke")
    there = bytes(row(home, talk).body.ciphertext)
    lead = str(home.seats["lotte"].pk)
    for typed in (
        {"do": "drop", "why": text},
        {"do": "change", "aim": text, "opening": text, "lead": lead},
        {"do": "time", "starts_at": "2027-03-30T14:00", "minutes": "45", "place": text},
        {"do": "agenda", "line-new1-text": text},
    ):
        assert lotte.post(at(home, talk), typed).status_code == 422, typed["do"]
    said = {"do": "answer", "sequence": "0", "answer": "yes", "note": text}
    assert femke.post(at(home, talk), said).status_code == 422
    assert bytes(row(home, talk).body.ciphertext) == there


def test_html_is_shown_as_it_was_typed(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "ingrid", kind=DONE)
    lotte = browser(home, "lotte")
    when = {"do": "time", "starts_at": "2027-03-30T14:00", "minutes": "45", "place": "<script>1</script>"}
    lotte.post(at(home, talk), when)
    for name in ("lotte", "femke"):
        page = read(browser(home, name), at(home, talk))
        assert "<script>1" not in page
        assert "&lt;script&gt;1" in page


@pytest.mark.parametrize(
    "typed", [{}, {"do": "fly"}, {"do": "outcome", "item": "x"}, {"do": "ask"}, {"do": "confirm"}]
)
def test_what_cannot_be_done_is_said(home: Oeverland, typed: dict[str, str]) -> None:
    talk = own(home, "femke", kind=ALONE)
    page = browser(home, "lotte").post(at(home, talk), typed, follow=True)
    assert 'class="notice is-error"' in page.content.decode()
