"""The shared picture names nobody who did not ask for it, and a conversation exists for whom it is meant."""

import re
from dataclasses import replace

import pytest
from tests.engine.personas import (
    about,
    analysed,
    assumes,
    changed,
    femke,
    hospital,
    ingrid,
    karin,
    leaves,
    rob,
    said,
    talks,
    tom,
    written,
    youssef,
)
from tests.engine.ward import (
    TEXT,
    agreeing,
    same,
    sentence,
    ward,
)

from beforehand.engine.inputs import (
    Collision,
    Field,
    Invitation,
    Picture,
    Seat,
    released,
)
from beforehand.engine.results import Conversation, Topic
from beforehand.engine.runs import public_id
from beforehand.vault.disclose import Run, disclose, exists_for
from beforehand.vault.viewer import Viewer, ViewerKind


def names(value: object) -> set[str]:
    return {
        word for _, leaf in leaves(value) if isinstance(leaf, str) for word in re.split(r"[^a-z0-9]+", leaf)
    }


def test_nobody_who_shared_without_a_name_is_named_with_what_was_said() -> None:
    result = analysed(ward(2), Run.SHARED)
    patterns = {t.pattern for t in result.topics}
    assert patterns >= {"P06", "P07", "P08", "R07"}  # all of them rest on sentences of Femke, among others
    assert not names((result.topics, result.questions, result.next)) & {"femke", "tom", "sanne", "marjolein"}


def handed(picture: Picture, giver: str, taker: str) -> Picture:
    """Return the picture in which another wrote what somebody wrote, and whatever was marked of it."""

    def people(of: frozenset[str]) -> frozenset[str]:
        return frozenset(taker if p == giver else p for p in of)

    said_by = tuple(replace(s, author=taker) for s in picture.seat(giver).statements)
    seats = tuple(
        replace(
            s,
            statements=() if s.id == giver else (*s.statements, *said_by) if s.id == taker else s.statements,
        )
        for s in picture.seats
    )
    return replace(
        picture,
        seats=seats,
        question_groups=tuple(replace(g, people=people(g.people)) for g in picture.question_groups),
        done_kinds={taker if p == giver else p: kind for p, kind in picture.done_kinds.items()},
        collisions=tuple(replace(c, people=people(c.people)) for c in picture.collisions),
    )


@pytest.mark.parametrize("kind", ["fact", "value", "interest"])
def test_had_a_nurse_of_her_ward_written_it_the_shared_picture_would_be_the_same(kind: str) -> None:
    written_by_femke = replace(
        changed(ward(2), "femke", lambda seat: replace(femke(), statements=seat.statements)),
        collisions=tuple(replace(c, kind=kind) for c in ward(2).collisions),
    )
    written_by_nurse = handed(written_by_femke, "femke", "nurse3")
    shared = [replace(analysed(p, Run.SHARED), counts=None) for p in (written_by_femke, written_by_nurse)]  # type: ignore[arg-type]
    assert same(*shared)
    assert not same(analysed(written_by_femke), analysed(written_by_nurse))


def test_the_open_frame_may_name_who_decides_and_who_tells_the_why() -> None:
    named = names(analysed(ward(2), Run.SHARED))
    assert {"karin", "ingrid", "rob"} <= named


@pytest.mark.parametrize("kind", ["fact", "value", "interest"])
def test_whose_assumptions_collide_is_not_told_by_inviting_them(kind: str) -> None:
    clash = Collision(
        people=frozenset({"femke", "tom"}), statements=frozenset({"femke.assumptions", "t.a"}), kind=kind
    )
    result = analysed(replace(ward(2), collisions=(clash,)), Run.SHARED)
    assert about(result, "P08")
    assert talks(result, "afruilgesprek") == []


def test_with_their_names_on_it_they_can_be_invited() -> None:
    clash = Collision(
        people=frozenset({"femke", "youssef"}),
        statements=frozenset({"femke.assumptions", "y.a"}),
        kind="value",
    )
    people = (
        femke(sentence(Field.ASSUMPTIONS, 4)),
        youssef(assumes("youssef", "De nacht kan wachten.", release=4, id="y.a")),
        karin(),
        ingrid(),
        tom(),
    )
    both_sides = hospital(*(replace(s, side="it") if s.id == "youssef" else s for s in people))
    plan = analysed(replace(both_sides, collisions=(clash,)), Run.SHARED).plan
    assert any({"femke", "youssef"} <= set(c.people) for c in plan.conversations if c.kind == "afruilgesprek")


def test_a_shared_sentence_is_called_after_itself_not_after_its_author() -> None:
    result = analysed(ward(2), Run.SHARED)
    expected = {public_id(s) for s in released(ward(2), 2).statements}
    stated = {s for t in result.topics for s in t.statements} | {
        s for q in result.questions for s in q.statements
    }
    assert stated
    assert stated <= expected
    assert not any(q.people for q in result.questions)


def test_whoever_says_the_same_words_shares_the_same_id() -> None:
    mine, other = sentence(Field.DONE, 2), said("tom", "done", TEXT, id="elsewhere")
    assert public_id(mine) == public_id(other)
    assert public_id(mine) != public_id(sentence(Field.QUESTION, 2))


def test_a_sentence_with_a_name_on_it_names_its_author() -> None:
    def question_people(release: int) -> tuple[str, ...]:
        [topic] = about(analysed(ward(release), Run.SHARED), "P06")
        return topic.people

    assert set(question_people(4)) == {"femke", "youssef"}
    assert set(question_people(3)) == {"youssef"}


def test_a_side_of_two_gets_no_label_where_sentences_are_told() -> None:
    def labels(*council: Seat) -> set[str]:
        asks = said("rob", "question", "Mogen we dit wel zo invoeren?", release=2)
        people = [seat for seat in ward(2).seats if seat.id != "rob"]
        picture = replace(ward(2), question_groups=(), seats=(*people, rob(asks), *council))
        [topic] = about(analysed(picture, Run.SHARED), "P06")
        return set(topic.sides)

    second, third = (Seat(id=name, side="council") for name in ("nadia", "sjef"))
    assert "council" not in labels()
    assert "council" not in labels(second)
    assert "council" in labels(second, third)
    assert {"it", "care"} <= labels()


def test_the_facilitator_does_get_the_label() -> None:
    asks = said("rob", "question", "Mogen we dit wel zo invoeren?", release=2)
    picture = changed(replace(ward(2), question_groups=()), "rob", lambda seat: rob(asks))
    [topic] = about(analysed(picture), "P06")
    assert "council" in topic.sides


# conversations ------------------------------------------------------------------------------------------------------


def reader(person: str, side: str = "care") -> Viewer:
    return Viewer(ViewerKind.PARTICIPANT, person, side)


FACILITATOR = Viewer(ViewerKind.FACILITATOR)


@pytest.mark.parametrize("pattern", ["P01", "P02"])
def test_the_shared_plan_holds_no_trace_of_a_talk_in_confidence(pattern: str) -> None:
    """Nobody can tell from dates, counts or what stays uncovered that Femke is spoken with alone (G12)."""
    shared = agreeing(("femke", pattern))
    assert f"{pattern}:femke" in {t.key for t in shared.topics}
    assert not [c for c in (*shared.plan.conversations, *shared.plan.unplanned) if c.confidential]
    in_sight = {key for c in shared.plan.conversations for key in c.topics}
    assert set(shared.plan.uncovered) == {t.key for t in shared.topics} - in_sight


def test_the_facilitators_plan_does_hold_talks_in_confidence() -> None:
    kinds = {c.kind for c in analysed(ward()).plan.conversations if c.confidential}
    assert "een_op_een" in kinds


def test_an_open_conversation_of_the_shared_picture_exists_for_everybody_but_the_facilitator() -> None:
    plan = analysed(ward(2), Run.SHARED).plan
    tables = [c for c in plan.conversations if not c.confidential]
    assert tables
    for table in tables:
        assert exists_for(reader("youssef"), table.readers)
        assert not exists_for(FACILITATOR, table.readers)


def test_nothing_of_the_facilitators_plan_exists_for_anybody_else() -> None:
    result = analysed(ward())
    rows: list[Topic | Conversation] = [*result.topics, *result.plan.conversations, *result.plan.unplanned]
    assert disclose(reader("femke"), rows) == []
    assert len(disclose(FACILITATOR, rows)) == len(rows)


def test_an_invitation_is_known_to_whom_it_was_sent() -> None:
    for run in Run:
        [invitation] = analysed(ward(), run).invited
        assert (invitation.people, invitation.topics) == (("femke",), ())
        assert exists_for(reader("femke"), invitation.readers)
        assert not exists_for(reader("youssef"), invitation.readers)
        assert exists_for(FACILITATOR, invitation.readers)


def test_what_somebody_answered_changes_nothing_in_an_invitation_others_read() -> None:
    together = Invitation(
        kind="vraaggesprek",
        people=frozenset({"nurse0", "nurse1", "nurse2", "femke", "tom"}),
        commitments=frozenset(),
    )
    quiet = replace(ward(1), invited=(together,))
    for who in sorted(together.people):
        told = changed(
            quiet,
            who,
            lambda seat: replace(seat, heard=4, reversible=2, statements=(said(seat.id, "risks", "X"),)),
        )
        for run in Run:
            assert written(analysed(told, run).invited) == written(analysed(quiet, run).invited)
