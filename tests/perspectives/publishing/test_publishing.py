"""A round that closes is counted once, by a process that gives back counts and nothing else."""

from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.oeverland import Oeverland
from tests.perspectives.publishing.ward import closes, crowd, judge, kept, opens, picture, react, sentence
from tests.perspectives.telling import NOW, gives, place, sends, stands

from beforehand.decisions.models import Commitment, Seat
from beforehand.perspectives import actions
from beforehand.perspectives.actions.publishing import publish_what_was_missed
from beforehand.perspectives.choices import State
from beforehand.perspectives.models import Figure, MirrorJudgement, Perspective, Publication, Reaction, Round
from beforehand.perspectives.queries import Counted, Published, published, shared_sentences
from beforehand.perspectives.queries.rounds import panel
from beforehand.vault.guard import Author, NoScopeError

READERS = ("lotte", "karin", "femke", "bas")
NOBODYS = ("peter", "wim")


def about(home: Oeverland, reader: str = "lotte") -> dict[tuple[str, Any], Published]:
    return {(one.subject, one.about): one for one in published(stands(home, reader))}


def numbers(block: Any) -> dict[str, Any]:
    return {one.value: one.count if one.count is not None else one.nearly for one in block.counts}


def test_what_people_answered_comes_back_as_counts_by_side(home: Oeverland) -> None:
    it, care = crowd(home, "it", 9), crowd(home, "care", 7)
    said, other = sentence(home, "femke", "Gloves stay on"), sentence(home, "tom", "The router is old")
    round = opens(home, "respond")
    react(round, said, {"recognise": it[:3], "different": it[3:6], "unknown": it[6:]}, moved=4)
    react(round, other, {"recognise": care})
    closes(home)
    [it_block] = about(home)["statement", said].blocks
    assert it_block.sides == (home.sides["it"].pk,)
    assert (it_block.members, it_block.answers) == (12, 9)
    assert it_block.counts == (
        Counted("recognise", "statement.recognise", 3, ""),
        Counted("different", "statement.different", 3, ""),
        Counted("unknown", "statement.unknown", 3, ""),
    )
    assert it_block.may_change is not None
    assert it_block.may_change.count == 4
    [care_block] = about(home)["statement", other].blocks
    assert numbers(care_block) == {
        "recognise": "nearly_everybody", "different": "nearly_nobody", "unknown": "nearly_nobody",
    }  # fmt: skip


def test_everybody_who_may_read_it_reads_the_same_and_nobody_else_anything(home: Oeverland) -> None:
    it = crowd(home, "it", 6)
    said = sentence(home, "femke", "Gloves stay on")
    react(opens(home, "respond"), said, {"recognise": it[:4], "different": it[4:]})
    closes(home)
    first = published(stands(home, "lotte"))
    assert first
    assert all(published(stands(home, reader)) == first for reader in READERS)
    assert all(published(stands(home, reader)) == () for reader in NOBODYS)
    assert all(shared_sentences(stands(home, reader)) == [] for reader in NOBODYS)


def test_nothing_of_an_open_round_is_there_for_anybody(home: Oeverland) -> None:
    it = crowd(home, "it", 6)
    said = sentence(home, "femke", "Gloves stay on")
    round = opens(home, "respond")
    before = kept(home)
    react(round, said, {"recognise": it})
    actions.publish_round(decision=home.decision.pk, round=round.pk)
    assert kept(home) == before
    assert all(published(stands(home, reader)) == () for reader in READERS)


def test_even_what_lies_counted_in_an_open_round_is_read_by_nobody(home: Oeverland) -> None:
    it = crowd(home, "it", 6)
    said = sentence(home, "femke", "Gloves stay on")
    react(opens(home, "respond"), said, {"recognise": it[:4], "different": it[4:]})
    round = closes(home)
    assert all(published(stands(home, reader)) for reader in READERS)
    Round.objects.filter(pk=round.pk).update(closed_at=None)
    assert all(published(stands(home, reader)) == () for reader in READERS)


def test_answers_to_each_other_are_read_by_their_giver_and_the_tabulator_alone(home: Oeverland) -> None:
    it = crowd(home, "it", 6)
    said = sentence(home, "femke", "Gloves stay on")
    react(opens(home, "respond"), said, {"recognise": it})
    closes(home)
    with pytest.raises(NoScopeError):
        list(Reaction.objects.all())
    for reader in (*READERS, *NOBODYS):
        standing = stands(home, reader)
        for model in (Reaction, MirrorJudgement):
            assert not model.objects.scoped(standing.reader).exists()
        rows: Any = Publication.objects.scoped(standing.reader).select_related("round")
        assert (reader in READERS) == rows.exists()


def test_a_side_under_five_has_no_number_whatever_it_answered(home: Oeverland) -> None:
    crowd(home, "it", 6)
    said = sentence(home, "tom", "The router is old")
    care = [home.seats[name] for name in ("femke", "youssef", "marjolein")]
    react(opens(home, "respond"), said, {"recognise": care})
    closes(home)
    assert published(stands(home, "lotte")) == ()


def test_one_answer_and_a_side_of_one_give_nothing(home: Oeverland) -> None:
    said = sentence(home, "femke", "Gloves stay on")
    react(opens(home, "respond"), said, {"different": [home.seats["karin"]]})
    closes(home)
    assert published(stands(home, "lotte")) == ()
    seen = panel(stands(home, "lotte"))
    assert seen is not None
    assert [subjects for _, subjects in seen.counted] == [0, 0]


def test_a_round_nobody_answered_is_closed_and_counted(home: Oeverland) -> None:
    sentence(home, "femke", "Gloves stay on")
    opens(home, "respond")
    closes(home)
    assert published(stands(home, "lotte")) == ()


def test_everybody_recognises_everything_reads_as_nearly_everybody(home: Oeverland) -> None:
    it, care = crowd(home, "it", 8), crowd(home, "care", 8)
    said = sentence(home, "karin", "It costs a day")
    react(opens(home, "respond"), said, {"recognise": [*it, *care]}, moved=16)
    closes(home)
    blocks = about(home)["statement", said].blocks
    assert len(blocks) == 2  # the board did not answer, so everybody would tell that
    for block in blocks:
        assert numbers(block) == {
            "recognise": "nearly_everybody", "different": "nearly_nobody", "unknown": "nearly_nobody",
        }  # fmt: skip
        assert block.may_change is not None
        assert (block.may_change.count, block.may_change.nearly) == (None, "nearly_everybody")


def test_what_is_counted_is_frozen_whatever_happens_afterwards(home: Oeverland) -> None:
    it = crowd(home, "it", 6)
    said = sentence(home, "femke", "Gloves stay on")
    round = opens(home, "respond")
    react(round, said, {"recognise": it[:4], "different": it[4:]})
    closes(home)
    before, seen = kept(home), published(stands(home, "lotte"))
    Reaction.objects.scoped(Author(it[0].pk)).delete()
    Seat.objects.filter(pk=it[1].pk).update(side=home.sides["care"])
    for _ in range(2):
        actions.publish_round(decision=home.decision.pk, round=round.pk)
    publish_what_was_missed()
    assert kept(home) == before
    assert published(stands(home, "lotte")) == seen


def test_a_round_with_too_little_is_not_counted_again_when_there_would_be_enough(home: Oeverland) -> None:
    it = crowd(home, "it", 6)
    said = sentence(home, "femke", "Gloves stay on")
    round = opens(home, "respond")
    react(round, said, {"recognise": it[:4]})
    closes(home)
    react(round, said, {"recognise": it[4:]})
    actions.publish_round(decision=home.decision.pk, round=round.pk)
    assert published(stands(home, "lotte")) == ()


def test_who_was_on_which_side_is_what_it_was_when_the_round_closed(home: Oeverland) -> None:
    it = crowd(home, "it", 6)
    said = sentence(home, "femke", "Gloves stay on")
    round = opens(home, "respond")
    react(round, said, {"recognise": it[:4], "different": it[4:]})
    actions.close_round(actor=stands(home, "lotte"), now=NOW)
    Seat.objects.filter(pk__in=[seat.pk for seat in it[:3]]).update(side=home.sides["care"])
    crowd(home, "it", 3)
    actions.publish_round(decision=home.decision.pk, round=round.pk)
    [block] = about(home)["statement", said].blocks
    assert (block.members, block.answers) == (9, 6)


def test_a_sentence_taken_back_after_the_round_takes_its_counts_out_of_sight(home: Oeverland) -> None:
    it = crowd(home, "it", 6)
    said, other = sentence(home, "femke", "Gloves stay on"), sentence(home, "marjolein", "Nobody sleeps")
    round = opens(home, "respond")
    for one in (said, other):
        react(round, one, {"recognise": it[:4], "different": it[4:]})
    closes(home)
    assert {one.about for one in published(stands(home, "bas"))} == {said, other}
    before = kept(home)
    femke, marjolein = stands(home, "femke"), stands(home, "marjolein")
    actions.withdraw_statement(actor=femke, place=place(home, "femke"), statement=said)
    assert {one.about for one in published(stands(home, "bas"))} == {other}
    actions.release_statement(actor=marjolein, place=place(home, "marjolein"), statement=other, release=1)
    for reader in READERS:
        assert published(stands(home, reader)) == ()
    assert published(stands(home, "marjolein")) == ()
    seen = panel(stands(home, "lotte"))
    assert seen is not None
    assert seen.counted[-1][1] == 0
    actions.release_statement(actor=marjolein, place=place(home, "marjolein"), statement=other, release=2)
    assert {one.about for one in published(stands(home, "bas"))} == {other}
    assert kept(home) == before


def test_a_sentence_narrowed_before_the_count_is_not_counted(home: Oeverland) -> None:
    it = crowd(home, "it", 6)
    said = sentence(home, "femke", "Gloves stay on")
    round = opens(home, "respond")
    react(round, said, {"recognise": it})
    actions.release_statement(
        actor=stands(home, "femke"), place=place(home, "femke"), statement=said, release=1
    )
    closes(home)
    assert not [key for key in kept(home) if str(said) in key]
    assert round.closed_at is None


def test_a_sentence_is_published_in_one_round_only(home: Oeverland) -> None:
    it = crowd(home, "it", 12)
    said = sentence(home, "femke", "Gloves stay on")
    react(opens(home, "respond"), said, {"recognise": it[:4], "different": it[4:6]})
    closes(home)
    first = about(home)["statement", said]
    react(opens(home, "respond"), said, {"unknown": it[6:]})
    closes(home)
    assert [one for one in published(stands(home, "bas")) if one.about == said] == [first]


def test_a_picture_is_counted_for_the_side_it_is_about(home: Oeverland) -> None:
    it, care = crowd(home, "it", 8), crowd(home, "care", 4)
    of_it, of_care = picture(home, "femke", "it"), picture(home, "tom", "care")
    sentence(home, "karin", "It costs a day")
    opens(home, "respond")
    closes(home)
    round = opens(home, "mirror")
    judge(round, of_it, {"right": it[:2], "partly": it[2:4], "wrong": it[4:]})
    judge(round, of_care, {"wrong": care})  # four answers
    closes(home)
    assert [key for key in about(home) if key[0] == "mirror"] == [("mirror", of_it)]
    [block] = about(home)["mirror", of_it].blocks
    assert (block.sides, block.members, block.answers) == ((home.sides["it"].pk,), 11, 8)
    assert numbers(block) == {"right": 2, "partly": 2, "wrong": 4}


def changeable(home: Oeverland, seat: Seat, grade: int | None, release: int, commitment: Commitment) -> None:
    perspective = Perspective.objects.create(seat=seat, state=State.SENT, sent_at=NOW, release=release)
    row = Figure(id=uuid4(), perspective=perspective, field="reversible_by_commitment", release=release)
    row.body = seat.data_key.seal({"value": {str(commitment.pk): grade}}, row.about)
    row.save(force_insert=True)


def test_how_changeable_a_moment_still_is_comes_from_what_was_shared(home: Oeverland) -> None:
    it = crowd(home, "it", 12)
    licence = home.commitments["licence"]
    grades: list[int | None] = [5, 5, 3, 3, 1, 1, None, None, 4, 3, 3, 3]
    for seat, grade in zip(it, grades, strict=True):
        changeable(home, seat, grade, 1 if grade == 3 and seat in it[9:] else 2, licence)
    actions.open_round(decision=home.decision.pk)
    closes(home)
    [block] = about(home)["changeable", licence.pk].blocks
    assert (block.members, block.answers) == (15, 9)
    assert numbers(block) == {"open": 2, "adjustable": 3, "fixed": 2, "unknown": 2}


def test_a_count_is_asked_for_once_and_again_when_it_was_lost(home: Oeverland, monkeypatch: Any) -> None:
    asked: list[tuple[Any, ...]] = []
    monkeypatch.setattr(actions.publishing, "enqueue", lambda *job: asked.append(job))
    actions.open_round(decision=home.decision.pk)
    round = Round.objects.get()
    for _ in range(2):
        actions.close_round(actor=stands(home, "lotte"), now=timezone.now())
    assert asked == [("perspectives.publish", home.decision.pk, round.pk)]
    publish_what_was_missed()
    assert len(asked) == 2
    actions.publish_round(decision=home.decision.pk, round=round.pk)
    publish_what_was_missed()
    assert len(asked) == 2


def test_a_round_of_another_decision_is_left(home: Oeverland) -> None:
    actions.open_round(decision=home.decision.pk)
    actions.close_round(actor=stands(home, "lotte"), now=NOW)
    before = kept(home)
    actions.publish_round(decision=uuid4(), round=Round.objects.get().pk)
    assert kept(home) == before


def test_shared_sentences_are_what_everybody_may_read(home: Oeverland) -> None:
    gives(home, "femke", "knows", "To all, without a name")
    sends(home, "femke", 2)
    gives(home, "youssef", "knows", "With my name to my side")
    sends(home, "youssef", 3)
    gives(home, "tom", "knows", "With my name")
    sends(home, "tom", 4)
    gives(home, "bas", "knows", "For the facilitator")
    sends(home, "bas", 1)
    gives(home, "marjolein", "knows", "A draft")
    for reader, names in (
        ("lotte", {"Tom"}),
        ("karin", {"Tom"}),
        ("bas", {"Tom"}),
        ("marjolein", {"Tom", "Youssef"}),
    ):
        said = [visible.value for visible in shared_sentences(stands(home, reader))]
        assert {one.text for one in said} == {
            "To all, without a name", "With my name to my side", "With my name",
        }  # fmt: skip
        assert {one.name for one in said if one.name} == names, reader
