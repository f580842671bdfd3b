"""Who is what: the combinations that cannot be, the declaration, and what holds once people were invited."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from tests.decisions.people_at_work import standing
from tests.oeverland import Oeverland

from beforehand.decisions.actions import (
    Place,
    accept_facilitating,
    give_roles,
    place_seat,
    turn_down_facilitating,
)
from beforehand.decisions.choices import Role, Stage
from beforehand.decisions.models import Decision, Fact, FrameChange, Seat, SeatRole
from beforehand.decisions.queries import frame


def roles_of(home: Oeverland, name: str) -> set[str]:
    return set(SeatRole.objects.filter(seat=home.seats[name]).values_list("role", flat=True))


def listening(home: Oeverland) -> None:
    Decision.objects.filter(pk=home.decision.pk).update(stage=Stage.LISTENING)
    Seat.objects.filter(pk=home.seats["femke"].pk).update(invited_at=timezone.now())


@pytest.mark.parametrize(
    ("roles", "way_out"),
    [
        ({Role.FACILITATOR, Role.DECIDER}, "Let somebody else facilitate"),
        ({Role.COUNCIL, Role.DECIDER}, "another member"),
        ({Role.SPONSOR, Role.FACILITATOR}, "without an interest in the outcome"),
    ],
)
@pytest.mark.usefixtures("in_english")
def test_two_roles_that_clash_are_refused_with_the_way_out(
    home: Oeverland, roles: set[Role], way_out: str
) -> None:
    with pytest.raises(ValidationError, match=way_out):
        give_roles(actor=standing(home, "karin"), seat=home.seats["tom"].pk, roles=roles)
    assert roles_of(home, "tom") == {Role.PARTICIPANT}


def test_a_facilitator_begins_only_after_the_declaration(home: Oeverland) -> None:
    give_roles(actor=standing(home, "karin"), seat=home.seats["tom"].pk, roles={Role.FACILITATOR})
    assert not standing(home, "tom").has(Role.FACILITATOR)
    with pytest.raises(ValidationError):
        accept_facilitating(actor=standing(home, "tom"), nobodys_manager=False)
    assert not standing(home, "tom").has(Role.FACILITATOR)
    accept_facilitating(actor=standing(home, "tom"), nobodys_manager=True)
    assert standing(home, "tom").has(Role.FACILITATOR)
    assert SeatRole.objects.get(seat=home.seats["tom"]).declared_at is not None


def test_who_was_given_another_role_meanwhile_cannot_accept(home: Oeverland) -> None:
    SeatRole.objects.create(seat=home.seats["peter"], role=Role.FACILITATOR)  # asked before the rule was kept
    with pytest.raises(ValidationError):
        accept_facilitating(actor=standing(home, "peter"), nobodys_manager=True)


def test_turning_it_down_leaves_nothing(home: Oeverland) -> None:
    give_roles(
        actor=standing(home, "karin"), seat=home.seats["tom"].pk, roles={Role.FACILITATOR, Role.PARTICIPANT}
    )
    turn_down_facilitating(actor=standing(home, "tom"))
    assert roles_of(home, "tom") == {Role.PARTICIPANT}


def test_giving_other_roles_keeps_the_declaration(home: Oeverland) -> None:
    before = SeatRole.objects.get(seat=home.seats["lotte"]).declared_at
    give_roles(
        actor=standing(home, "karin"), seat=home.seats["lotte"].pk, roles={Role.FACILITATOR, Role.OWNER}
    )
    assert SeatRole.objects.get(seat=home.seats["lotte"], role=Role.FACILITATOR).declared_at == before


def test_who_facilitated_while_people_answered_does_not_decide_or_sponsor(home: Oeverland) -> None:
    listening(home)
    give_roles(actor=standing(home, "karin"), seat=home.seats["lotte"].pk, roles=set())
    assert Fact.objects.filter(kind="facilitated", ref=str(home.seats["lotte"].person_id)).exists()
    for role in (Role.DECIDER, Role.SPONSOR):
        with pytest.raises(ValidationError):
            give_roles(actor=standing(home, "karin"), seat=home.seats["lotte"].pk, roles={role})
    give_roles(actor=standing(home, "karin"), seat=home.seats["lotte"].pk, roles={Role.CONFIDANT})


def test_in_belgium_the_council_is_the_workers_side_of_it(home: Oeverland) -> None:
    council = {Role.COUNCIL}
    give_roles(actor=standing(home, "karin"), seat=home.seats["bas"].pk, roles=council)  # the Netherlands
    Decision.objects.filter(pk=home.decision.pk).update(country="BE")
    with pytest.raises(ValidationError):
        give_roles(actor=standing(home, "karin"), seat=home.seats["tom"].pk, roles=council)
    give_roles(actor=standing(home, "karin"), seat=home.seats["tom"].pk, roles=council, workers=True)
    assert roles_of(home, "tom") == council


def test_a_decision_keeps_an_owner(home: Oeverland) -> None:
    with pytest.raises(ValidationError):
        give_roles(actor=standing(home, "karin"), seat=home.seats["karin"].pk, roles={Role.DECIDER})
    give_roles(actor=standing(home, "karin"), seat=home.seats["tom"].pk, roles={Role.OWNER})
    give_roles(actor=standing(home, "karin"), seat=home.seats["karin"].pk, roles={Role.DECIDER})


def test_nobody_gives_themself_a_role_once_people_were_invited(home: Oeverland) -> None:
    own = {Role.DECIDER, Role.PARTICIPANT, Role.OWNER}
    give_roles(actor=standing(home, "karin"), seat=home.seats["karin"].pk, roles=own | {Role.SPONSOR})
    listening(home)
    with pytest.raises(ValidationError):
        give_roles(actor=standing(home, "karin"), seat=home.seats["karin"].pk, roles=own | {Role.CONFIDANT})
    give_roles(actor=standing(home, "karin"), seat=home.seats["karin"].pk, roles=own)


def test_who_was_invited_stays_a_participant(home: Oeverland) -> None:
    listening(home)
    with pytest.raises(ValidationError):
        give_roles(actor=standing(home, "karin"), seat=home.seats["femke"].pk, roles=set())


def test_nobody_moves_to_a_side_to_read_what_was_released_there(home: Oeverland) -> None:
    care = home.sides["care"].pk
    place_seat(actor=standing(home, "karin"), seat=home.seats["karin"].pk, place=Place(side=care))
    listening(home)
    back = Place(side=home.sides["board"].pk)
    with pytest.raises(ValidationError):
        place_seat(actor=standing(home, "karin"), seat=home.seats["karin"].pk, place=back)
    with pytest.raises(ValidationError):
        place_seat(actor=standing(home, "karin"), seat=home.seats["femke"].pk, place=back)
    place_seat(actor=standing(home, "karin"), seat=home.seats["tom"].pk, place=back)  # not invited yet
    place_seat(
        actor=standing(home, "karin"), seat=home.seats["femke"].pk, place=Place(function="Nurse", side=care)
    )


def test_a_new_role_stands_in_what_changed(home: Oeverland) -> None:
    give_roles(
        actor=standing(home, "karin"), seat=home.seats["tom"].pk, roles={Role.PARTICIPANT, Role.SPONSOR}
    )
    change = FrameChange.objects.get()
    assert (change.subject, change.before, change.after) == ("Tom", "participant", "participant, sponsor")
    assert frame(standing(home, "femke")).sponsors == ("Peter", "Tom")
