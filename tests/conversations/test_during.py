"""While they prepare and talk: what is played back, what each writes alone, assumptions, and when it is done."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.beginning import told_once
from tests.conversations.story import DONE, NOW, of, own_invited, row, seen, told
from tests.oeverland import Oeverland

from beforehand.conversations.actions import (
    Done,
    Item,
    change_talk,
    confirm_outcome,
    drop_assumption,
    forget_talks_of,
    hold_talk,
    lay_open,
    note_nod,
    record_outcome,
    set_agenda,
    skip_question,
    withdraw_ahead,
    write_ahead,
    write_assumption,
)
from beforehand.conversations.models import Assumption, WrittenAhead
from beforehand.conversations.queries import AssumptionSeen, aloud
from beforehand.conversations.queries.during import AheadTable, CourseSeen
from beforehand.decisions.choices import Stage
from beforehand.decisions.models import Decision, Fact
from beforehand.vault.guard import Author

pytestmark = pytest.mark.django_db
MEANING, ASSUMED, AHEAD = "betekenisgesprek", "aannamegesprek", "premortem"
WORD = "The badge readers came a year late."


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return told(home)


def meaning(home: Oeverland) -> UUID:
    return own_invited(home, "femke", "youssef", "ingrid", kind=MEANING)


def course(home: Oeverland, name: str, talk: UUID) -> CourseSeen:
    found = seen(home, name, talk).course
    assert found is not None
    return found


def nods(
    home: Oeverland, talk: UUID, question: str, side: str, *, by: str = "lotte", yes: bool = True
) -> None:
    voice = str(home.sides[side].pk)
    note_nod(actor=of(home, by), conversation=talk, question=question, voice=voice, nodded=yes)


def stands(home: Oeverland, name: str, talk: UUID) -> list[list[str]]:
    """Return by question who nodded, as somebody reads it."""
    return [[n.voice.name for n in q.nods if n.nodded] for q in course(home, name, talk).questions]


def open_now(home: Oeverland, talk: UUID) -> list[bool]:
    return [q.open for q in course(home, "femke", talk).questions]


def test_the_next_question_opens_once_both_sides_nodded(home: Oeverland) -> None:
    talk = meaning(home)
    assert open_now(home, talk) == [True, False, False]
    nods(home, talk, "why", "care")
    assert open_now(home, talk) == [True, False, False]
    nods(home, talk, "why", "it")
    nods(home, talk, "why", "it")
    assert open_now(home, talk) == [True, True, False]
    assert stands(home, "femke", talk) == [["Care", "It"], [], []]
    nods(home, talk, "why", "it", yes=False)
    assert open_now(home, talk) == [True, False, False]


def test_a_question_can_be_skipped_and_come_back_to(home: Oeverland) -> None:
    talk = meaning(home)
    skip_question(actor=of(home, "lotte"), conversation=talk, question="why", skipped=True)
    assert open_now(home, talk) == [True, True, False]
    skip_question(actor=of(home, "lotte"), conversation=talk, question="why", skipped=False)
    assert open_now(home, talk) == [True, False, False]


@pytest.mark.parametrize(
    ("question", "side", "code"),
    [("stake", "care", "order"), ("nothing", "care", "question"), ("why", "board", "question")],
)
def test_what_is_not_asked_now_is_not_noted(home: Oeverland, question: str, side: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        nods(home, meaning(home), question, side)
    assert refused.value.code == code


def test_who_leads_it_notes_and_who_is_in_it_does_not(home: Oeverland) -> None:
    talk = meaning(home)
    nods(home, talk, "why", "care", by="hanna")
    for name in ("femke", "tom", "karin"):
        with pytest.raises(PermissionDenied):
            nods(home, talk, "why", "it", by=name)
        with pytest.raises(PermissionDenied):
            skip_question(actor=of(home, name), conversation=talk, question="why", skipped=True)
    assert stands(home, "ingrid", talk) == [["Care"], [], []]


def test_afterwards_nobody_reads_who_did_not_nod_nor_who_was_not_there_who_did(home: Oeverland) -> None:
    talk = meaning(home)
    nods(home, talk, "why", "care")
    assert [len(q.nods) for q in course(home, "hanna", talk).questions] == [2, 2, 2]
    hold_talk(actor=of(home, "lotte"), conversation=talk, now=NOW)
    assert [[n.voice.name for n in q.nods] for q in course(home, "femke", talk).questions] == [
        ["Care"],
        [],
        [],
    ]
    assert [len(q.nods) for q in course(home, "hanna", talk).questions] == [0, 0, 0]
    with pytest.raises(ValidationError):
        nods(home, talk, "why", "it")


def test_where_one_side_sits_everybody_nods_at_once(home: Oeverland) -> None:
    talk = own_invited(home, "femke", "youssef", kind=MEANING)
    [voice] = [n.voice for n in course(home, "femke", talk).questions[0].nods]
    note_nod(actor=of(home, "lotte"), conversation=talk, question="why", voice=voice.id, nodded=True)
    assert open_now(home, talk) == [True, True, False]


def assumed(home: Oeverland) -> tuple[UUID, UUID]:
    """Femke, Ingrid and Karin talk about one thing they take for granted."""
    talk = own_invited(home, "femke", "ingrid", "karin", kind=ASSUMED)
    set_agenda(actor=of(home, "lotte"), conversation=talk, items=[Item(text="The readers")])
    [item] = seen(home, "lotte", talk).items
    return talk, item.id


def writes(home: Oeverland, item: UUID, *, by: str = "lotte", over: UUID | None = None, **more: Any) -> UUID:
    more = {"text": "They come in March.", **more}
    return write_assumption(actor=of(home, by), item=item, over=over, now=NOW, **more)


def table(home: Oeverland, name: str, talk: UUID) -> tuple[AssumptionSeen, ...]:
    [item] = seen(home, name, talk).items
    return item.assumptions


def test_an_assumption_has_a_signpost_what_is_done_an_owner_and_a_day(home: Oeverland) -> None:
    talk, item = assumed(home)
    told = {"signpost": "No date in January", "shaping": "Order now", "hedging": "Keep the tokens"}
    writes(home, item, owner=home.seats["femke"].pk, due=date(2027, 4, 1), **told)
    [said] = table(home, "ingrid", talk)
    assert (said.signpost, said.shaping, said.hedging) == tuple(told.values())
    assert (said.owner, said.due) == ("Femke", date(2027, 4, 1))
    wall = aloud(of(home, "karin"), talk)
    assert wall is not None
    assert [a.text for a in wall.items[0].assumptions] == ["They come in March."]


def test_of_two_who_write_one_assumption_the_second_is_asked(home: Oeverland) -> None:
    talk, item = assumed(home)
    first = writes(home, item)
    second = writes(home, item, over=first, by="hanna", text="They come in May.")
    with pytest.raises(ValidationError) as refused:
        writes(home, item, over=first, text="They come in June.")
    assert refused.value.code == "changed"
    assert [(a.id, a.text) for a in table(home, "lotte", talk)] == [(second, "They come in May.")]
    drop_assumption(actor=of(home, "lotte"), item=item, over=second)
    assert table(home, "lotte", talk) == ()


def test_who_is_in_it_writes_no_assumption_and_nobody_else_reads_one(home: Oeverland) -> None:
    _, item = assumed(home)
    kept = writes(home, item, by="hanna")
    for name in ("femke", "tom"):
        with pytest.raises(PermissionDenied):
            writes(home, item, by=name)
        with pytest.raises(PermissionDenied):
            drop_assumption(actor=of(home, name), item=item, over=kept)
    assert Assumption.objects.scoped(of(home, "femke").reader).exists()
    assert not Assumption.objects.scoped(of(home, "tom").reader).exists()


def done(home: Oeverland, benefits: str, **more: Any) -> Done:
    care, it = str(home.sides["care"].pk), str(home.sides["it"].pk)
    told = {
        "flow": {care: "Nobody waits"},
        "sound": {it: "No call at night"},
        "criteria": "Within three seconds.",
    }
    return Done(benefits=home.seats[benefits].pk, **{**told, **more})


def done_talk(home: Oeverland) -> tuple[UUID, UUID]:
    talk = own_invited(home, "femke", "ingrid", "karin", kind=DONE)
    set_agenda(actor=of(home, "lotte"), conversation=talk, items=[Item(text="Done")])
    [item] = seen(home, "lotte", talk).items
    return talk, item.id


def record(home: Oeverland, item: UUID, given: Done) -> UUID:
    return record_outcome(
        actor=of(home, "lotte"), item=item, kind="shared_text", over=None, text="Both.", done=given, now=NOW
    )


def test_when_it_is_done_stands_with_the_outcome(home: Oeverland) -> None:
    talk, item = done_talk(home)
    record(home, item, done(home, "femke"))
    outcome = seen(home, "ingrid", talk).items[0].outcome
    assert outcome is not None
    assert outcome.done is not None
    said = [(s.name, s.flow, s.sound) for s in outcome.done.sides]
    assert said == [("Care", "Nobody waits", ""), ("It", "", "No call at night")]
    assert (outcome.done.criteria, outcome.done.benefits) == ("Within three seconds.", "Femke")
    assert outcome.done.outside_known


def test_who_owns_the_benefits_is_written_down_once_every_side_confirmed(home: Oeverland) -> None:
    talk, item = done_talk(home)
    moment = str(home.commitments["licence"].pk)
    change_talk(actor=of(home, "lotte"), conversation=talk, serves=[home.commitments["licence"].pk])
    text = record(home, item, done(home, "femke"))

    def owners() -> dict[str, str]:
        facts = Fact.objects.filter(decision=home.decision, kind="benefits_owner")
        return {fact.body["commitment"]: fact.body["seat"] for fact in facts}

    for name in ("femke", "ingrid", "karin"):
        assert owners() == {}, "not before all sides have said so"
        confirm_outcome(actor=of(home, name), outcome=text, agrees=True, now=NOW)
    assert owners() == {moment: str(home.seats["femke"].pk)}
    confirm_outcome(actor=of(home, "ingrid"), outcome=text, agrees=False, now=NOW)
    assert owners() == {}
    confirm_outcome(actor=of(home, "ingrid"), outcome=text, agrees=True, now=NOW)
    forget_talks_of(home.decision.pk, home.seats["femke"].pk)
    assert owners() == {}


def test_somebody_of_it_does_not_own_the_benefits(home: Oeverland) -> None:
    _, item = done_talk(home)
    with pytest.raises(ValidationError) as refused:
        record(home, item, done(home, "tom"))
    assert refused.value.code == "benefits"
    record(home, item, done(home, "femke"))


def test_of_who_sits_on_no_side_it_is_only_asked(home: Oeverland) -> None:
    talk, item = done_talk(home)
    record(home, item, done(home, "peter"))
    outcome = seen(home, "lotte", talk).items[0].outcome
    assert outcome is not None
    assert outcome.done is not None
    assert not outcome.done.outside_known


def foreseen(home: Oeverland) -> UUID:
    """Each writes alone: Femke for all, Youssef for his own side with his name, Ingrid for herself, Tom for Lotte."""
    talk = own_invited(home, "femke", "youssef", "ingrid", "tom", "karin", kind=AHEAD)
    for name, release in (("femke", 2), ("youssef", 3), ("ingrid", 0), ("tom", 1)):
        write_ahead(actor=of(home, name), conversation=talk, text=f"{WORD} {name}", release=release, now=NOW)
    return talk


def ahead(home: Oeverland, name: str, talk: UUID) -> AheadTable:
    found = seen(home, name, talk).ahead
    assert found is not None
    return found


def read(home: Oeverland, name: str, talk: UUID) -> set[tuple[str, str]]:
    return {(one.text.rsplit(" ", 1)[1], one.name) for one in ahead(home, name, talk).others}


def test_nobody_reads_another_before_it_is_laid_open(home: Oeverland) -> None:
    talk = foreseen(home)
    for name in ("femke", "ingrid", "karin", "lotte", "hanna"):
        assert ahead(home, name, talk).others == ()
    mine = ahead(home, "ingrid", talk).mine
    assert mine is not None
    assert (mine.text, mine.release) == (f"{WORD} ingrid", 0)
    assert WrittenAhead.objects.scoped(of(home, "lotte").reader).count() == 0


def test_laid_open_each_reads_what_was_released(home: Oeverland) -> None:
    talk = foreseen(home)
    lay_open(actor=of(home, "lotte"), conversation=talk, now=NOW)
    lay_open(actor=of(home, "lotte"), conversation=talk, now=NOW)
    assert read(home, "karin", talk) == {("femke", ""), ("youssef", "")}
    assert read(home, "femke", talk) == {("youssef", "Youssef")}
    assert read(home, "lotte", talk) == {("femke", "Femke"), ("youssef", "Youssef"), ("tom", "Tom")}
    wall = aloud(of(home, "tom"), talk)
    assert wall is not None
    assert wall.ahead is not None
    assert {(o.text.rsplit(" ", 1)[1], o.name) for o in wall.ahead.others} == {("femke", ""), ("youssef", "")}


def test_who_leads_it_lays_it_open_and_nobody_else(home: Oeverland) -> None:
    talk = foreseen(home)
    change_talk(actor=of(home, "lotte"), conversation=talk, lead=home.seats["marjolein"].pk)
    for name in ("femke", "bas", "karin"):
        with pytest.raises(PermissionDenied):
            lay_open(actor=of(home, name), conversation=talk, now=NOW)
    lay_open(actor=of(home, "marjolein"), conversation=talk, now=NOW)
    assert read(home, "marjolein", talk) == {("femke", ""), ("youssef", "Youssef")}


def test_once_laid_open_nothing_is_added_and_what_is_there_can_be_taken_back(home: Oeverland) -> None:
    talk = foreseen(home)
    lay_open(actor=of(home, "lotte"), conversation=talk, now=NOW)
    with pytest.raises(ValidationError) as refused:
        write_ahead(actor=of(home, "karin"), conversation=talk, text=WORD, release=2, now=NOW)
    assert refused.value.code == "opened"
    withdraw_ahead(actor=of(home, "femke"), conversation=talk)
    assert read(home, "karin", talk) == {("youssef", "")}


@pytest.mark.parametrize("name", ["karin", "bas", "lotte", "wim"])
def test_what_somebody_wrote_ahead_nobody_else_takes_back(home: Oeverland, name: str) -> None:
    talk = foreseen(home)
    with pytest.raises(PermissionDenied):
        withdraw_ahead(actor=of(home, name), conversation=talk)
    withdraw_ahead(actor=of(home, "femke"), conversation=talk)
    with pytest.raises(PermissionDenied):
        withdraw_ahead(actor=of(home, "femke"), conversation=talk)


@pytest.mark.parametrize("name", ["bas", "lotte", "wim"])
def test_who_is_not_invited_writes_nothing_ahead(home: Oeverland, name: str) -> None:
    talk = foreseen(home)
    write_ahead(actor=of(home, "karin"), conversation=talk, text=WORD, release=2, now=NOW)
    with pytest.raises(PermissionDenied):
        write_ahead(actor=of(home, name), conversation=talk, text=WORD, release=2, now=NOW)


@pytest.mark.parametrize(
    ("text", "release", "code"), [("", 2, "empty"), (WORD, 7, "release"), ("x" * 2001, 2, "long")]
)
def test_what_cannot_be_kept_is_not(home: Oeverland, text: str, release: int, code: str) -> None:
    talk = foreseen(home)
    with pytest.raises(ValidationError) as refused:
        write_ahead(actor=of(home, "karin"), conversation=talk, text=text, release=release, now=NOW)
    assert refused.value.code == code


def test_who_leaves_takes_along_what_was_written_ahead(home: Oeverland) -> None:
    talk = foreseen(home)
    lay_open(actor=of(home, "lotte"), conversation=talk, now=NOW)
    forget_talks_of(home.decision.pk, home.seats["femke"].pk)
    assert not WrittenAhead.objects.scoped(Author(home.seats["femke"].pk)).exists()
    assert read(home, "karin", talk) == {("youssef", "")}


@pytest.mark.parametrize("stage", [Stage.DECIDED, Stage.STOPPED])
def test_once_the_decision_is_closed_nothing_changes_any_more(home: Oeverland, stage: Stage) -> None:
    talk = foreseen(home)
    _, item = assumed(home)
    Decision.objects.update(stage=stage)
    for refused in (
        lambda: lay_open(actor=of(home, "lotte"), conversation=talk, now=NOW),
        lambda: hold_talk(actor=of(home, "lotte"), conversation=talk, now=NOW),
        lambda: writes(home, item),
        lambda: own_invited(home, "femke"),
    ):
        with pytest.raises(ValidationError) as why:
            refused()
        assert why.value.code == "closed"
    withdraw_ahead(actor=of(home, "femke"), conversation=talk)
    assert ahead(home, "femke", talk).mine is None
    assert row(home, talk).opened_at is None


def test_of_an_item_that_is_not_there_nothing_is_written(home: Oeverland) -> None:
    with pytest.raises(PermissionDenied):
        writes(home, uuid4())
