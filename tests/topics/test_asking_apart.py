"""Femke would rather not yet sit in one room with Ingrid. She says so herself; Ingrid does not learn it."""

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from tests.beginning import told_once
from tests.oeverland import TODAY, Oeverland
from tests.topics.over_time.story import NOW, analyse, of, unheard

from beforehand.decisions.models import SeatRole
from beforehand.people.access import Arrival
from beforehand.stewardship.actions import erase
from beforehand.topics.actions import lift_constraint, set_constraint, state_own, take_back_own
from beforehand.topics.analyses import picture_of
from beforehand.topics.models import Constraint
from beforehand.topics.queries import constraints, latest, own_constraints, proposals
from beforehand.vault.guard import Author
from beforehand.vault.processes.analyst import analyst

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
ASKED = "Femke asked for this"
OTHERS = ("ingrid", "karin", "bas", "tom", "peter", "wim")


@told_once
def beginning(home: Oeverland) -> Oeverland:
    unheard(home)
    analyse(home)
    return home


def asks(home: Oeverland, by: str = "femke", other: str = "ingrid") -> Any:
    return state_own(actor=of(home, by), kind="apart", other=home.seats[other].pk, now=NOW)


def sends(home: Oeverland, name: str, **form: Any) -> Any:
    client = home.client(name, headers={"accept-language": "en"})
    return client.post(f"/d/{home.decision.pk}/my-time/", form)


def shown(home: Oeverland, name: str, where: str = "my-time") -> str:
    answer = home.client(name, headers={"accept-language": "en"}).get(f"/d/{home.decision.pk}/{where}/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def together(home: Oeverland) -> bool:
    both = {home.seats["femke"].pk, home.seats["ingrid"].pk}
    return any(both <= set(one.people) for one in proposals(of(home, "lotte")))


def here(home: Oeverland, name: str) -> Arrival:
    person = home.seats[name].person
    return Arrival(person.pk, person.organisation_id, person.name, "en", strong=False, administrator=False)


def test_she_asks_it_on_her_own_page_the_plan_goes_round_it_and_she_takes_it_back(home: Oeverland) -> None:
    assert together(home)
    shared = latest(of(home, "ingrid"))
    for _ in range(2):
        assert sends(home, "femke", do="apart", other=str(home.seats["ingrid"].pk)).status_code == 302
    [mine] = own_constraints(of(home, "femke"))
    assert (mine.kind, mine.people) == ("apart", ("Ingrid",))
    assert 'name="constraint" value="' + str(mine.id) in shown(home, "femke")
    analyse(home)
    assert not together(home)
    assert latest(of(home, "ingrid")) == shared, "a plan all read does not bend around it"
    assert sends(home, "femke", do="lift", constraint=str(mine.id)).status_code == 302
    assert (own_constraints(of(home, "femke")), constraints(of(home, "lotte"))) == ((), ())
    analyse(home)
    assert together(home)


def test_who_facilitates_reads_who_asked_and_nobody_else_anything(home: Oeverland) -> None:
    before = {name: shown(home, name, "rights") for name in OTHERS}
    kept = asks(home)
    [said] = constraints(of(home, "lotte"))
    assert (said.people, said.own, said.by) == (("Femke", "Ingrid"), True, "Femke")
    read = shown(home, "lotte", "constraints")
    assert ASKED in read
    assert f'value="{kept}"' in read
    assert 'value="lift"' not in read, "it is hers to take back"
    for name in OTHERS:
        standing = of(home, name)
        assert (constraints(standing), own_constraints(standing)) == ((), ())
        assert not Constraint.objects.scoped(standing.reader).exists()
        assert not Constraint.objects.scoped(Author(standing.seat)).exists()
        after = shown(home, name, "rights")
        assert "Not in one room yet" not in after
        assert ASKED not in before[name] + after
    assert "Not in one room yet: Ingrid" in shown(home, "femke", "rights")
    row = Constraint.objects.scoped(analyst(home.decision.pk)).get(pk=kept)
    assert str(home.seats["ingrid"].pk).encode() not in row.body.ciphertext


def test_what_a_facilitator_says_of_the_same_two_stands_beside_it(home: Oeverland) -> None:
    asks(home)
    seats = [home.seats[name].pk for name in ("femke", "ingrid")]
    hers = set_constraint(actor=of(home, "lotte"), kind="apart", seats=seats, why="Words were said.", now=NOW)
    [mine] = own_constraints(of(home, "femke"))
    with pytest.raises(PermissionDenied):
        lift_constraint(actor=of(home, "lotte"), constraint=mine.id)
    take_back_own(actor=of(home, "femke"), constraint=hers)
    take_back_own(actor=of(home, "femke"), constraint=mine.id)
    assert [one.id for one in constraints(of(home, "lotte"))] == [hers]
    assert len(picture_of(home.decision.pk, TODAY).apart) == 1


def test_nobody_takes_back_what_another_asked(home: Oeverland) -> None:
    kept = asks(home)
    for name in ("ingrid", "tom"):
        take_back_own(actor=of(home, name), constraint=kept)
        with pytest.raises(PermissionDenied):
            lift_constraint(actor=of(home, name), constraint=kept)
    assert len(own_constraints(of(home, "femke"))) == 1
    take_back_own(actor=of(home, "femke"), constraint=kept)
    assert own_constraints(of(home, "femke")) == ()


@pytest.mark.parametrize("name", ["lotte", "peter", "wim"])
def test_who_takes_no_part_asks_nothing(home: Oeverland, name: str) -> None:
    with pytest.raises(PermissionDenied):
        asks(home, by=name)
    assert asks(home, by="tom")


@pytest.mark.parametrize("other", ["femke", "lotte", "wim", "stranger", "nobody"])
def test_it_is_about_somebody_else_who_takes_part(home: Oeverland, other: str) -> None:
    """Herself, who takes no part, another organisation's and nobody at all: refused beside the field, and not kept."""
    seat = {"stranger": home.stranger.pk, "nobody": ""}.get(other) or (
        home.seats[other].pk if other in home.seats else ""
    )
    answer = sends(home, "femke", do="apart", other=str(seat))
    told = answer.content.decode().partition('id="apart-other_error"')[2].partition("</div>")[0]
    assert answer.status_code == 422
    assert "Choose somebody" in told
    with pytest.raises(ValidationError):
        state_own(actor=of(home, "femke"), kind="apart", other=seat or None, now=NOW)
    assert not Constraint.objects.scoped(analyst(home.decision.pk)).exists()


def test_who_facilitates_and_takes_part_is_not_asked_about_and_does_not_read_it_later(
    home: Oeverland,
) -> None:
    SeatRole.objects.create(seat=home.seats["tom"], role="facilitator", declared_at=NOW)
    assert f'value="{home.seats["tom"].pk}"' not in shown(home, "femke")
    assert f'value="{home.seats["bas"].pk}"' in shown(home, "femke")
    with pytest.raises(ValidationError):
        asks(home, other="tom")
    kept = asks(home, other="bas")
    SeatRole.objects.create(seat=home.seats["bas"], role="facilitator", declared_at=NOW)
    assert constraints(of(home, "bas")) == ()
    assert [one.id for one in constraints(of(home, "tom"))] == [kept]
    lift_constraint(actor=of(home, "bas"), constraint=kept)
    assert len(own_constraints(of(home, "femke"))) == 1


@pytest.mark.parametrize("leaves", ["femke", "ingrid"])
def test_it_is_in_what_is_kept_of_her_and_is_forgotten_with_either_of_them(
    home: Oeverland, leaves: str
) -> None:
    asks(home)
    files = {
        name: home.client(name).get(reverse("stewardship:take")).content.decode()
        for name in ("femke", "ingrid", "karin")
    }
    [mine] = json.loads(files["femke"])["decisions"]
    [group] = mine["around"]
    assert [(row["about"], row["said"]) for row in group["rows"]] == [("Nog niet samen aan tafel", "Ingrid")]
    assert "samen aan tafel" not in files["ingrid"] + files["karin"]
    erase(actor=here(home, leaves))
    assert not Constraint.objects.scoped(analyst(home.decision.pk)).exists()
