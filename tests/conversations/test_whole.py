"""What is written down of a conversation without an agenda, and what people confirm it under."""

from dataclasses import replace
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from tests.beginning import told_once
from tests.conversations.story import DONE, NOW, QUESTION, of, own_invited, proposed, seen, told
from tests.conversations.test_during import ASSUMED, MEANING
from tests.conversations.test_pages import at, browser, read
from tests.conversations.test_pages_during import sheet
from tests.oeverland import Oeverland

from beforehand.conversations.actions import (
    Item,
    confirm_outcome,
    drop_assumption,
    record_outcome,
    set_agenda,
    write_assumption,
)
from beforehand.conversations.queries.naming import named
from beforehand.knowledge import load

pytestmark = [pytest.mark.once, pytest.mark.django_db]
READ = "Nobody waits at the bedside"


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return told(home)


def aim(kind: str, lang: str = "en") -> str:
    """Return what a kind of conversation is for, as a heading has it."""
    return load().conversation_types[kind].aim.say(lang).removesuffix(".")


def says(home: Oeverland, talk: UUID, item: UUID, text: str, *, by: str = "lotte") -> UUID:
    return record_outcome(actor=of(home, by), item=item, kind="shared_text", over=None, text=text, now=NOW)


def test_the_done_table_is_filled_without_a_line_on_the_agenda(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "ingrid", kind=DONE)
    lotte, femke = browser(home, "lotte"), browser(home, "femke")
    page = read(lotte, at(home, talk))
    assert page.count("The work flows when") == 2
    assert "The work flows when" not in read(femke, at(home, talk))
    typed = {
        "do": "outcome", "item": str(talk), "over": "", "kind": "shared_text", "text": "Both count.",
        "flow_0": READ, "criteria": "Within three seconds",
    }  # fmt: skip
    assert femke.post(at(home, talk), typed).status_code == 404
    assert browser(home, "tom").post(at(home, talk), typed).status_code == 404
    assert seen(home, "lotte", talk).items == ()
    assert lotte.post(at(home, talk), typed).status_code == 302
    [item] = seen(home, "femke", talk).items
    assert item.id == talk
    assert item.outcome is not None
    for shown in (read(femke, at(home, talk)), read(femke, f"{at(home, talk)}?screen=1"), sheet(home, talk)):
        for words in (READ, "Within three seconds", aim(DONE)):
            assert words in shown
        assert "Item 1" not in shown
    said = {"do": "confirm", "outcome": str(item.outcome.id), "agrees": "yes"}
    for name in ("femke", "ingrid"):
        assert browser(home, name).post(at(home, talk), said).status_code == 302
    [item] = seen(home, "femke", talk).items
    assert item.outcome is not None
    assert item.outcome.confirmed_by == ("Care", "It")


def test_a_conversation_about_meaning_is_written_down_without_one_too(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "ingrid", kind=MEANING)
    lotte = browser(home, "lotte")
    typed = {"do": "outcome", "item": str(talk), "over": "", "kind": "shared_text", "text": READ}
    assert lotte.post(at(home, talk), typed).status_code == 302
    page = read(browser(home, "ingrid"), at(home, talk))
    assert READ in page
    assert "Yes, this is what we said" in page


def test_assumptions_are_written_down_without_one_and_taken_off_again(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "ingrid", "karin", kind=ASSUMED)
    assert "Write down an assumption" in read(browser(home, "lotte"), at(home, talk))
    one = write_assumption(actor=of(home, "lotte"), item=talk, over=None, text="They come.", now=NOW)
    two = write_assumption(actor=of(home, "hanna"), item=talk, over=None, text="They work.", now=NOW)
    [item] = seen(home, "femke", talk).items
    assert {said.text for said in item.assumptions} == {"They come.", "They work."}
    with pytest.raises(PermissionDenied):
        write_assumption(actor=of(home, "femke"), item=talk, over=None, text="Mine.", now=NOW)
    drop_assumption(actor=of(home, "lotte"), item=talk, over=one)
    [item] = seen(home, "femke", talk).items
    assert [said.id for said in item.assumptions] == [two]


def test_who_writes_second_reads_the_first_and_loses_nothing(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "ingrid", kind=DONE)
    says(home, talk, talk, "A card at the door.", by="hanna")
    typed = {"do": "outcome", "item": str(talk), "over": "", "kind": "shared_text", "text": "An app."}
    late = browser(home, "lotte").post(at(home, talk), typed)
    assert late.status_code == 422
    for words in ("This is what Hanna wrote meanwhile.", "A card at the door.", "An app."):
        assert words in late.content.decode()


def test_what_was_typed_comes_back_also_when_there_is_an_agenda_meanwhile(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "ingrid", kind=DONE)
    set_agenda(actor=of(home, "hanna"), conversation=talk, items=[Item(text="The readers")])
    typed = {"do": "outcome", "item": str(talk), "over": "", "kind": "shared_text", "flow_0": READ}
    lotte = browser(home, "lotte")
    refused = lotte.post(at(home, talk), typed)
    assert refused.status_code == 422
    assert "Write the text you share." in refused.content.decode()
    assert READ in refused.content.decode()
    assert lotte.post(at(home, talk), {**typed, "text": "Both count."}).status_code == 302
    first, second = seen(home, "femke", talk).items
    assert first.name == "The readers"
    assert second.id == talk


def test_what_stands_in_no_picture_is_named_by_what_the_conversation_is_for(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "ingrid", kind=QUESTION, topics=proposed(home, QUESTION).topics)
    [item] = seen(home, "lotte", talk).items
    assert item.topic is not None
    assert item.name == item.title == item.topic.title
    outcome = says(home, talk, item.id, READ)
    [mine] = seen(home, "femke", talk).items
    assert mine.topic is None
    assert mine.name == aim(QUESTION, "nl")
    for shown in (
        read(browser(home, "femke"), at(home, talk)),
        read(browser(home, "femke"), f"{at(home, talk)}?screen=1"),
        sheet(home, talk),
    ):
        assert aim(QUESTION) in shown
        assert "Item 1" not in shown
        assert item.title not in shown
    assert mine.outcome is not None
    confirm_outcome(actor=of(home, "femke"), outcome=outcome, agrees=True, now=NOW)


@pytest.mark.both
def test_several_that_go_by_the_aim_are_told_apart_and_the_others_not_counted(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "ingrid", kind=DONE)
    says(home, talk, talk, READ)
    [item] = seen(home, "femke", talk).items
    other, hidden = replace(item, id=UUID(int=1)), replace(item, id=UUID(int=2), outcome=None)
    own = replace(item, id=UUID(int=3), title="The readers")
    assert [one.name for one in named((hidden, own, other, item), "To agree.")] == [
        "To agree", "The readers", "To agree (1)", "To agree (2)",
    ]  # fmt: skip
    assert [one.name for one in named((hidden, item), "To agree")] == ["To agree", "To agree"]
