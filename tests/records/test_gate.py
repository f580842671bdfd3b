"""What stands before the licences, for each who reads it; what may be set there, and by whom."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.beginning import told_once
from tests.oeverland import Oeverland
from tests.records.gated import NOW, before, seat_for, seen
from tests.records.story import of
from tests.topics.saying import says

from beforehand.decisions.choices import Role
from beforehand.decisions.models import Commitment, Fact
from beforehand.records.actions.setting import (
    MOST_CONDITIONS,
    answer_today,
    say_met,
    set_condition,
    set_reservation,
    take_back_condition,
    take_back_reservation,
)
from beforehand.records.models import Condition
from beforehand.records.queries.gate import gate
from beforehand.records.rules.gate import Fault, way_out, why_not
from beforehand.vault.processes.recorder import recorder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@told_once
def beginning(home: Oeverland) -> Oeverland:
    return before(home)


def licence(home: Oeverland) -> UUID:
    return home.commitments["licence"].pk


def asks(home: Oeverland, name: str, text: str = "The nights keep cards", release: int = 2) -> UUID:
    return set_condition(actor=of(home, name), commitment=licence(home), text=text, release=release, now=NOW)


def read(home: Oeverland, name: str) -> list[tuple[str, str]]:
    """Return the conditions somebody reads, and the name beside each."""
    return sorted((one.value.text, one.value.name) for one in seen(home, name).conditions)


def test_it_says_what_hardens_and_what_taking_it_back_costs(home: Oeverland) -> None:
    found = seen(home, "karin")
    assert (found.commitment.title, found.commitment.door, found.commitment.cost_eur) == (
        "Sign the licences",
        "one_way",
        180000,
    )
    assert [(way.text, way.owner_name) for way in found.live] == [
        ("A card on every ward", "Femke"),
        ("An app on the own telephone", ""),
    ]
    assert found.premortem is None
    assert found.may_decide
    assert found.may_postpone


def test_what_is_open_is_the_same_for_everybody_and_holds_only_what_was_released(home: Oeverland) -> None:
    says(home.seats["femke"], "risks", "I fear for my own place", release=1)
    names = ("karin", "lotte", "femke", "ingrid")
    opened = [seen(home, name).open for name in names]
    assert opened[0]
    assert all(one == opened[0] for one in opened)
    assert "P06" in {topic.pattern for topic in opened[0]}
    assert "P01" not in {
        topic.pattern for topic in opened[0]
    }  # Femke was not heard: for who facilitates alone


@pytest.mark.parametrize("name", ["peter", "wim"])
def test_who_reads_no_content_finds_no_gate(home: Oeverland, name: str) -> None:
    assert gate(of(home, name), licence(home), NOW) is None


def test_a_moment_that_is_not_there_has_no_gate(home: Oeverland) -> None:
    assert gate(of(home, "karin"), home.decision.pk, NOW) is None


def test_a_reservation_has_no_words_and_is_told_to_who_decides_and_facilitates(home: Oeverland) -> None:
    assert seen(home, "karin").reservation is False
    set_reservation(actor=of(home, "lotte"), commitment=licence(home), now=NOW)
    set_reservation(actor=of(home, "lotte"), commitment=licence(home), now=NOW)
    assert seen(home, "karin").reservation is True
    assert seen(home, "lotte").own_reservation
    assert not seen(home, "karin").own_reservation
    assert seen(home, "femke").reservation is None
    take_back_reservation(actor=of(home, "lotte"), commitment=licence(home))
    assert seen(home, "karin").reservation is False


def test_karin_has_no_reservation_to_set(home: Oeverland) -> None:
    with pytest.raises(PermissionDenied):
        set_reservation(actor=of(home, "karin"), commitment=licence(home), now=NOW)
    set_reservation(actor=of(home, "lotte"), commitment=licence(home), now=NOW)
    with pytest.raises(PermissionDenied):
        take_back_reservation(actor=of(home, "karin"), commitment=licence(home))
    assert seen(home, "karin").reservation is True


def test_a_condition_is_read_by_whom_its_writer_chose(home: Oeverland) -> None:
    for release in range(5):
        asks(home, "femke", f"At level {release}", release)
    assert read(home, "lotte") == [(f"At level {n}", "Femke") for n in range(1, 5)]
    assert read(home, "karin") == [("At level 2", ""), ("At level 3", ""), ("At level 4", "Femke")]
    assert read(home, "youssef") == [("At level 2", ""), ("At level 3", "Femke"), ("At level 4", "Femke")]
    assert read(home, "femke") == [(f"At level {n}", "Femke") for n in range(5)]
    assert {one.value.release for one in seen(home, "karin").conditions} == {None}
    assert {one.value.side for one in seen(home, "karin").conditions if not one.value.name} == {""}


def test_lotte_who_takes_no_part_sets_no_condition(home: Oeverland) -> None:
    with pytest.raises(PermissionDenied):
        asks(home, "lotte")
    asks(home, "femke")


def test_only_femke_takes_her_condition_back_or_says_it_is_met(home: Oeverland) -> None:
    mine = asks(home, "femke")
    for name in ("youssef", "lotte", "karin"):
        with pytest.raises(PermissionDenied):
            say_met(actor=of(home, name), condition=mine, met=True)
        with pytest.raises(PermissionDenied):
            take_back_condition(actor=of(home, name), condition=mine)
    say_met(actor=of(home, "femke"), condition=mine, met=True)
    assert [one.value.met for one in seen(home, "karin").conditions] == [True]
    take_back_condition(actor=of(home, "femke"), condition=mine)
    assert read(home, "femke") == []


@pytest.mark.parametrize(
    ("text", "release", "code"),
    [
        ("", 2, "empty"),
        ("​‏", 2, "empty"),
        ("a\x00", 2, "long"),
        ("a" * 100_000, 2, "long"),
        ("Yes", 7, "release"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(home: Oeverland, text: str, release: int, code: str) -> None:
    with pytest.raises(ValidationError) as raised:
        asks(home, "femke", text, release)
    assert raised.value.code == code
    assert read(home, "femke") == []


def test_ten_conditions_is_the_most(home: Oeverland) -> None:
    for n in range(MOST_CONDITIONS):
        asks(home, "femke", f"Number {n}")
    with pytest.raises(ValidationError) as raised:
        asks(home, "femke", "One more")
    assert raised.value.code == "many"
    asks(home, "youssef", "Another person's")


def test_a_moment_of_another_decision_is_not_there(home: Oeverland) -> None:
    elsewhere = replace(of(home, "femke"), decision=UUID(int=7))
    with pytest.raises(PermissionDenied):
        set_condition(actor=elsewhere, commitment=licence(home), text="Yes", release=2, now=NOW)


def test_a_condition_lies_there_sealed(home: Oeverland) -> None:
    asks(home, "femke", "The nights keep cards")
    row = Condition.objects.scoped(recorder(home.decision.pk)).get()
    assert b"nights" not in bytes(row.text.ciphertext)


def answers(home: Oeverland, name: str, **more: Any) -> None:
    given = {"yes": False, "words": "Not like this.", "now": NOW, **more}
    answer_today(actor=of(home, name), commitment=licence(home), **given)


def test_whether_it_would_be_started_today_is_said_by_somebody_who_neither_pays_nor_decides(
    home: Oeverland,
) -> None:
    with pytest.raises(ValidationError):
        answers(home, "femke")  # this is no moment to go on
    Commitment.objects.filter(key="licence").update(type="continue")
    seat_for(home, "sara", Role.SPONSOR, Role.PARTICIPANT)
    for name in ("karin", "lotte", "peter", "sara"):
        with pytest.raises(PermissionDenied):
            answers(home, name)
    assert [one.fault for one in seen(home, "karin").refusals] == [Fault.UNJUDGED]
    answers(home, "femke")
    answers(home, "femke", yes=True, words="With cards, yes.")
    told = [(one.value.name, one.value.yes, one.value.words) for one in seen(home, "karin").today]
    assert told == [("Femke", True, "With cards, yes.")]
    assert seen(home, "karin").asks_today
    assert Fact.objects.get(kind="independent_judge").body["seat"] == str(home.seats["femke"].pk)


def test_a_premortem_is_known_from_the_file_or_from_the_conversation(home: Oeverland) -> None:
    me = str(licence(home))
    held = {"kind": "premortem", "people": [], "commitments": [me]}
    Fact.objects.create(
        decision=home.decision, kind="conversation_held", ref="a", day=date(2027, 3, 10), body=held
    )
    assert seen(home, "karin").premortem == date(2027, 3, 10)
    assert seen(home, "karin", "letter").premortem is None
    said = {"commitment": str(home.commitments["letter"].pk)}
    Fact.objects.create(decision=home.decision, kind="premortem", ref="b", day=date(2027, 3, 12), body=said)
    assert seen(home, "karin", "letter").premortem == date(2027, 3, 12)


def test_the_law_asks_what_the_country_asks(home: Oeverland) -> None:
    dutch = seen(home, "karin").terms
    assert len(dutch) >= 2
    home.decision.country = "BE"
    home.decision.save()
    assert seen(home, "karin").terms
    assert set(seen(home, "karin").terms).isdisjoint(dutch)


def test_why_not_stands_there_with_the_way_out(home: Oeverland) -> None:
    [refusal] = seen(home, "femke").refusals[:1]
    assert (refusal.fault, refusal.why) == (Fault.ROLE, "Somebody else decides here.")
    assert not seen(home, "femke").may_postpone
    for fault in Fault:
        assert why_not(fault)
        assert way_out(fault)


def test_more_conditions_are_not_more_queries(home: Oeverland) -> None:
    asks(home, "femke")
    with CaptureQueriesContext(
        connection,
    ) as one:
        seen(home, "karin")
    for name in ("femke", "youssef", "marjolein", "ingrid", "tom"):
        asks(home, name, "Something else")
    with CaptureQueriesContext(connection) as many:
        seen(home, "karin")
    assert len(many) == len(one)
