"""What came of it: a topic closes on a text every side confirmed or on changed answers, and on nothing else."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.beginning import told_once
from tests.conversations.story import (
    ALONE,
    NOW,
    QUESTION,
    analyse,
    of,
    own_invited,
    proposed,
    seen,
    told,
)
from tests.oeverland import Oeverland
from tests.topics.over_time.story import events, rewords

from beforehand.conversations import signals
from beforehand.conversations.actions import (
    answer_asked,
    ask_those_concerned,
    confirm_outcome,
    forget_talks_of,
    hold_talk,
    record_outcome,
)
from beforehand.conversations.models import Asked, Confirmation, Outcome
from beforehand.conversations.queries import OutcomeSeen, room
from beforehand.decisions.models import Fact
from beforehand.topics.queries import latest, timeline
from beforehand.vault.guard import Author
from beforehand.vault.processes.closer import closer

pytestmark = pytest.mark.django_db
TEXT = "Staff sign in at the bedside within three seconds, from 1 October."


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return told(home)


def met(home: Oeverland, *names: str) -> tuple[UUID, UUID]:
    """These people met about the question (P06); return the conversation and its one item."""
    [about] = proposed(home, QUESTION).topics
    talk = own_invited(home, *names, kind=QUESTION, topics=[about])
    hold_talk(actor=of(home, "lotte"), conversation=talk, now=NOW)
    [item] = seen(home, "lotte", talk).items
    return talk, item.id


def writes(home: Oeverland, item: UUID, *, by: str = "lotte", kind: str = "shared_text", **more: Any) -> UUID:
    more = {"over": None, "text": TEXT if kind == "shared_text" else "", "now": NOW, **more}
    return record_outcome(actor=of(home, by), item=item, kind=kind, **more)


def says(home: Oeverland, outcome: UUID, *names: str, agrees: bool = True, words: str = "") -> None:
    for name in names:
        confirm_outcome(actor=of(home, name), outcome=outcome, agrees=agrees, words=words, now=NOW)


def outcome(home: Oeverland, name: str, talk: UUID) -> OutcomeSeen:
    [item] = seen(home, name, talk).items
    assert item.outcome is not None
    return item.outcome


def listed(home: Oeverland, name: str) -> tuple[set[str], set[str]]:
    """Return what stands in the list, and what is closed, for one reader."""
    found = latest(of(home, name))
    assert found is not None
    return {t.pattern for t in found.topics}, {t.pattern for t in found.closed}


def test_a_meeting_closes_nothing(home: Oeverland) -> None:
    met(home, "femke", "ingrid", "karin")
    analyse(home)
    assert events(home, "P06") == [["opened"]]
    assert "P06" in listed(home, "lotte")[0]


def test_a_text_closes_once_every_side_confirmed_it(home: Oeverland) -> None:
    talk, item = met(home, "femke", "youssef", "ingrid", "karin")
    text = writes(home, item)
    says(home, text, "femke", "karin")
    assert events(home, "P06") == [["opened"]], "who asks the other question did not confirm it yet"
    says(home, text, "ingrid")
    assert events(home, "P06") == [["opened", "text_confirmed", "closed"]]
    assert events(home, "P06", "shared") == [["opened", "text_confirmed", "closed"]]
    assert outcome(home, "femke", talk).confirmed_by == ("Board", "Care", "It")
    for name in ("lotte", "tom"):
        there, closed = listed(home, name)
        assert "P06" not in there
        assert closed == {"P06"}
    title = next(line.story for line in timeline(of(home, "tom")) if line.pattern == "P06")
    assert title.stands == "closed"


def test_an_analysis_that_says_the_same_leaves_it_closed_and_one_that_does_not_opens_it(
    home: Oeverland,
) -> None:
    _, item = met(home, "femke", "ingrid", "karin")
    says(home, writes(home, item), "femke", "ingrid", "karin")
    analyse(home)
    assert events(home, "P06") == [["opened", "text_confirmed", "closed"]]
    rewords(home, "ingrid", "question", "How do we close the hole before the summer?")
    analyse(home)
    assert events(home, "P06") == [["opened", "text_confirmed", "closed", "reopened"]]
    assert "P06" in listed(home, "lotte")[0]


def test_no_conversation_is_proposed_that_is_only_about_what_closed(home: Oeverland) -> None:
    """They talked about the question at another table; what was proposed for it alone is needed no more."""

    def proposed_now() -> set[str]:
        found = room(of(home, "lotte"), room=6)
        assert found is not None
        return {x.kind for x in (*found.next, *found.later, *found.did_not_fit)}

    [about] = proposed(home, QUESTION).topics
    talk = own_invited(home, "femke", "ingrid", "karin", kind="aannamegesprek", topics=[about])
    hold_talk(actor=of(home, "lotte"), conversation=talk, now=NOW)
    assert QUESTION in proposed_now()
    [item] = seen(home, "lotte", talk).items
    says(home, writes(home, item.id), "femke", "ingrid", "karin")
    assert QUESTION not in proposed_now()
    assert ALONE in proposed_now()


def test_one_on_a_side_who_says_no_keeps_it_open(home: Oeverland) -> None:
    _, item = met(home, "femke", "youssef", "ingrid", "karin")
    text = writes(home, item)
    says(home, text, "youssef", agrees=False)
    says(home, text, "femke", "ingrid", "karin")
    assert events(home, "P06") == [["opened"]]
    says(home, text, "youssef")
    assert events(home, "P06") == [["opened", "text_confirmed", "closed"]]


def test_a_yes_that_is_taken_back_opens_it_again(home: Oeverland) -> None:
    _, item = met(home, "femke", "ingrid", "karin")
    text = writes(home, item)
    says(home, text, "femke", "ingrid", "karin")
    says(home, text, "ingrid", agrees=False)
    assert events(home, "P06") == [["opened", "text_confirmed", "closed", "reopened"]]
    assert events(home, "P06", "shared") == [["opened", "text_confirmed", "closed", "reopened"]]
    assert "P06" in listed(home, "tom")[0]


def test_another_text_has_to_be_confirmed_anew(home: Oeverland) -> None:
    talk, item = met(home, "femke", "ingrid", "karin")
    text = writes(home, item)
    says(home, text, "femke", "ingrid", "karin")
    new = writes(home, item, text="Something else.", over=text)
    assert events(home, "P06") == [["opened", "text_confirmed", "closed", "reopened"]]
    assert outcome(home, "femke", talk).confirmed_by == ()
    with pytest.raises(ValidationError):
        says(home, text, "femke")
    says(home, new, "femke", "ingrid", "karin")
    assert events(home, "P06")[0][-1] == "closed"


def test_two_facilitators_write_at_once_and_nothing_is_lost(home: Oeverland) -> None:
    talk, item = met(home, "femke", "ingrid", "karin")
    first = writes(home, item)
    with pytest.raises(ValidationError) as refused:
        writes(home, item, by="hanna", text="What Hanna typed.")
    assert refused.value.code == "changed"
    assert TEXT not in str(refused.value)
    assert outcome(home, "hanna", talk).text == TEXT
    second = writes(home, item, by="hanna", text="What Hanna typed.", over=first)
    with pytest.raises(ValidationError):
        writes(home, item, text="Lotte again.", over=first)
    rows = Outcome.objects.scoped(closer(home.decision.pk)).filter(item_id=item)
    assert set(rows.values_list("pk", "current")) == {(first, False), (second, True)}


@pytest.mark.parametrize("name", ["femke", "karin", "tom", "wim"])
def test_who_does_not_lead_it_writes_no_outcome(home: Oeverland, name: str) -> None:
    _, item = met(home, "femke", "ingrid", "karin")
    with pytest.raises(PermissionDenied):
        writes(home, item, by=name)
    text = writes(home, item, by="hanna")
    with pytest.raises(PermissionDenied):
        ask_those_concerned(actor=of(home, name), outcome=text, now=NOW)


@pytest.mark.parametrize("name", ["tom", "lotte", "hanna", "wim", "peter"])
def test_who_was_not_in_it_confirms_nothing(home: Oeverland, name: str) -> None:
    talk, item = met(home, "femke", "ingrid", "karin")
    text = writes(home, item)
    with pytest.raises(PermissionDenied):
        confirm_outcome(actor=of(home, name), outcome=text, agrees=True, now=NOW)
    assert outcome(home, "lotte", talk).confirmed_by == ()


def test_agreed_to_differ_stands_in_each_one_s_own_words_and_closes_nothing(home: Oeverland) -> None:
    talk, item = met(home, "femke", "ingrid", "karin")
    differ = writes(home, item, kind="agreed_to_differ")
    with pytest.raises(ValidationError):
        says(home, differ, "femke")
    says(home, differ, "femke", words="For me the bedside comes first.")
    says(home, differ, "ingrid", words="For me the hole comes first.")
    says(home, differ, "karin", words="I hear both.")
    assert [(w.name, w.text) for w in outcome(home, "karin", talk).own_words] == [
        ("Karin", "I hear both."),
        ("Femke", "For me the bedside comes first."),
        ("Ingrid", "For me the hole comes first."),
    ]
    row = Confirmation.objects.scoped(Author(home.seats["femke"].pk)).get()
    assert b"bedside" not in row.words.ciphertext
    assert events(home, "P06") == [["opened"]]


def test_somebody_finds_out_how_and_before_when(home: Oeverland) -> None:
    talk, item = met(home, "femke", "ingrid", "karin")
    tom = home.seats["tom"].pk
    for bad in (
        {"owner": None, "how": "Ask the supplier", "due": date(2027, 4, 1)},
        {"owner": tom, "how": "", "due": date(2027, 4, 1)},
        {"owner": tom, "how": "Ask the supplier", "due": None},
        {"owner": tom, "how": "Ask the supplier", "due": date(2027, 3, 14)},
        {"owner": uuid4(), "how": "Ask the supplier", "due": date(2027, 4, 1)},
    ):
        with pytest.raises(ValidationError):
            writes(home, item, kind="find_out", **bad)
    asked = writes(
        home,
        item,
        kind="find_out",
        owner=tom,
        how="Ask the supplier",
        due=date(2027, 4, 1),
        changed="The start",
    )
    found = outcome(home, "femke", talk)
    assert (found.owner, found.how, found.due, found.changed) == (
        "Tom",
        "Ask the supplier",
        date(2027, 4, 1),
        "The start",
    )
    with pytest.raises(ValidationError):
        says(home, asked, "femke")


@pytest.mark.parametrize("text", ["", " ", "x" * 2001, "a\x00"])
def test_a_shared_text_can_be_kept_or_is_refused(home: Oeverland, text: str) -> None:
    _, item = met(home, "femke", "ingrid", "karin")
    with pytest.raises(ValidationError):
        writes(home, item, text=text)
    with pytest.raises(ValidationError):
        writes(home, item, kind="won")
    assert writes(home, item, kind="open")


def test_afterwards_those_concerned_are_asked_once_each(
    home: Oeverland, django_capture_on_commit_callbacks: Any
) -> None:
    heard: list[Any] = []

    def hear(sender: object, **more: Any) -> None:
        heard.append(more["seats"])

    signals.people_asked.connect(hear)
    _, item = met(home, "femke", "ingrid", "karin")
    text = writes(home, item)
    with django_capture_on_commit_callbacks(execute=True):
        ask_those_concerned(actor=of(home, "lotte"), outcome=text, now=NOW)
        ask_those_concerned(actor=of(home, "lotte"), outcome=text, now=NOW)
    signals.people_asked.disconnect(hear)
    rows = Asked.objects.scoped(closer(home.decision.pk)).values_list("seat_id", flat=True)
    assert [sorted(map(str, seats)) for seats in heard] == [sorted(map(str, rows))]
    # Who asks one of the two questions; Karin asked none, and is not asked.
    assert set(rows) == {home.seats["femke"].pk, home.seats["ingrid"].pk}


def asked(home: Oeverland) -> tuple[UUID, UUID]:
    talk, item = met(home, "femke", "ingrid", "karin")
    text = writes(home, item)
    ask_those_concerned(actor=of(home, "lotte"), outcome=text, now=NOW)
    return talk, text


def changes(home: Oeverland, outcome: UUID, **said: str) -> None:
    for name, changed in said.items():
        answer_asked(actor=of(home, name), outcome=outcome, changed=changed, now=NOW)


def test_a_topic_closes_when_all_who_were_asked_say_their_answer_changed(home: Oeverland) -> None:
    talk, text = asked(home)
    changes(home, text, femke="changed")
    assert events(home, "P06") == [["opened"]]
    changes(home, text, ingrid="same")
    assert events(home, "P06") == [["opened"]]
    changes(home, text, ingrid="changed")
    assert events(home, "P06") == [["opened", "closed"]]
    assert outcome(home, "femke", talk).asked_me == "changed"
    assert [f.body["changed"] for f in Fact.objects.filter(kind="conversation_held")] == [True]


def test_and_opens_again_when_one_says_it_did_not_after_all(home: Oeverland) -> None:
    _, text = asked(home)
    changes(home, text, femke="changed", ingrid="changed")
    changes(home, text, femke="same")
    assert events(home, "P06") == [["opened", "closed", "reopened"]]


def test_nothing_changed_is_told_to_the_engine_once_all_said_so(home: Oeverland) -> None:
    _, text = asked(home)
    changes(home, text, femke="same")
    assert Fact.objects.get(kind="conversation_held").body["changed"] is None
    changes(home, text, ingrid="same")
    assert Fact.objects.get(kind="conversation_held").body["changed"] is False


@pytest.mark.parametrize("name", ["karin", "lotte", "tom", "wim"])
def test_who_was_not_asked_answers_nothing(home: Oeverland, name: str) -> None:
    _, text = asked(home)
    with pytest.raises(PermissionDenied):
        answer_asked(actor=of(home, name), outcome=text, changed="changed", now=NOW)
    with pytest.raises(ValidationError):
        changes(home, text, femke="perhaps")


def test_after_a_confidential_one_the_shared_list_stays_as_it_is(home: Oeverland) -> None:
    """What closes after a talk that exists only for those in it closes in the facilitator's list alone."""
    [about] = proposed(home, QUESTION).topics
    talk = own_invited(home, "femke", "ingrid", kind="zorggesprek", topics=[about])
    hold_talk(actor=of(home, "lotte"), conversation=talk, now=NOW)
    [item] = seen(home, "lotte", talk).items
    text = writes(home, item.id, kind="open")
    with pytest.raises(PermissionDenied):
        ask_those_concerned(actor=of(home, "hanna"), outcome=text, now=NOW)
    before = timeline(of(home, "tom"))
    ask_those_concerned(actor=of(home, "lotte"), outcome=text, now=NOW)
    changes(home, text, femke="changed", ingrid="changed")
    assert events(home, "P06") == [["opened", "closed"]]
    assert events(home, "P06", "shared") == [["opened"]]
    assert timeline(of(home, "tom")) == before


def test_who_leaves_is_in_no_conversation_any_more(home: Oeverland) -> None:
    talk, item = met(home, "femke", "ingrid", "karin")
    text = writes(home, item)
    says(home, text, "femke", "ingrid", "karin")
    forget_talks_of(home.decision.pk, home.seats["femke"].pk)
    assert [p.name for p in seen(home, "lotte", talk).line.people] == ["Ingrid", "Karin"]
    assert not Confirmation.objects.scoped(Author(home.seats["femke"].pk)).exists()
    assert outcome(home, "karin", talk).text == TEXT
