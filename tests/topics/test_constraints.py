"""A facilitator says who meets whom for now; the plan goes around it, and nobody else knows."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.oeverland import Oeverland
from tests.topics.over_time.story import NOW, analyse, of, unheard

from beforehand.topics.actions import forget_topics_of, lift_constraint, set_constraint
from beforehand.topics.analyses import picture_of
from beforehand.topics.models import Constraint
from beforehand.topics.queries import constraints, latest, proposals
from beforehand.vault.processes.analyst import analyst

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(home: Oeverland) -> Oeverland:
    unheard(home)
    analyse(home)
    return home


def says(home: Oeverland, kind: str, *names: str, by: str = "lotte", **more: Any) -> Any:
    seats = [home.seats[name].pk for name in names]
    return set_constraint(actor=of(home, by), kind=kind, seats=seats, now=NOW, **more)


def together(home: Oeverland, *names: str) -> bool:
    people = {home.seats[name].pk for name in names}
    return any(people <= set(p.people) for p in proposals(of(home, "lotte")))


def test_two_who_are_kept_apart_are_proposed_for_no_conversation_until_it_is_lifted(said: Oeverland) -> None:
    assert together(said, "femke", "ingrid")
    shared = latest(of(said, "karin"))
    kept = says(said, "apart", "femke", "ingrid")
    analyse(said)
    assert not together(said, "femke", "ingrid")
    assert latest(of(said, "karin")) == shared, "a plan all read does not bend around it"
    lift_constraint(actor=of(said, "lotte"), constraint=kept)
    analyse(said)
    assert together(said, "femke", "ingrid")


def test_what_was_said_reaches_the_planner(said: Oeverland) -> None:
    says(said, "alone_first", "tom")
    says(said, "weekly", "femke", most=1)
    says(said, "away", "ingrid", start=date(2027, 3, 22), end=date(2027, 3, 26))
    picture = picture_of(said.decision.pk, date(2027, 3, 15))
    ids = {name: str(seat.pk) for name, seat in said.seats.items()}
    assert picture.alone_first == {ids["tom"]}
    assert picture.seat(ids["femke"]).weekly == 1
    assert [(a.start, a.end) for a in picture.seat(ids["ingrid"]).away] == [
        (date(2027, 3, 22), date(2027, 3, 26))
    ]
    analyse(said)
    alone = {p.people for p in proposals(of(said, "lotte")) if p.kind == "een_op_een"}
    assert (said.seats["tom"].pk,) in alone


def test_facilitators_read_it_and_nobody_else(said: Oeverland) -> None:
    kept = says(said, "apart", "femke", "ingrid")
    assert [(c.kind, set(c.people)) for c in constraints(of(said, "lotte"))] == [
        ("apart", {"Femke", "Ingrid"})
    ]
    for name in ("femke", "ingrid", "karin", "peter", "wim"):
        assert constraints(of(said, name)) == ()
        assert not Constraint.objects.scoped(of(said, name).reader).exists()
    row = Constraint.objects.scoped(analyst(said.decision.pk)).get(pk=kept)
    assert str(said.seats["femke"].pk).encode() not in row.body.ciphertext


@pytest.mark.parametrize("name", ["karin", "femke", "peter", "wim"])
def test_nobody_else_says_it_or_takes_it_back(said: Oeverland, name: str) -> None:
    kept = says(said, "apart", "femke", "ingrid")
    with pytest.raises(PermissionDenied):
        says(said, "apart", "tom", "ingrid", by=name)
    with pytest.raises(PermissionDenied):
        lift_constraint(actor=of(said, name), constraint=kept)
    assert len(constraints(of(said, "lotte"))) == 1


@pytest.mark.parametrize(
    ("kind", "names", "more"),
    [
        ("apart", ["femke"], {}),
        ("apart", ["femke", "ingrid", "tom"], {}),
        ("apart", ["femke", "lotte"], {}),
        ("alone_first", [], {}),
        ("weekly", ["femke"], {}),
        ("weekly", ["femke"], {"most": 6}),
        ("weekly", ["femke"], {"most": -1}),
        ("away", ["femke"], {"start": date(2027, 3, 22)}),
        ("away", ["femke"], {"start": date(2027, 3, 22), "end": date(2027, 3, 21)}),
        ("enemies", ["femke", "ingrid"], {}),
    ],
)
def test_what_cannot_be_is_refused(
    said: Oeverland, kind: str, names: list[str], more: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError):
        says(said, kind, *names, **more)
    with pytest.raises(ValidationError):
        set_constraint(actor=of(said, "lotte"), kind="alone_first", seats=[uuid4()], now=NOW)
    assert constraints(of(said, "lotte")) == ()


def test_it_goes_with_who_leaves(said: Oeverland) -> None:
    says(said, "apart", "femke", "ingrid")
    says(said, "weekly", "tom", most=1)
    forget_topics_of(said.decision.pk, said.seats["femke"].pk)
    assert [c.people for c in constraints(of(said, "lotte"))] == [("Tom",)]
