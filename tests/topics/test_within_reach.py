"""What is proposed, and who does not meet whom, is within reach of who facilitates and of nobody by another way."""

from dataclasses import replace

import pytest
from tests.oeverland import Oeverland
from tests.topics.over_time.story import NOW, analyse, of, unheard

from beforehand.decisions.choices import Role
from beforehand.topics.actions import set_constraint, state_own
from beforehand.topics.models import Constraint
from beforehand.topics.queries import constraints, own_constraints, proposals
from beforehand.vault.guard import Author

pytestmark = pytest.mark.django_db


def test_what_is_proposed_is_there_for_who_facilitates_alone(home: Oeverland) -> None:
    unheard(home)
    analyse(home)
    assert proposals(of(home, "lotte"))
    for name in ("karin", "femke", "peter", "wim"):
        assert proposals(of(home, name)) == ()


def test_that_two_are_kept_apart_is_not_the_own_word_of_who_said_it(home: Oeverland) -> None:
    """Who facilitated and takes part by now reads nothing of it: neither role nor authorship leads there."""
    lotte, seats = of(home, "lotte"), home.seats
    set_constraint(actor=lotte, kind="apart", seats=[seats["femke"].pk, seats["ingrid"].pk], now=NOW)
    set_constraint(actor=lotte, kind="alone_first", seats=[seats["tom"].pk], now=NOW)
    assert Constraint.objects.scoped(lotte.reader).count() == 2
    assert [row.kind for row in Constraint.objects.scoped(Author(lotte.seat))] == ["apart"]
    takes_part = replace(lotte, roles=frozenset({Role.PARTICIPANT}))
    assert own_constraints(takes_part) == constraints(takes_part) == ()
    state_own(actor=of(home, "femke"), kind="apart", other=seats["ingrid"].pk, now=NOW)
    assert [one.kind for one in own_constraints(of(home, "femke"))] == ["apart"]
