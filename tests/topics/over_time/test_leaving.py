"""What is kept of somebody in topics over time: read, taken along, told by mail, forgotten, and gone when its term is."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.utils import timezone
from tests.notifications.conftest import delivered, listening, office, plain  # noqa: F401
from tests.oeverland import Oeverland
from tests.topics.over_time.story import NOW, analyse, events, of, topic, unheard
from tests.topics.saying import says

from beforehand.decisions.choices import Stage
from beforehand.decisions.models import Decision
from beforehand.notifications.actions import catch_up
from beforehand.people.access import Arrival
from beforehand.perspectives.actions import reply
from beforehand.stewardship.actions import erase, run_retention
from beforehand.topics.actions import answer_holder, ask_holder, confirm_collision, set_aside_topic
from beforehand.topics.models import Collision, CollisionMember, HolderConsent, Topic, TopicEvent
from beforehand.vault.processes.analyst import analyst

pytestmark = pytest.mark.django_db
Delivered = Callable[[], list[EmailMessage]]
MODELS = (Topic, TopicEvent, HolderConsent, Collision, CollisionMember)


@pytest.fixture
def told(home: Oeverland) -> Oeverland:
    """Femke shares what rests on her; her assumption collides with Tom's; Lotte set the questions aside."""
    unheard(home)
    analyse(home)
    lotte, femke = of(home, "lotte"), home.seats["femke"]
    consent = ask_holder(actor=lotte, pattern="P01", seat=femke.pk, now=NOW)
    analyse(home)
    answer_holder(actor=of(home, "femke"), consent=consent, yes=True, now=NOW)
    both = [
        says(home.seats[n], "assumptions", f"As {n} sees it.", importance=5, certainty=3)
        for n in ("femke", "tom")
    ]
    confirm_collision(actor=lotte, statements=both, kind="fact")
    set_aside_topic(actor=lotte, topic=topic(home, "P06"), reason="Later.", now=NOW)
    analyse(home)
    return home


def counts(home: Oeverland) -> dict[str, int]:
    return {m.__name__: m.objects.scoped(analyst(home.decision.pk)).count() for m in MODELS}


def leave(home: Oeverland, name: str) -> None:
    seat = home.seats[name]
    erase(
        actor=Arrival(
            person=seat.person_id, organisation=home.organisation.pk, name=name, language="en",
            strong=True, administrator=False,
        )
    )  # fmt: skip


def test_who_leaves_leaves_no_topic_about_them(told: Oeverland) -> None:
    kept = events(told, "P06")
    assert events(told, "P01") == [["opened", "consented"]]
    leave(told, "femke")
    assert events(told, "P01") == []
    assert events(told, "P01", "shared") == []
    assert counts(told)["HolderConsent"] == 0
    assert CollisionMember.objects.scoped(analyst(told.decision.pk)).count() == 1  # Tom's own
    assert kept


def test_a_facilitator_who_leaves_takes_the_reasons_along(told: Oeverland) -> None:
    leave(told, "lotte")
    row = TopicEvent.objects.scoped(analyst(told.decision.pk)).get(what="set_aside")
    assert row.reason is None
    assert row.by_id is None


def test_what_the_facilitator_saw_goes_at_the_decision_and_the_rest_with_the_answers(told: Oeverland) -> None:
    now = timezone.now()
    Decision.objects.update(stage=Stage.DECIDED, decided_at=now)
    run_retention(now=now + timedelta(days=1))
    scopes = set(Topic.objects.scoped(analyst(told.decision.pk)).values_list("scope", flat=True))
    assert scopes == {"shared"}
    assert counts(told)["HolderConsent"] == 1
    run_retention(now=now + timedelta(days=400))
    assert set(counts(told).values()) == {0}


def test_femke_reads_and_takes_along_what_she_was_asked_and_what_was_done(told: Oeverland) -> None:
    from beforehand.perspectives.models import Perspective
    from beforehand.vault.guard import Author

    seat = told.seats["femke"]
    statement = says(seat, "risks", "The night shift waits.", release=1)
    Perspective.objects.scoped(Author(seat.pk)).update(sent_at=NOW)
    reply(actor=of(told, "lotte"), statement=statement, outcome="not", why="It is too late.", now=NOW)
    page = (
        told.client("femke", HTTP_ACCEPT_LANGUAGE="en").get(f"/d/{told.decision.pk}/rights/").content.decode()
    )
    assert "It is too late." in page
    assert "you said yes" in page
    taken = told.client("femke", HTTP_ACCEPT_LANGUAGE="en").post("/rights/take/").content.decode()
    if "It is too late." not in taken:
        taken = told.client("femke", HTTP_ACCEPT_LANGUAGE="en").get("/rights/take/").content.decode()
    assert "It is too late." in taken
    assert '"given": true' in taken
    assert (
        "It is too late."
        not in told.client("tom", HTTP_ACCEPT_LANGUAGE="en")
        .get(f"/d/{told.decision.pk}/rights/")
        .content.decode()
    )


def test_femke_hears_by_mail_that_there_is_something_and_nothing_of_what(
    listening: Oeverland,  # noqa: F811
    delivered: Delivered,  # noqa: F811
    django_capture_on_commit_callbacks: Any,
) -> None:
    home = listening
    home.decision.seats.update(invited_at=timezone.now() - timedelta(days=3))
    statement = says(home.seats["femke"], "risks", "The night shift waits.", release=1)
    with django_capture_on_commit_callbacks(execute=True):
        reply(
            actor=of(home, "lotte"), statement=statement, outcome="not", why="It is too late.",
            now=timezone.now(),
        )  # fmt: skip
    (letter,) = delivered()
    assert letter["To"] == "femke@oeverland.example"
    text = plain(letter)
    assert "Something was done with what you said." in text
    for hidden in ("night shift", "too late", "Lotte", "not taken"):
        assert hidden not in text
    catch_up()
    assert delivered() == []


def test_femke_hears_by_mail_that_she_is_asked_something(
    listening: Oeverland,  # noqa: F811
    delivered: Delivered,  # noqa: F811
) -> None:
    home = listening
    home.decision.seats.update(invited_at=timezone.now() - timedelta(days=3))
    unheard(home)
    analyse(home)
    ask_holder(actor=of(home, "lotte"), pattern="P01", seat=home.seats["femke"].pk, now=timezone.now())
    catch_up()  # a server that was killed right after asks again
    letters = {str(letter["To"]): plain(letter) for letter in delivered()}
    assert "Your facilitator asks you something." in letters["femke@oeverland.example"]
    assert list(letters) == ["femke@oeverland.example"]
