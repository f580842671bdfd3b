"""Two runs: what nobody released enters neither, what the facilitator alone may see leaves no trace in the shared one."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any

import pytest
from tests.engine.personas import (
    TODAY,
    about,
    analysed,
    assumes,
    changed,
    contract,
    femke,
    hospital,
    ingrid,
    karin,
    leaves,
    marjolein,
    nurses,
    rob,
    rollout,
    said,
    sanne,
    signal,
    talked,
    talks,
    tom,
    written,
    youssef,
)

from beforehand.engine.inputs import (
    TEXT_FIELDS,
    Absence,
    Collision,
    Consent,
    ContactWay,
    DoneKind,
    Event,
    EventType,
    Field,
    Invitation,
    MirrorJudgement,
    Picture,
    QuestionGroup,
    Reaction,
    Seat,
    Statement,
    released,
)
from beforehand.engine.results import Analysis, Conversation, Topic
from beforehand.engine.runs import public_id
from beforehand.vault.disclose import Run, disclose, exists_for
from beforehand.vault.viewer import Viewer, ViewerKind

FIGURES = tuple(f for f in Field if f not in TEXT_FIELDS)
VALUES: dict[Field, tuple[Any, Any]] = {
    Field.ACCOUNTABLE: (5, 1),
    Field.AFFECTED: (5, 1),
    Field.HEARD: (1, 5),
    Field.REVERSIBLE: (5, 2),
    Field.REVERSIBLE_BY_COMMITMENT: ({"contract": 5}, {"contract": 2}),
    Field.TALK_TO: (frozenset({"sanne"}), frozenset({"karin", "rob"})),
    Field.CONTACT: (frozenset(), frozenset({"ingrid"})),
    Field.CONTACT_SIDES: ({"it": ContactWay.NOT}, {"it": ContactWay.SELF}),
    Field.THINKS_DECIDES: ("marjolein", "karin"),
}
TEXT = "Wie draagt de nacht als er niemand bij een dossier kan?"


def sentence(field: Field, release: int, text: str = TEXT) -> Statement:
    more = {"importance": 5, "certainty": 2} if field is Field.ASSUMPTIONS else {}
    return said("femke", field, text, release=release, id=f"femke.{field}", bears_on=("contract",), **more)


def femke_says(release: int) -> Seat:
    """Femke answered everything, all of it for the same eyes."""
    return femke(
        *(sentence(field, release) for field in sorted(TEXT_FIELDS)),
        **{field.value: VALUES[field][0] for field in FIGURES},
        releases=dict.fromkeys(FIGURES, release),
    )


def ward(release: int = 1) -> Picture:
    """A hospital where the others shared what they wrote, and people marked what they saw, also of what Femke wrote."""
    mine = {field: sentence(field, release).id for field in TEXT_FIELDS}
    shared = {"releases": dict.fromkeys(FIGURES, 2)}
    asks = said(
        "ingrid", "question", "Hoe sluiten we het gat van gestolen wachtwoorden?", release=2, id="i.q"
    )
    done = said("ingrid", "done", "Elk account heeft een tweede factor.", release=2, id="i.d")
    phone = assumes(
        "ingrid", "Wie draagt de nacht als er iemand bij een dossier kan?", 5, 2, release=2, id="i.a"
    )
    image = said("tom", "mirror", "De zorg wil vooral geen extra handeling.", release=2, id="t.m")
    return hospital(
        ingrid(asks, done, phone, reversible=2, thinks_decides="karin", **shared),
        tom(image, assumes("tom", "De servicedesk is er dag en nacht.", 4, 2, release=2, id="t.a"), **shared),
        sanne(said("sanne", "knows", "Het dossier kent de pas.", release=2, id="s.k"), **shared),
        femke_says(release),
        youssef(said("youssef", "question", "Wat merkt een nachtdienst ervan?", release=4, id="y.q")),
        marjolein(said("marjolein", "done", "Niemand zoekt nog.", release=2, id="m.d"), **shared),
        karin(thinks_decides="karin", reversible=3, **shared),
        rob(),
        *nurses(5),
        question=("Hoe voeren we 2FA in voor iedereen?",),
        live_options=1,
        why_messenger="ingrid",
        dependencies=frozenset({frozenset({"it", "care"}), frozenset({"it", "board"})}),
        commitments=(
            contract(signposts=frozenset({mine[Field.ASSUMPTIONS], "t.a"})),
            rollout(),
        ),
        signals=(signal("G3a", "it"), signal("G3b", "care")),
        question_groups=(
            QuestionGroup(id="gap", people=frozenset({"ingrid"})),
            QuestionGroup(id="night", people=frozenset({"femke", "youssef"})),
        ),
        done_kinds=MappingProxyType(
            {"ingrid": DoneKind.SOUNDNESS, "femke": DoneKind.FLOW, "marjolein": DoneKind.FLOW}
        ),
        collisions=(
            Collision(
                people=frozenset({"femke", "ingrid"}), statements=frozenset({mine[Field.ASSUMPTIONS], "i.a"})
            ),
        ),
        reactions=(Reaction(statement=mine[Field.KNOWS], person="ingrid", value="unknown"),),
        mirror_judgements=tuple(
            MirrorJudgement(statement=mine[Field.MIRROR], person=f"nurse{n}", value="wrong") for n in range(5)
        ),
        events=(Event(day=TODAY - timedelta(days=30), type=EventType.INPUT_REQUESTED, input_request=True),),
        held=(talked("een_op_een", "femke", on="contract"),),
        invited=(Invitation(kind="een_op_een", people=frozenset({"femke"}), day=TODAY + timedelta(days=9)),),
    )


def retold(field: Field) -> Callable[[Seat], Seat]:
    def change(seat: Seat) -> Seat:
        if field not in TEXT_FIELDS:
            return replace(seat, **{field.value: VALUES[field][1]})
        other = "De nacht draagt zichzelf en niemand hoeft erbij te kunnen."
        return replace(
            seat, statements=tuple(replace(s, text=other) if s.field is field else s for s in seat.statements)
        )

    return change


def unsaid(field: Field) -> Callable[[Seat], Seat]:
    def change(seat: Seat) -> Seat:
        if field is Field.REVERSIBLE_BY_COMMITMENT:
            return replace(seat, reversible_by_commitment={})
        if field not in TEXT_FIELDS:
            nothing: dict[str, Any] = {field.value: None}
            return replace(seat, **nothing)
        return replace(seat, statements=tuple(s for s in seat.statements if s.field is not field))

    return change


def same(one: Analysis, other: Analysis) -> bool:
    return one == other and written(one).encode() == written(other).encode()


@pytest.mark.parametrize("least", [0, -1])
def test_nobody_can_ask_for_what_was_meant_for_the_writer_alone(least: int) -> None:
    with pytest.raises(ValueError, match="writer"):
        released(ward(), least)


@pytest.mark.parametrize("run", Run)
@pytest.mark.parametrize("field", sorted(Field))
def test_what_femke_keeps_to_herself_enters_neither_run(field: Field, run: Run) -> None:
    kept = analysed(ward(0), run)
    assert same(kept, analysed(changed(ward(0), "femke", retold(field)), run))
    assert same(kept, analysed(changed(ward(0), "femke", unsaid(field)), run))


SHARED = analysed(ward(), Run.SHARED)


@pytest.mark.parametrize("field", sorted(Field))
def test_what_femke_told_the_facilitator_leaves_no_trace_in_the_shared_picture(field: Field) -> None:
    for change in (retold(field), unsaid(field)):
        assert same(SHARED, analysed(changed(ward(), "femke", change), Run.SHARED))


def test_not_even_that_she_answered_at_all_or_when_she_is_away() -> None:
    silent = changed(ward(), "femke", lambda seat: replace(femke()))
    away = Absence(start=TODAY, end=TODAY + timedelta(days=60))
    absent = changed(ward(), "femke", lambda seat: replace(seat, away=(away,)))
    assert same(SHARED, analysed(silent, Run.SHARED))
    assert same(SHARED, analysed(absent, Run.SHARED))


READ_IN_SHARED = (
    Field.QUESTION,
    Field.DONE,
    Field.ASSUMPTIONS,
    Field.ABSENT_NAMED,
    Field.THINKS_DECIDES,
)


@pytest.mark.parametrize("field", READ_IN_SHARED)
def test_what_she_released_to_all_does_change_it(field: Field) -> None:
    told = analysed(ward(2), Run.SHARED)
    assert told != analysed(changed(ward(2), "femke", unsaid(field)), Run.SHARED)


@pytest.mark.parametrize(
    "field", [Field.ACCOUNTABLE, Field.HEARD, Field.PROTECTS, Field.KNOWS, Field.QUESTION]
)
def test_the_facilitator_does_see_the_difference(field: Field) -> None:
    assert analysed(ward()) != analysed(changed(ward(), "femke", unsaid(field)))


# consent ------------------------------------------------------------------------------------------------------------


def agreeing(*who: tuple[str, str], release: int = 1) -> Analysis:
    picture = replace(ward(release), consents=frozenset(Consent(person=p, pattern=x) for p, x in who))
    also = changed(picture, "youssef", lambda seat: replace(seat, accountable=5, heard=1))
    return analysed(also, Run.SHARED)


def test_femke_lets_it_be_shared_that_she_is_held_to_it_unheard() -> None:
    assert [t.people for t in about(agreeing(("femke", "P01")), "P01")] == [("femke",)]


def test_without_her_consent_it_is_not_there_nor_with_that_of_another() -> None:
    assert about(agreeing(), "P01") == []
    assert [t.people for t in about(agreeing(("youssef", "P01")), "P01")] == [("youssef",)]


def test_consent_to_one_thing_is_consent_to_that_thing_only() -> None:
    result = agreeing(("femke", "P01"))
    for pattern in ("P02", "P09", "P13", "P21"):
        assert about(result, pattern) == []
    assert {t.people for t in about(agreeing(("femke", "P21")), "P21")} == {("femke",)}
    assert about(agreeing(("femke", "P21")), "P01") == []


def test_nobody_consents_to_what_is_for_the_writer_alone() -> None:
    assert about(agreeing(("femke", "P01"), release=0), "P01") == []


def test_a_gap_between_two_people_needs_the_consent_of_both() -> None:
    def gap(*who: str) -> int:
        people = [tom(reversible=1), femke(reversible=5), karin(), *nurses(4)]
        consents = frozenset(Consent(person=p, pattern="P13") for p in who)
        return len(about(analysed(hospital(*people, consents=consents), Run.SHARED), "P13"))

    assert gap("tom") == gap("femke") == gap() == 0
    assert gap("tom", "femke") == 1


NEVER = ("P03", "P04", "P05", "P10", "P15", "P16", "P20", "R05", "R24", "R25", "R26", "R30")


def test_what_is_about_power_silence_and_relations_is_never_shared_even_with_consent() -> None:
    everybody = frozenset(
        Consent(person=seat.id, pattern=pattern) for seat in ward().seats for pattern in NEVER
    )
    asked = {Field.TALK_TO, Field.CONTACT, Field.CONTACT_SIDES}
    open_hearted = replace(
        ward(4),
        consents=everybody,
        events=(Event(day=TODAY, type=EventType.DEADLINE_TIGHTENED),),
        seats=tuple(
            replace(
                seat,
                contact=frozenset({"sanne"} if seat.side == "care" else ()),
                talk_to=frozenset({"sanne"}),
                heard=1,
                affected=5,
                releases=dict.fromkeys(asked | set(FIGURES), 4),
            )
            for seat in ward(4).seats
        ),
    )
    seen = {t.pattern for t in analysed(open_hearted).topics}
    assert seen & set(NEVER) >= {"P03", "P04", "P15", "P16", "P20", "R25", "R26"}
    shared = analysed(open_hearted, Run.SHARED)
    assert not {t.pattern for t in shared.topics} & set(NEVER)
    assert shared.relations == ()


# names --------------------------------------------------------------------------------------------------------------


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


def test_a_shared_one_to_one_exists_for_its_own_person_only() -> None:
    plan = agreeing(("femke", "P01")).plan
    [alone] = [c for c in plan.conversations if c.kind == "een_op_een"]
    assert alone.people == ("femke",)
    assert exists_for(reader("femke"), alone.readers)
    assert not exists_for(reader("youssef"), alone.readers)
    assert not exists_for(Viewer(ViewerKind.DECIDER, "karin", "board"), alone.readers)


def test_what_to_protect_is_talked_about_by_those_in_it_and_known_to_no_others() -> None:
    plan = agreeing(("femke", "P02")).plan
    [care] = [c for c in plan.conversations if c.kind == "zorggesprek"]
    assert set(care.people) == {"femke", "karin"}
    assert exists_for(reader("femke"), care.readers)
    assert not exists_for(reader("youssef"), care.readers)


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
