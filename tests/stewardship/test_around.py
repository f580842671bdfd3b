"""What is kept of Femke around conversations, the gate, looking back and calendars: she sees all of it, and it can go."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.beginning import told_once
from tests.conversations.story import MONDAY, own, own_invited
from tests.oeverland import TODAY, Oeverland
from tests.records.gated import AGAIN, NOW, before, decides, question
from tests.records.story import of

from beforehand.conversations.actions import (
    Item,
    answer_asked,
    answer_invitation,
    ask_those_concerned,
    confirm_outcome,
    hold_talk,
    invite_to_talk,
    record_outcome,
    set_agenda,
    settle_time,
)
from beforehand.conversations.actions.ahead import write_ahead
from beforehand.conversations.models import Asked, Attendance, Confirmation, WrittenAhead
from beforehand.conversations.queries import one
from beforehand.decisions.models import Commitment, Decision, Seat
from beforehand.exchange.actions.calendars import give_calendar, make_feed
from beforehand.exchange.actions.numbering import number_of
from beforehand.exchange.models import Feed, GivenCalendar, InCalendar
from beforehand.exchange.queries import feed_of
from beforehand.people.access import Arrival
from beforehand.records.actions.deciding import Bound
from beforehand.records.actions.looking_back import look_back
from beforehand.records.actions.setting import answer_today, set_condition, set_reservation
from beforehand.records.models import Condition, Judgement, RecordPart, Today
from beforehand.records.queries import entries
from beforehand.records.queries.looking_back import look_backs
from beforehand.records.rules.chain import verify
from beforehand.stewardship.actions import erase
from beforehand.topics.actions import set_constraint, state_own
from beforehand.topics.models import Constraint
from beforehand.vault.guard import Author
from beforehand.vault.processes.analyst import analyst
from beforehand.vault.processes.recorder import recorder

pytestmark = pytest.mark.django_db
SECRET = "https://calendars.example/private-7f3a/femke.ics"
OWN_WORDS = {
    "note": "Not before noon, I work nights.",
    "differ": "Cards first, telephones later.",
    "ahead": "I foresee a queue at six.",
    "condition": "The night shift keeps its cards.",
    "today": "Not with this rota.",
}


APART = "Not in one room for now, says Lotte."


def _talks(home: Oeverland) -> None:
    lotte, femke = of(home, "lotte"), of(home, "femke")
    talk = own(home, "femke", "tom")
    set_agenda(actor=lotte, conversation=talk, items=[Item(text="The spare keys")])
    settle_time(actor=lotte, conversation=talk, starts_at=MONDAY)
    invite_to_talk(actor=lotte, conversation=talk, now=NOW)
    answer_invitation(
        actor=femke, conversation=talk, answer="other_time", sequence=0, note=OWN_WORDS["note"], now=NOW
    )
    number_of(seat=femke.seat, conversation=talk, sequence=0)
    hold_talk(actor=lotte, conversation=talk, there=frozenset({femke.seat, of(home, "tom").seat}), now=NOW)
    found = one(lotte, talk)
    assert found is not None
    said = record_outcome(actor=lotte, item=found.items[0].id, kind="agreed_to_differ", over=None, now=NOW)
    confirm_outcome(actor=femke, outcome=said, agrees=True, words=OWN_WORDS["differ"], now=NOW)
    ask_those_concerned(actor=lotte, outcome=said, now=NOW)
    answer_asked(actor=femke, outcome=said, changed="same", now=NOW)
    ahead = own_invited(home, "femke", "tom", "ingrid", kind="premortem")
    write_ahead(actor=femke, conversation=ahead, text=OWN_WORDS["ahead"], release=0, now=NOW)


def _own_time(home: Oeverland) -> None:
    """Femke says when she is away; Lotte says something of Femke, and Tom of himself."""
    femke, lotte = of(home, "femke"), of(home, "lotte")
    state_own(actor=femke, kind="away", start=date(2027, 4, 5), end=date(2027, 4, 16), now=NOW)
    state_own(actor=femke, kind="weekly", most=2, now=NOW)
    state_own(actor=of(home, "tom"), kind="weekly", most=1, now=NOW)
    set_constraint(actor=lotte, kind="apart", seats=[femke.seat, of(home, "bas").seat], why=APART, now=NOW)


@told_once
def beginning(home: Oeverland) -> Oeverland:
    before(home)
    Commitment.objects.filter(pk=home.commitments["letter"].pk).update(type="continue")
    femke, lotte = of(home, "femke"), of(home, "lotte")
    licence, letter = (home.commitments[name].pk for name in ("licence", "letter"))
    _talks(home)
    _own_time(home)
    condition = set_condition(
        actor=femke, commitment=licence, text=OWN_WORDS["condition"], release=4, now=NOW
    )
    set_reservation(actor=lotte, commitment=licence, now=NOW)
    answer_today(actor=femke, commitment=letter, yes=False, words=OWN_WORDS["today"], now=NOW)
    topic = question(home)
    decides(home, must_know=[femke.seat], conditions=[Bound(condition=condition)])
    Decision.objects.filter(pk=home.decision.pk).update(today=AGAIN)
    [day] = look_backs(of(home, "femke"))
    look_back(actor=of(home, "femke"), day=day.id, done="partly", bit=[topic], helped="premortem", now=NOW)
    give_calendar(actor=femke, address=SECRET, now=NOW)
    return home


def page(home: Oeverland, name: str) -> str:
    address = reverse("stewardship:rights", kwargs={"decision": home.decision.pk})
    response = home.client(name, headers={"accept-language": "en"}).get(address)
    assert response.status_code == 200
    return response.content.decode()


def arrival(home: Oeverland, name: str) -> Arrival:
    person = home.seats[name].person
    return Arrival(person.pk, person.organisation_id, person.name, "en", strong=False, administrator=False)


def test_she_sees_all_of_it_with_what_it_is_for_and_how_long_it_stays(home: Oeverland) -> None:
    make_feed(actor=of(home, "femke"), now=datetime(2027, 3, 16, 9, tzinfo=UTC))
    shown = page(home, "femke")
    for words in OWN_WORDS.values():
        assert words in shown
    for said in (
        "another time",
        "you agreed",
        "no, it is the same",
        "Who decides reads it before deciding",
        "it is partly done",
        "it mattered",
        "would have helped",
        "your name",
        "your words",
        "calendars.example",
        "Your own calendar feed",
        "It goes with the answers of this decision",
        "It stays with the record",
        "until you withdraw it",
    ):
        assert said in shown, said
    assert f"/d/{home.decision.pk}/record/1/" in shown


def test_the_address_of_her_calendar_is_in_her_file_and_on_no_page(home: Oeverland) -> None:
    assert "private-7f3a" not in page(home, "femke")
    file = home.client("femke").get(reverse("stewardship:take")).content.decode()
    [here] = json.loads(file)["decisions"]
    assert here["calendar"]["address"] == SECRET
    for words in OWN_WORDS.values():
        assert words in file
    assert len(here["around"]) == 9  # all there is, but a reservation


@pytest.mark.parametrize("name", ["tom", "lotte", "karin", "wim"])
def test_nobody_else_finds_any_of_it_on_their_own_page(home: Oeverland, name: str) -> None:
    shown = page(home, name)
    file = home.client(name).get(reverse("stewardship:take")).content.decode()
    for words in (*OWN_WORDS.values(), "calendars.example", "private-7f3a"):
        assert words not in shown + file
    assert "would have helped" not in shown


def test_what_she_said_of_her_own_time_is_hers_and_what_was_said_of_her_is_not(home: Oeverland) -> None:
    shown = page(home, "femke")
    file = home.client("femke").get(reverse("stewardship:take")).content.decode()
    for said in ("5 April 2027 to 16 April 2027", "Conversations: at most 2 a week"):
        assert said in shown, said
    assert "16 april 2027" in file.lower()
    for words in (APART, "not in one room", "niet in één ruimte", "at most 1 a week"):
        assert words not in shown + file
    for name in ("lotte", "karin", "bas"):
        assert "When you can be asked" not in page(home, name)
    assert "at most 1 a week" in page(home, "tom")


def test_forgotten_her_own_time_goes_and_so_does_what_was_said_of_her(home: Oeverland) -> None:
    every = Constraint.objects.scoped(analyst(home.decision.pk))
    assert sorted(every.values_list("kind", flat=True)) == ["apart", "away", "weekly", "weekly"]
    erase(actor=arrival(home, "femke"))
    left = Constraint.objects.scoped(analyst(home.decision.pk)).values_list("kind", "made_by_id")
    assert list(left) == [("weekly", home.seats["tom"].pk)]


def test_who_facilitates_sees_the_own_reservation(home: Oeverland) -> None:
    assert "Your reservation" in page(home, "lotte")
    assert "Your reservation" not in page(home, "femke")
    assert "Your reservation" not in page(home, "karin")


def test_more_of_it_does_not_ask_more_of_the_database(home: Oeverland) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as counted:
            page(home, "femke")
        return len(counted)

    home.link("femke")
    page(home, "femke")
    few = cost()
    for n in range(4):
        set_condition(
            actor=of(home, "femke"),
            commitment=home.commitments["letter"].pk,
            text=f"More {n}",
            release=1,
            now=NOW,
        )
    Decision.objects.filter(pk=home.decision.pk).update(today=TODAY)
    own_invited(home, "femke", "tom")
    Decision.objects.filter(pk=home.decision.pk).update(today=AGAIN)
    assert cost() == few


@pytest.mark.parametrize("stays", [False, True], ids=["seat goes", "seat stays"])
def test_forgotten_each_of_it_is_gone_and_the_feed_opens_nothing(home: Oeverland, stays: bool) -> None:
    femke = home.seats["femke"]
    feed = make_feed(actor=of(home, "femke"), now=NOW).rpartition("/")[2].removesuffix(".ics")
    assert feed_of(feed) is not None
    if stays:
        Commitment.objects.filter(pk=home.commitments["letter"].pk).update(decider=femke)
    models: tuple[Any, ...] = (
        Attendance, WrittenAhead, Confirmation, Asked, Condition, Today, Judgement, GivenCalendar, InCalendar,
    )  # fmt: skip
    for model in models:
        assert model.objects.scoped(Author(femke.pk)).exists(), model
    every = recorder(home.decision.pk)
    assert RecordPart.objects.scoped(every, seat=femke.pk).exists()
    erase(actor=arrival(home, "femke"))
    assert Seat.objects.filter(pk=femke.pk).exists() is stays
    for model in models:
        assert not model.objects.scoped(Author(femke.pk)).exists(), model
    assert not RecordPart.objects.scoped(every, seat=femke.pk).exists()
    assert feed_of(feed) is None
    assert not Feed.objects.filter(person=femke.person_id).exists()
    chain = entries(of(home, "karin"))
    assert verify(chain, decision=str(home.decision.pk)) == []
    said = [part.text for entry in chain for part in entry.parts if part.text]
    assert not [text for text in said if text == "Femke" or text in OWN_WORDS.values()]


def test_what_was_set_of_others_stays_when_she_is_forgotten(home: Oeverland) -> None:
    tom = home.seats["tom"].pk
    before_it = Attendance.objects.scoped(Author(tom)).count()
    erase(actor=arrival(home, "femke"))
    assert Attendance.objects.scoped(Author(tom)).count() == before_it
