"""What was decided, and looking back: told once, to whom it is for, and never who did or did not judge."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from tests.beginning import told_once
from tests.notifications.conftest import look, plain, speaks
from tests.oeverland import Oeverland
from tests.outbox.post_office import PostOffice
from tests.records.gated import AGAIN, NOW, REASON, before, decides, seat_for
from tests.records.story import of

from beforehand.decisions.choices import Role, Stage
from beforehand.decisions.models import Decision, Fact, Seat
from beforehand.notifications.actions import catch_up_records, choose_mail, post_look_backs, post_passed
from beforehand.notifications.choices import CAN_BE_TURNED_DOWN, Kind
from beforehand.notifications.models import Told
from beforehand.outbox.actions import Sending, send
from beforehand.outbox.models import Message
from beforehand.people.access import Arrival
from beforehand.people.models import Person
from beforehand.records.actions import erase_person
from beforehand.records.actions.deciding import make_smaller, postpone
from beforehand.records.actions.looking_back import close_look_back, look_back
from beforehand.records.queries import entries, head
from beforehand.records.queries.looking_back import look_backs
from beforehand.records.rules.chain import head_in, verify

pytestmark = pytest.mark.django_db
Post = Callable[..., dict[str, EmailMessage]]
OURS = (Kind.PASSED, Kind.LOOK_BACK, Kind.LOOKED_BACK)
ON_THE_DAY = datetime(2027, 6, 15, 7, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_english(settings: Any) -> Iterator[None]:
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return before(home)


@pytest.fixture
def after(office: PostOffice, django_capture_on_commit_callbacks: Any) -> Post:
    """Do something, send what it asked for, and return what arrived, by name."""

    def act(*deeds: Callable[[], Any]) -> dict[str, EmailMessage]:
        del office.letters[:]
        for deed in deeds:
            with django_capture_on_commit_callbacks(execute=True):
                deed()
        for message in Message.objects.filter(state="waiting", kind__in=OURS).order_by("made_at"):
            assert send(message=message.pk, now=timezone.now()) in (Sending.SENT, Sending.DROPPED)
        found = {str(letter["To"]).partition("@")[0]: letter for letter in office.letters}
        assert len(found) == len(office.letters)  # nobody gets two
        return found

    return act


def whole(letter: EmailMessage) -> str:
    return plain(letter) + look(letter) + "".join(f"{name}: {value}\n" for name, value in letter.items())


def wants_nothing_of(home: Oeverland, name: str, kind: Kind) -> None:
    person = home.seats[name].person_id
    arrival = Arrival(
        person=person,
        organisation=home.organisation.pk,
        name=name,
        language="en",
        strong=False,
        administrator=False,
    )
    choose_mail(actor=arrival, wanted=[other for other in CAN_BE_TURNED_DOWN if other is not kind])


def knows(home: Oeverland, *names: str) -> dict[str, Any]:
    return {"must_know": [home.seats[name].pk for name in names]}


# What was decided.


def test_who_must_know_hears_what_by_whom_and_when(home: Oeverland, after: Post) -> None:
    letters = after(lambda: decides(home, **knows(home, "bas", "wim")))
    assert set(letters) == {"karin", "bas", "wim"}
    bas = plain(letters["bas"])
    assert "This was decided: Sign the licences By Karin, on 15 March 2027." in bas
    assert "you were named as somebody who must know" in bas
    assert letters["bas"]["Subject"] == "A decision you are part of"


def test_the_subject_and_the_letter_say_nothing_of_the_reasons(home: Oeverland, after: Post) -> None:
    letters = after(lambda: decides(home, why="The insurer insists.", **knows(home, "bas")))
    assert len(letters) == 2
    for letter in letters.values():
        assert not [word for word in (REASON, "insurer", "A card on every ward") if word in whole(letter)]
        assert home.decision.title not in str(letter["Subject"])
        assert "licence" not in str(letter["Subject"]).lower()


def test_a_later_day_and_something_smaller_are_told_as_such(home: Oeverland, after: Post) -> None:
    licence = home.commitments["licence"].pk
    later = after(
        lambda: postpone(
            actor=of(home, "karin"), commitment=licence, day=date(2027, 5, 28), now=NOW, **knows(home, "bas")
        )
    )
    assert "This was postponed: Sign the licences" in plain(later["bas"])
    assert "The new day is 28 May 2027." in plain(later["bas"])
    smaller = after(
        lambda: make_smaller(
            actor=of(home, "karin"),
            commitment=licence,
            what="One ward first",
            now=NOW,
            **knows(home, "femke"),
        )
    )
    assert set(smaller) == {"karin", "femke"}
    assert "This was made smaller:" in plain(smaller["femke"])


def test_every_decider_gets_the_line_and_it_holds_the_record(home: Oeverland, after: Post) -> None:
    seat_for(home, "nora", Role.DECIDER)
    letters = after(lambda: decides(home, **knows(home, "bas")))
    kept = str(head(of(home, "karin")))
    assert set(letters) == {"karin", "nora", "bas"}
    for name in ("karin", "nora"):
        assert f"beforehand verify FILE --head {kept}" in plain(letters[name])
        assert kept not in str(letters[name]["Subject"])
    assert kept not in whole(letters["bas"])
    line = next(word for word in plain(letters["nora"]).split() if word.startswith("1:"))
    assert verify(entries(of(home, "karin")), head_in(line)) == []
    # Later entries do not change what an earlier letter says, nor make it fail.
    postpone(
        actor=of(home, "karin"),
        commitment=home.commitments["letter"].pk,
        day=date(2027, 6, 1),
        must_know=(),
        now=NOW,
    )
    assert str(head(of(home, "karin"))) != line
    assert verify(entries(of(home, "karin")), head_in(line)) == []


def test_a_letter_that_is_kept_opens_nobodys_page(home: Oeverland, after: Post) -> None:
    letters = after(lambda: decides(home, **knows(home, "bas")))
    assert "/l/" not in whole(letters["karin"])
    assert f"/d/{home.decision.pk}/record/1/" in plain(letters["karin"])
    link = next(word for word in plain(letters["bas"]).split() if "/l/" in word and "record=" in word)
    there = home.client("bas").get(link.partition("testserver")[2])
    assert there["Location"] == f"/d/{home.decision.pk}/record/1/"


@pytest.mark.parametrize("more", ["record=-1", "record=1e3", "record=x", "record=99999999999", "look_back=x"])
def test_a_link_to_nothing_leads_to_the_decision(home: Oeverland, more: str) -> None:
    link = home.link("bas").partition("testserver")[2] + f"{home.decision.pk}/?{more}"
    assert home.client("bas").get(link)["Location"] == f"/d/{home.decision.pk}/"


def test_asked_again_nothing_is_told_again(home: Oeverland, after: Post) -> None:
    assert set(after(lambda: decides(home, **knows(home, "bas")))) == {"karin", "bas"}
    assert after(catch_up_records, lambda: catch_up_records(now=NOW)) == {}
    Message.objects.all().delete()  # as when their term has passed
    [told] = Told.objects.all()
    again = lambda: post_passed(decision=home.decision.pk, decided=told.subject_id)  # noqa: E731
    assert after(lambda: catch_up_records(now=NOW), again) == {}


def test_killed_before_it_was_asked_for_it_is_asked_for_later_once(home: Oeverland, after: Post) -> None:
    decides(home, **knows(home, "bas"))  # what is to be done after the commit is never done
    assert not Message.objects.filter(kind=Kind.PASSED).exists()
    soon = lambda: catch_up_records(now=NOW + timedelta(minutes=10))  # noqa: E731
    assert set(after(soon, soon)) == {"karin", "bas"}


def test_rolled_back_nobody_is_told(home: Oeverland, after: Post) -> None:
    def undone() -> None:
        with transaction.atomic():
            decides(home, **knows(home, "bas"))
            transaction.set_rollback(True)

    assert after(undone) == {}
    assert not Told.objects.exists()


@pytest.mark.parametrize("why", ["turned down", "erased", "left"])
def test_not_wanted_any_more_when_it_is_sent(home: Oeverland, after: Post, why: str) -> None:
    def happens() -> None:
        if why == "turned down":
            wants_nothing_of(home, "bas", Kind.PASSED)
        elif why == "erased":
            Person.objects.filter(pk=home.seats["bas"].person_id).update(erased_at=timezone.now())
        else:
            home.seats["bas"].roles.all().delete()

    assert set(after(lambda: decides(home, **knows(home, "bas")), happens)) == {"karin"}


def test_who_does_not_decide_any_more_when_it_is_sent_gets_no_line(home: Oeverland, after: Post) -> None:
    seat_for(home, "nora", Role.DECIDER, Role.PARTICIPANT)
    leaves = lambda: home.seats["nora"].roles.filter(role=Role.DECIDER).delete()  # noqa: E731
    assert set(after(lambda: decides(home, **knows(home, "bas")), leaves)) == {"karin", "bas"}


def test_in_dutch_the_words_of_the_decision_stay(home: Oeverland, after: Post) -> None:
    speaks(home, "bas", "nl")
    letters = after(lambda: decides(home, **knows(home, "bas")))
    assert "15 maart 2027" in plain(letters["bas"])
    assert "Sign the licences" in plain(letters["bas"])


# Looking back.


def on_the_day(home: Oeverland) -> None:
    Decision.objects.filter(pk=home.decision.pk).update(today=AGAIN)


def day(at: datetime = ON_THE_DAY) -> Callable[[], None]:
    return lambda: post_look_backs(now=at)


TAKE_PART = {"karin", "ingrid", "tom", "bas", "femke", "youssef", "marjolein"}


def test_on_the_day_who_takes_part_and_who_closes_it_hear_of_it_once(home: Oeverland, after: Post) -> None:
    decides(home)
    assert after(day()) == {}  # its day has not come
    on_the_day(home)
    letters = after(day(), day())
    assert set(letters) == TAKE_PART | {"lotte"}
    assert letters["femke"]["Subject"] == "Looking back"
    assert "The day has come to look back on this: Sign the licences" in plain(letters["femke"])
    closes = {name for name, letter in letters.items() if "You can close this look back" in plain(letter)}
    assert closes == {"karin", "lotte"}
    assert "Which conversation would have helped" not in plain(letters["lotte"])
    assert after(day(), day(ON_THE_DAY + timedelta(days=1))) == {}


def test_its_links_lead_to_the_look_back(home: Oeverland, after: Post) -> None:
    decides(home)
    on_the_day(home)
    letters = after(day())
    [found] = look_backs(of(home, "karin"))
    page = f"/d/{home.decision.pk}/look-back/{found.id}/"
    link = next(word for word in plain(letters["femke"]).split() if "look_back=" in word)
    assert home.client("femke").get(link.partition("testserver")[2])["Location"] == page
    assert f"testserver{page}" in plain(letters["lotte"])  # who facilitates signs in
    assert "/l/" not in plain(letters["lotte"])


def test_who_looked_back_already_gets_the_same_letter(home: Oeverland, after: Post) -> None:
    decides(home)
    on_the_day(home)
    [found] = look_backs(of(home, "femke"))
    look_back(actor=of(home, "femke"), day=found.id, done="no", now=NOW)
    letters = after(day())
    assert set(letters) == TAKE_PART | {"lotte"}
    same = [plain(letters[name]).replace(name.title(), "") for name in ("femke", "bas")]
    first, second = (words.partition("Look back:")[0] for words in same)
    assert first == second
    assert set(Message.objects.filter(kind=Kind.LOOK_BACK).values_list("state", flat=True)) == {"sent"}
    assert not [name for name in ("Femke", "femke@") if name in whole(letters["lotte"])]


def test_a_day_that_passed_while_nothing_ran_is_told_once_and_a_clock_that_goes_back_tells_nothing(
    home: Oeverland, after: Post
) -> None:
    decides(home)
    Decision.objects.filter(pk=home.decision.pk).update(today=None)
    late = ON_THE_DAY + timedelta(days=90)
    assert set(after(day(late))) == TAKE_PART | {"lotte"}
    Message.objects.all().delete()  # as when their term has passed
    back = [day(late + timedelta(days=n)) for n in (1, 400, -90, -200, 0)]
    assert after(*back) == {}


@pytest.mark.parametrize("why", ["closed", "stopped", "turned down", "left"])
def test_a_look_back_that_no_longer_holds_is_not_told(home: Oeverland, after: Post, why: str) -> None:
    decides(home)
    on_the_day(home)
    [found] = look_backs(of(home, "karin"))

    def happens() -> None:
        if why == "closed":
            with transaction.atomic():
                close_look_back(actor=of(home, "karin"), day=found.id, now=NOW)
            Told.objects.create(kind=Kind.LOOKED_BACK, subject_id=found.id, at=NOW)
        elif why == "stopped":
            Decision.objects.update(stage=Stage.STOPPED)
        elif why == "turned down":
            wants_nothing_of(home, "femke", Kind.LOOK_BACK)
        else:
            home.seats["femke"].roles.all().delete()

    letters = after(day(), happens)
    expected = set() if why in ("closed", "stopped") else (TAKE_PART - {"femke"}) | {"lotte"}
    assert set(letters) == expected


def test_in_a_decision_that_was_closed_people_still_look_back(home: Oeverland, after: Post) -> None:
    decides(home)
    on_the_day(home)
    Decision.objects.update(stage=Stage.DECIDED, decided_at=NOW)
    assert set(after(day())) == TAKE_PART | {"lotte"}


def test_who_was_never_invited_is_not_asked(home: Oeverland, after: Post) -> None:
    decides(home)
    on_the_day(home)
    Seat.objects.filter(pk=home.seats["bas"].pk).update(invited_at=None)
    assert "bas" not in after(day())


def test_when_it_closed_what_came_of_it_can_be_read(home: Oeverland, after: Post) -> None:
    after(lambda: decides(home))
    on_the_day(home)
    [found] = look_backs(of(home, "karin"))
    look_back(actor=of(home, "femke"), day=found.id, done="no", now=NOW)
    closing = lambda: close_look_back(actor=of(home, "lotte"), day=found.id, now=NOW)  # noqa: E731
    letters = after(closing, catch_up_records)
    assert set(letters) == TAKE_PART
    assert "You can read what came of it." in plain(letters["bas"])
    kept = str(head(of(home, "karin")))
    assert kept.startswith("2:")
    assert f"--head {kept}" in plain(letters["karin"])
    assert "/l/" not in whole(letters["karin"])
    assert kept not in whole(letters["bas"])
    for letter in letters.values():
        others = {name.title() for name in TAKE_PART} - {str(letter["To"]).partition("@")[0].title()}
        assert not [name for name in others if name in plain(letter)]


def test_a_close_that_was_not_told_is_told_later_once(home: Oeverland, after: Post) -> None:
    after(lambda: decides(home))
    on_the_day(home)
    [found] = look_backs(of(home, "karin"))
    close_look_back(actor=of(home, "karin"), day=found.id, now=NOW)
    soon = lambda: catch_up_records(now=NOW + timedelta(minutes=10))  # noqa: E731
    assert set(after(soon, soon)) == TAKE_PART


def test_asking_does_not_cost_more_with_more_people(home: Oeverland) -> None:
    decides(home)
    on_the_day(home)

    def cost() -> int:
        Told.objects.all().delete()
        with CaptureQueriesContext(connection) as counted:
            post_look_backs(now=ON_THE_DAY)
        posts = sum("outbox_message" in q["sql"] or "django_q" in q["sql"] for q in counted.captured_queries)
        points = sum("SAVEPOINT" in q["sql"] for q in counted.captured_queries)
        return len(counted) - posts - points

    first = cost()
    for n in range(6):
        seat_for(home, f"more{n}", Role.PARTICIPANT, side="care")
    Seat.objects.filter(invited_at=None).update(invited_at=NOW)
    assert cost() == first


def test_standing_by_account_is_asked_only_for_who_is_told(home: Oeverland, after: Post) -> None:
    """Peter pays for it and Wim watches over it: neither looks back nor closes."""
    decides(home)
    on_the_day(home)
    assert not {"peter", "wim"} & set(after(day()))
    assert replace(of(home, "peter"), today=AGAIN).roles == {Role.SPONSOR}


def names(home: Oeverland, name: str) -> None:
    """Somebody watches over the benefit, as the done table said."""
    body = {"commitment": str(home.commitments["licence"].pk), "seat": str(home.seats[name].pk)}
    Fact.objects.create(decision=home.decision, kind="benefits_owner", ref="b", day=NOW.date(), body=body)


def test_who_watches_over_the_benefit_hears_that_the_look_back_waits_and_who_does_not_hears_nothing(
    home: Oeverland, after: Post
) -> None:
    """Piet and Paula both pay for it and were never invited; Piet alone watches over the benefit."""
    for name in ("piet", "paula"):
        seat_for(home, name, Role.SPONSOR, side=None)
    names(home, "piet")
    after(lambda: decides(home))
    on_the_day(home)
    letters = after(day(), day())
    assert set(letters) == TAKE_PART | {"lotte", "piet"}
    piet = plain(letters["piet"])
    assert "You watch over the benefit. So this look back asks you whether the benefit is there." in piet
    assert "Which conversation would have helped" not in piet
    assert "You can close this look back" not in piet
    assert letters["piet"]["Subject"] == "Looking back"
    assert not [word for word in (REASON, "A card on every ward") if word in whole(letters["piet"])]
    for name in (TAKE_PART | {"lotte"}) - {"piet"}:
        assert "watch over the benefit" not in whole(letters[name]), name
        assert "Piet" not in whole(letters[name]), name
    link = next(word for word in piet.split() if "look_back=" in word)
    client = home.client("piet")
    page = client.get(client.get(link.partition("testserver")[2])["Location"]).content.decode()
    assert 'name="benefits"' in page


def test_who_watches_and_takes_part_is_told_that_this_one_answer_is_read(
    home: Oeverland, after: Post
) -> None:
    names(home, "femke")
    after(lambda: decides(home))
    on_the_day(home)
    letters = after(day())
    assert set(letters) == TAKE_PART | {"lotte"}
    assert "That one answer is read, with your name" in plain(letters["femke"])
    assert "What you answer is read by nobody." in plain(letters["bas"])
    assert "That one answer" not in plain(letters["bas"])


@pytest.mark.parametrize("why", ["confidant", "erased", "forgotten"])
def test_who_cannot_open_it_any_more_or_is_forgotten_is_not_told(
    home: Oeverland, after: Post, why: str
) -> None:
    seat_for(home, "piet", Role.SPONSOR, side=None)
    names(home, "piet")
    after(lambda: decides(home))
    on_the_day(home)

    def happens() -> None:
        if why == "confidant":
            home.seats["piet"].roles.update(role=Role.CONFIDANT)
        elif why == "erased":
            Person.objects.filter(pk=home.seats["piet"].person_id).update(erased_at=timezone.now())
        else:
            erase_person(decision=home.decision.pk, seat=home.seats["piet"].pk, at=NOW)

    assert set(after(happens, day())) == TAKE_PART | {"lotte"}
