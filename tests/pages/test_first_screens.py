"""Everyone's first screen says what they came for, and not what belongs to another."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.confidentiality.canaries import answer, plant
from tests.conversations.story import own
from tests.oeverland import Oeverland

from beforehand.decisions.choices import Role
from beforehand.decisions.models import AbsentGroup, Commitment, DeciderAnswer, Seat, SeatRole
from beforehand.people.models import Person
from beforehand.perspectives.signals import reminder_wanted
from beforehand.topics.actions import make_analysis
from beforehand.vault.models import DataKey

pytestmark = pytest.mark.once


def page(home: Oeverland, name: str, path: str = "") -> str:
    response = home.client(name).get(f"/d/{home.decision.pk}/{path}", HTTP_ACCEPT_LANGUAGE="en")
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def answered(home: Oeverland) -> Oeverland:
    """Everybody answered, and the analysis was made."""
    Seat.objects.filter(decision=home.decision).update(invited_at="2027-03-10T09:00Z")
    plant(home, ("knows", "risks", "question"))
    make_analysis(home.decision.pk)
    return home


def test_a_stranger_reads_what_this_is_and_where_to_find_the_link(home: Oeverland) -> None:
    from django.test import Client

    text = Client().get("/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "Talk first, decide after" in text
    assert "/door/" in text
    assert home.decision.sentence not in text


def test_who_takes_part_in_one_decision_is_led_there(home: Oeverland) -> None:
    Seat.objects.filter(pk=home.seats["femke"].pk).update(invited_at="2027-03-10T09:00Z")
    response = home.client("femke").get("/")
    assert response.headers["Location"] == f"/d/{home.decision.pk}/"


def test_the_decider_reads_what_hardens_next_and_how_long_that_is(home: Oeverland) -> None:
    text = page(home, "karin")
    assert "Sign the licences" in text
    assert "46 days" in text  # from 15 March to 30 April 2027
    assert "Cannot be taken back" in text


def test_the_nearest_moment_comes_first_and_a_past_one_never(home: Oeverland) -> None:
    Commitment.objects.create(decision=home.decision, key="pilot", title="Start the pilot", day="2027-04-01")
    Commitment.objects.create(decision=home.decision, key="gone", title="Sent the memo", day="2027-03-01")
    text = page(home, "karin")
    assert "Start the pilot" in text
    assert "17 days" in text
    assert "Sent the memo" not in text.split("What you said first")[0]


def test_the_decider_reads_the_own_promises_back(home: Oeverland) -> None:
    DeciderAnswer.objects.create(seat=home.seats["karin"], n=1, text="The insurer has my word for July.")
    assert "The insurer has my word for July." in page(home, "karin")


def test_the_decider_is_given_people_to_hear_first_and_no_sentence(answered: Oeverland) -> None:
    text = page(answered, "karin")
    assert "Hear first" in text
    assert "kanarie" not in text


def test_the_participant_finds_the_card_and_what_can_still_change(home: Oeverland) -> None:
    text = page(home, "femke")
    assert "Which second factor each ward gets." in text
    assert f"/d/{home.decision.pk}/answer/" in text
    assert "What happened with my input" in text


def test_a_view_that_was_sent_can_be_corrected(home: Oeverland) -> None:
    answer(home, "femke", "knows", 1, "The night shift has no telephone.")
    text = page(home, "femke")
    assert "1 sentence of yours stands on your card" in text


def test_the_facilitator_reads_one_change_and_at_most_three_conversations(answered: Oeverland) -> None:
    text = page(answered, "lotte")
    proposed = text.split('id="next"')[1].split("<details")[0]
    assert 1 <= proposed.count('class="topic talk"') <= 3
    assert 'class="need"' in text


def test_what_is_going_takes_room_on_the_first_page_too(answered: Oeverland) -> None:
    def stands() -> tuple[int, int, int]:
        text = page(answered, "lotte").split('id="next"')[1].split('id="hardens"')[0]
        first = text.split("<details")[0]
        return (
            first.count('class="going"'),
            first.count('class="topic talk"'),
            text.count('class="topic talk"'),
        )

    _, proposed, every = stands()
    assert proposed == 3
    for n, name in enumerate(("femke", "karin", "ingrid"), 1):
        own(answered, name, "tom")
        assert stands() == (n, 3 - n, every), "what gives way waits for later"
    assert "What is going fills the room there is." in page(answered, "lotte")


def test_the_facilitator_reads_who_is_not_in_by_the_frame_only(home: Oeverland) -> None:
    everybody = Seat.objects.filter(decision=home.decision, roles__role=Role.PARTICIPANT)
    everybody.exclude(pk=home.seats["bas"].pk).update(invited_at="2027-03-10T09:00Z")
    AbsentGroup.objects.create(decision=home.decision, name="Cleaners", could_speak=home.seats["youssef"])
    text = page(home, "lotte").split("Who is not in yet")[1].split("</section>")[0]
    assert "Cleaners" in text
    assert "Youssef could speak for them" in text
    assert "Bas" in text
    assert "Femke" not in text


def test_a_silent_person_is_named_nowhere_as_silent(home: Oeverland) -> None:
    Seat.objects.filter(decision=home.decision).update(invited_at="2027-03-10T09:00Z")
    before = page(home, "lotte").split("Who is not in yet")[1].split("</section>")[0]
    answer(home, "femke", "knows", 1, "The night shift has no telephone.")
    after = page(home, "lotte").split("Who is not in yet")[1].split("</section>")[0]
    assert before == after


def test_from_five_on_the_number_is_said_and_near_all_it_is_not(home: Oeverland) -> None:
    Seat.objects.filter(decision=home.decision).update(invited_at="2027-03-10T09:00Z")
    names = ["ingrid", "femke", "youssef", "marjolein", "karin"]
    for name in names[:4]:
        answer(home, name, "knows", 1, "Something")
    assert "told their side" not in page(home, "lotte")
    answer(home, names[4], "knows", 1, "Something")
    assert "5 people have told their side." in page(home, "lotte")
    for n in range(3):
        _newcomer(home, f"n{n}")
    for n, name in enumerate(("n0", "n1", "n2")):
        if n:
            answer(home, name, "knows", 1, "Something")
    assert "7 people have told their side." in page(home, "lotte")


def test_the_sponsor_reads_the_frame_and_nothing_anybody_said(answered: Oeverland) -> None:
    text = page(answered, "peter")
    assert "Sign the licences" in text
    assert "kanarie" not in text
    assert "Hear first" not in text


def test_the_works_council_is_led_to_how_things_are_arranged(home: Oeverland) -> None:
    response = home.client("wim").get(f"/d/{home.decision.pk}/")
    assert response.headers["Location"] == f"/d/{home.decision.pk}/arrangement/"


def _newcomer(home: Oeverland, name: str) -> Seat:
    person = Person.objects.create(
        organisation=home.organisation, name=name, mail=f"{name}@oeverland.example"
    )
    seat = Seat.objects.create(
        decision=home.decision,
        person=person,
        side=home.sides["care"],
        data_key=DataKey.make(),
        invited_at="2027-03-10T09:00Z",
    )
    SeatRole.objects.create(seat=seat, role=Role.PARTICIPANT)
    home.seats[name] = seat
    return seat


@pytest.mark.parametrize(
    ("reader", "path"),
    [
        ("lotte", ""),
        ("lotte", "said/"),
        ("lotte", "said/?by=side"),
        ("lotte", "topics/"),
        ("karin", ""),
        ("femke", ""),
    ],
)
def test_more_people_cost_no_more_queries(answered: Oeverland, reader: str, path: str) -> None:
    client, address = answered.client(reader), f"/d/{answered.decision.pk}/{path}"
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert client.get(address).status_code == 200
    for n in range(12):
        _newcomer(answered, f"new{n}")
        answer(answered, f"new{n}", "knows", 2, f"Something {n}")
    make_analysis(answered.decision.pk)
    with CaptureQueriesContext(connection) as many:
        assert client.get(address).status_code == 200
    assert len(many) <= len(few)


def test_the_facilitator_asks_for_a_reminder_and_a_participant_cannot(
    home: Oeverland, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    asked: list[object] = []

    def note(decision: object, **_: object) -> None:
        asked.append(decision)

    reminder_wanted.connect(note)
    address = f"/d/{home.decision.pk}/remind/"
    with django_capture_on_commit_callbacks(execute=True):
        assert home.client("femke").post(address).status_code == 404
    assert not asked
    with django_capture_on_commit_callbacks(execute=True):
        assert home.client("lotte").post(address).status_code == 302
    assert asked == [home.decision.pk]
    reminder_wanted.disconnect(note)
