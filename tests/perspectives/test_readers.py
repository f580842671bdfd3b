"""Who reads what: every level, every reader, through the real queries."""

from collections.abc import Collection
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import FieldError
from tests.oeverland import Oeverland
from tests.perspectives.telling import NOW, address, gives, place, says, sends, stands

from beforehand.decisions.choices import Role
from beforehand.decisions.models import Seat, SeatRole
from beforehand.people.models import Person
from beforehand.perspectives import actions
from beforehand.perspectives.choices import State
from beforehand.perspectives.models import Figure, Perspective, Statement
from beforehand.perspectives.queries import (
    calls_wanted,
    card_as_facilitator_sees,
    contests,
    one_to_one_balance,
    own_card,
    partners,
    statements_for,
)
from beforehand.perspectives.rules import sides_with_label
from beforehand.shell.rendering import NotForShowError, refuse_rows
from beforehand.vault.guard import Author, Dictation, NoScopeError, Reader
from beforehand.vault.models import DataKey
from beforehand.vault.sealed import SealedError

CANARY = "Gloves stay on at the bed"
# Femke of care writes. lotte facilitates; youssef sits on the same side; ingrid on another; karin decides.
NAMED, NAMELESS, NOT = "named", "nameless", "not"
READERS = ("femke", "lotte", "youssef", "ingrid", "karin", "peter", "wim")
TABLE = {
    level: dict(zip(READERS, row, strict=True))
    for level, row in enumerate(
        [
            (NAMED, NOT, NOT, NOT, NOT, NOT, NOT),
            (NAMED, NAMED, NOT, NOT, NOT, NOT, NOT),
            (NAMED, NAMED, NAMELESS, NAMELESS, NAMELESS, NOT, NOT),
            (NAMED, NAMED, NAMED, NAMELESS, NAMELESS, NOT, NOT),
            (NAMED, NAMED, NAMED, NAMED, NAMED, NOT, NOT),
        ]
    )
}


def reads(home: Oeverland, name: str, among: Collection[UUID] | None = None) -> str:
    said = [v.value for v in statements_for(stands(home, name), among=among) if v.value.text == CANARY]
    if not said:
        return NOT
    assert len(said) == 1
    return NAMELESS if said[0].name is None else NAMED


@pytest.mark.parametrize("level", TABLE)
def test_each_reader_gets_what_the_writer_released(home: Oeverland, level: int) -> None:
    says(home, "femke", CANARY, release=level)
    assert {name: reads(home, name) for name in TABLE[level]} == TABLE[level]


@pytest.mark.parametrize("level", TABLE)
def test_to_ask_for_a_sentence_by_its_id_opens_it_for_nobody_else(home: Oeverland, level: int) -> None:
    says(home, "femke", CANARY, release=level)
    row = Statement.objects.scoped(Author(home.seats["femke"].pk)).get()
    assert {name: reads(home, name, {row.pk}) for name in TABLE[level]} == TABLE[level]
    assert {reads(home, name, {uuid4()}) for name in TABLE[level]} == {NOT}


@pytest.mark.parametrize("level", TABLE)
def test_a_draft_exists_for_nobody(home: Oeverland, level: int) -> None:
    gives(home, "femke", "knows", CANARY)
    actions.choose_readers(actor=stands(home, "femke"), release=level, apart={})
    assert {reads(home, name) for name in TABLE[level]} == {NOT}
    assert card_as_facilitator_sees(stands(home, "femke")).lines == ()


@pytest.mark.parametrize("level", TABLE)
def test_the_guard_by_itself_reaches_no_further_than_the_levels(home: Oeverland, level: int) -> None:
    """Before the door looks at a row, it was not even fetched for who may not read it."""
    says(home, "femke", CANARY, release=level)
    reached = {name for name in READERS if Statement.objects.scoped(stands(home, name).reader).exists()}
    assert reached == {name for name, how in TABLE[level].items() if how != NOT}


@pytest.mark.parametrize("level", TABLE)
def test_the_guard_by_itself_reaches_no_draft(home: Oeverland, level: int) -> None:
    gives(home, "femke", "knows", CANARY)
    actions.choose_readers(actor=stands(home, "femke"), release=level, apart={})
    reached = {name for name in READERS if Statement.objects.scoped(stands(home, name).reader).exists()}
    assert reached == {"femke"}


@pytest.mark.parametrize("name", READERS)
def test_the_guard_by_itself_reaches_nothing_of_another_decision(home: Oeverland, name: str) -> None:
    says(home, "femke", CANARY, release=4)
    elsewhere = Reader(stands(home, name).viewer, uuid4())
    assert not Statement.objects.scoped(elsewhere).exists()


def test_without_a_name_nothing_leads_to_the_writer(home: Oeverland) -> None:
    says(home, "femke", CANARY, release=2)
    (visible,) = statements_for(stands(home, "ingrid"))
    said = visible.value
    assert (said.seat, said.name, said.side, said.release, said.own) == (None, None, None, None, False)


def test_two_levels_read_alike_to_who_gets_no_name(home: Oeverland) -> None:
    """Level 3 tells Ingrid no more than level 2: that somebody lets their own side know is not hers to see."""
    says(home, "femke", CANARY, release=2)
    before = statements_for(stands(home, "ingrid"))
    sends(home, "femke", 3)
    assert statements_for(stands(home, "ingrid")) == before


def test_sentences_of_one_person_do_not_stand_together(home: Oeverland) -> None:
    for name in ("femke", "youssef", "marjolein"):
        for n in (1, 2, 3):
            gives(home, name, "knows", f"{name} {n}", ordinal=n)
        sends(home, name, 2)
    shown = [v.value for v in statements_for(stands(home, "ingrid"))]
    assert [s.id for s in shown] == sorted(s.id for s in shown)
    assert len(shown) == 9


def test_changing_what_somebody_may_not_read_changes_nothing_they_see(home: Oeverland) -> None:
    says(home, "tom", "Legacy systems cannot do it", release=2)
    seen = {name: statements_for(stands(home, name)) for name in ("ingrid", "karin", "youssef")}
    says(home, "femke", CANARY, release=1)
    gives(home, "femke", "heard", choice="1")
    assert seen == {name: statements_for(stands(home, name)) for name in seen}


def people_on_a_new_side(home: Oeverland, side: str, count: int) -> None:
    for n in range(count):
        person = Person.objects.create(organisation=home.organisation, name=f"Extra {n}")
        seat = Seat.objects.create(
            decision=home.decision, person=person, side=home.sides[side], data_key=DataKey.make()
        )
        SeatRole.objects.create(seat=seat, role=Role.PARTICIPANT)


def test_a_side_of_three_or_more_is_named_once_no_small_side_can_be_worked_out(home: Oeverland) -> None:
    """The board has one person: without their side they would still be the only one without a side."""
    says(home, "femke", CANARY, release=2)
    assert statements_for(stands(home, "ingrid"))[0].value.side_name is None
    people_on_a_new_side(home, "board", 2)
    assert statements_for(stands(home, "ingrid"))[0].value.side_name == "Care"


def test_a_side_under_three_is_not_named_without_a_name(home: Oeverland) -> None:
    people_on_a_new_side(home, "it", 2)
    says(home, "karin", CANARY, release=2)
    says(home, "tom", "Legacy systems cannot do it", release=2)
    said = {v.value.text: v.value.side_name for v in statements_for(stands(home, "femke"))}
    assert said == {CANARY: None, "Legacy systems cannot do it": "It"}


def test_how_many_are_needed_comes_from_the_knowledge() -> None:
    from uuid import UUID

    a, b, c = (UUID(int=n) for n in (1, 2, 3))
    assert sides_with_label({a: 3, b: 4}, 3) == {a, b}
    assert sides_with_label({a: 1, b: 2, c: 9}, 3) == {c}
    assert sides_with_label({a: 2, b: 4, c: 4}, 3) == set()
    assert sides_with_label({a: 0, b: 4}, 3) == {b}


class TestFigures:
    def test_nobody_reads_a_tap_but_who_tapped_it(self, home: Oeverland) -> None:
        gives(home, "femke", "heard", choice="1")
        gives(home, "femke", "knows", CANARY)
        sends(home, "femke", 4)
        for name in home.seats:
            rows = Figure.objects.scoped(stands(home, name).reader)
            assert rows.count() == (1 if name == "femke" else 0), name
        assert [t.answer for t in own_card(stands(home, "femke")).tapped] == ["no"]
        assert card_as_facilitator_sees(stands(home, "femke")).tapped == ()

    def test_the_page_of_the_card_shows_it_once_and_never_as_the_facilitators(self, home: Oeverland) -> None:
        gives(home, "femke", "heard", choice="2")
        gives(home, "femke", "knows", CANARY)
        sends(home, "femke", 1)
        page = home.client("femke").get(address(home, "card")).text
        theirs, _, mine = page.partition('aria-labelledby="mine"')
        assert "too late" in mine
        assert "too late" not in theirs
        assert CANARY in theirs


class TestCard:
    def test_the_facilitators_card_is_what_the_facilitator_reads(self, home: Oeverland) -> None:
        for n, text in enumerate(("One", "Two", "Three"), 1):
            gives(home, "femke", "knows", text, ordinal=n)
        card = own_card(stands(home, "femke"))
        hidden = next(line.id for line in card.lines if line.text == "Two")
        sends(home, "femke", 1, **{str(hidden): 0})
        seen = {v.value.text for v in statements_for(stands(home, "lotte"))}
        assert seen == {"One", "Three"}
        assert {line.text for line in card_as_facilitator_sees(stands(home, "femke")).lines} == seen
        assert {line.text for line in own_card(stands(home, "femke")).lines} == seen | {"Two"}

    @pytest.mark.parametrize("name", ["youssef", "lotte", "karin", "peter"])
    def test_somebody_elses_sentence_has_no_page(self, home: Oeverland, name: str) -> None:
        says(home, "femke", CANARY, release=4)
        sentence = own_card(stands(home, "femke")).lines[0].id
        assert home.client("femke").get(address(home, "statement", sentence)).status_code == 200
        assert home.client(name).get(address(home, "statement", sentence)).status_code == 404
        reply = home.client(name).post(address(home, "statement", sentence), {"do": "withdraw"})
        assert reply.status_code == 404
        assert reads(home, "femke") == NAMED


class TestTheFacilitatorsOwn:
    @pytest.mark.parametrize("name", ["femke", "karin", "peter", "wim"])
    def test_calls_contests_and_balance_are_empty_for_all_others(self, home: Oeverland, name: str) -> None:
        actions.ask_to_be_called(actor=stands(home, "tom"), when="Thursday", number="06", now=NOW)
        standing = stands(home, name)
        assert calls_wanted(standing) == []
        assert contests(standing) == []
        assert partners(standing) == ()
        assert one_to_one_balance(standing) == ()
        assert home.client(name).get(address(home, "calls")).status_code == 404
        assert len(calls_wanted(stands(home, "lotte"))) == 1


class TestGuardAndSeal:
    def test_no_row_is_read_without_saying_for_whom(self, home: Oeverland) -> None:
        gives(home, "femke", "knows", CANARY)
        for model in (Perspective, Statement, Figure):
            with pytest.raises(NoScopeError):
                list(model.objects.all())
            with pytest.raises(NoScopeError):
                model.objects.update(release=4)

    def test_a_body_has_no_text_and_cannot_be_searched(self, home: Oeverland) -> None:
        gives(home, "femke", "knows", CANARY)
        rows = Statement.objects.scoped(Author(home.seats["femke"].pk))
        body = rows.values_list("body", flat=True)[0]
        with pytest.raises(SealedError):
            f"{body}"
        with pytest.raises(FieldError):
            rows.filter(body=body)
        with pytest.raises(NotForShowError):
            refuse_rows(rows.get(), "statement")
        assert CANARY.encode() not in body.ciphertext

    def test_who_types_along_reaches_only_what_waits_for_a_yes(self, home: Oeverland) -> None:
        says(home, "femke", CANARY, release=4)
        gives(home, "femke", "heard", choice="1")
        typed = Dictation(home.seats["lotte"].pk, home.seats["femke"].pk)
        assert not Statement.objects.scoped(typed).exists()
        assert not Figure.objects.scoped(typed).exists()
        assert not Perspective.objects.scoped(typed).exists()

    def test_what_one_may_read_costs_the_same_few_queries(
        self, home: Oeverland, django_assert_num_queries: object
    ) -> None:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        says(home, "femke", CANARY, release=2)
        with CaptureQueriesContext(connection) as few:
            statements_for(stands(home, "lotte"))
        for name in ("tom", "ingrid", "bas", "youssef"):
            says(home, name, f"Something of {name}", release=2)
        with CaptureQueriesContext(connection) as many:
            assert len(statements_for(stands(home, "lotte"))) == 5
        assert len(many) == len(few)


def test_the_place_knows_the_state(home: Oeverland) -> None:
    gives(home, "femke", "knows", CANARY)
    assert place(home, "femke").state is State.DRAFT
    sends(home, "femke")
    assert place(home, "femke").state is State.SENT
