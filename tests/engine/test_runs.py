"""Two runs: what nobody released enters neither, what the facilitator alone may see leaves no trace in the shared one."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.engine.personas import (
    TODAY,
    about,
    analysed,
    changed,
    femke,
    hospital,
    ingrid,
    karin,
    nurses,
    sanne,
    tom,
)
from tests.engine.ward import FIGURES, agreeing, retold, same, unsaid, ward

from beforehand.engine.inputs import (
    Absence,
    Consent,
    Event,
    EventType,
    Field,
    released,
)
from beforehand.engine.results import Analysis
from beforehand.vault.disclose import Run


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


def test_one_of_them_agreeing_is_not_enough_even_when_the_other_shared_the_answer_without_a_name() -> None:
    shared = femke(reversible=5, releases={Field.REVERSIBLE: 2})
    picture = hospital(tom(reversible=1), shared, karin(), *nurses(4))
    agreed = frozenset({Consent(person="tom", pattern="P13")})
    assert about(analysed(replace(picture, consents=agreed), Run.SHARED), "P13") == []


def test_what_a_third_told_the_facilitator_leaves_no_trace_in_what_two_let_be_shared() -> None:
    both = frozenset(Consent(person=p, pattern="P13") for p in ("tom", "femke"))

    def shared(third: int | None) -> Analysis:
        people = (tom(reversible=1), femke(reversible=5), karin(), sanne(reversible=third))
        return analysed(hospital(*people, consents=both), Run.SHARED)

    assert about(shared(None), "P13")
    assert same(shared(None), shared(1))


def test_a_figure_without_a_stated_level_is_for_the_facilitator() -> None:
    def unclear(**releases: int) -> int:
        named = femke(thinks_decides="ingrid", releases={Field(k): v for k, v in releases.items()})
        settled = karin(thinks_decides="karin", releases={Field.THINKS_DECIDES: 2})
        return len(about(analysed(hospital(settled, named, ingrid()), Run.SHARED), "P12"))

    assert unclear() == unclear(thinks_decides=1) == 0
    assert unclear(thinks_decides=2) == 1


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
