"""Each deed, done by somebody who may and refused to somebody who differs only in who they are."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from tests.decisions.people_at_work import arrival, karin_has_signed, standing
from tests.oeverland import Oeverland

from beforehand.decisions import actions
from beforehand.decisions.access import Standing
from beforehand.decisions.actions import Beginning, Moment, Place, StillOpen
from beforehand.decisions.actions.wording import seen_as
from beforehand.decisions.choices import Role, SideKind, Stage
from beforehand.decisions.models import AbsentGroup, Decision, Option, Seat, SeatRole, Side
from beforehand.decisions.queries.editing import wording_of
from beforehand.decisions.rules.lines import Newcomer

Deed = Callable[[Oeverland, Standing], object]
LATER = date(2027, 6, 1)


def _option(home: Oeverland) -> Option:
    return Option.objects.get_or_create(decision=home.decision, text="Badge")[0]


def _group(home: Oeverland) -> AbsentGroup:
    return AbsentGroup.objects.get_or_create(decision=home.decision, name="Night nurses")[0]


def _spare(home: Oeverland) -> Side:
    return Side.objects.get_or_create(decision=home.decision, key="spare", name="Spare")[0]


def _speaks(home: Oeverland) -> dict[str, object]:
    return {"could_speak": home.seats["femke"].pk, "legitimate": True, "urgent": False, "power": False}


FRAMING: dict[str, Deed] = {
    "add_side": lambda h, a: actions.add_side(actor=a, name="Patients", kind=SideKind.OTHER),
    "add_sides": lambda h, a: actions.add_sides(actor=a, sides=[("Patients", SideKind.OTHER)]),
    "change_side": lambda h, a: actions.change_side(
        actor=a, side=h.sides["it"].pk, name="ICT", kind=SideKind.IT
    ),
    "remove_side": lambda h, a: actions.remove_side(actor=a, side=_spare(h).pk),
    "add_option": lambda h, a: actions.add_option(actor=a, text="App", alive=True, owner=None),
    "change_option": lambda h, a: actions.change_option(
        actor=a, option=_option(h).pk, text="Badges", alive=False, owner=h.seats["tom"].pk
    ),
    "remove_option": lambda h, a: actions.remove_option(actor=a, option=_option(h).pk),
    "add_absent": lambda h, a: actions.add_absent(actor=a, name="Volunteers", **_speaks(h)),  # type: ignore[arg-type]
    "add_absent_groups": lambda h, a: actions.add_absent_groups(actor=a, names=["Volunteers"]),
    "change_absent": lambda h, a: actions.change_absent(
        actor=a,
        group=_group(h).pk,
        name="Night staff",
        **_speaks(h),  # type: ignore[arg-type]
    ),
    "remove_absent": lambda h, a: actions.remove_absent(actor=a, group=_group(h).pk),
    "add_commitment": lambda h, a: actions.add_commitment(actor=a, moment=Moment(title="Pilot", day=LATER)),
    "change_commitment": lambda h, a: actions.change_commitment(
        actor=a, commitment=h.commitments["letter"].pk, moment=Moment(title="Letter", day=LATER), revision=1
    ),
    "say_what_is_open": lambda h, a: actions.say_what_is_open(
        actor=a,
        said=[
            StillOpen(
                commitment=h.commitments["letter"].pk, still_open="Its tone", nothing_open=False, revision=1
            )
        ],
    ),
    "remove_commitment": lambda h, a: actions.remove_commitment(
        actor=a, commitment=h.commitments["letter"].pk
    ),
    "add_people": lambda h, a: actions.add_people(actor=a, newcomers=[Newcomer(name="Ada")]),
    "place_seat": lambda h, a: actions.place_seat(
        actor=a, seat=h.seats["bas"].pk, place=Place(function="Desk", side=h.sides["care"].pk)
    ),
    "correct_person": lambda h, a: actions.correct_person(
        actor=a, seat=h.seats["bas"].pk, name="Bas B.", mail="bas@oeverland.example"
    ),
    "remove_seat": lambda h, a: actions.remove_seat(actor=a, seat=h.seats["bas"].pk),
    "send_way_in": lambda h, a: actions.send_way_in(actor=a, seat=h.seats["karin"].pk),
    "change_decision": lambda h, a: actions.change_decision(
        actor=a, wording=wording_of(h.decision), seen=seen_as(wording_of(h.decision))
    ),
    "invite": lambda h, a: actions.invite(actor=a, seats=[h.seats["femke"].pk]),
}


@pytest.mark.parametrize("deed", FRAMING.values(), ids=FRAMING)
@pytest.mark.parametrize("who", ["karin", "lotte"])
def test_owner_decider_and_facilitator_make_the_frame(home: Oeverland, deed: Deed, who: str) -> None:
    karin_has_signed(home)
    deed(home, standing(home, who))


@pytest.mark.parametrize("deed", FRAMING.values(), ids=FRAMING)
@pytest.mark.parametrize("who", ["femke", "peter", "wim"])
def test_nobody_else_does(home: Oeverland, deed: Deed, who: str) -> None:
    karin_has_signed(home)
    with pytest.raises(PermissionDenied):
        deed(home, standing(home, who))


def test_a_facilitator_by_link_alone_does_not(home: Oeverland) -> None:
    with pytest.raises(PermissionDenied):
        FRAMING["add_side"](home, standing(home, "lotte", strong=False))


DECIDING: dict[str, Deed] = {
    "give_roles": lambda h, a: actions.give_roles(
        actor=a, seat=h.seats["tom"].pk, roles={Role.PARTICIPANT, Role.SPONSOR}
    ),
    "close": lambda h, a: actions.close(actor=a, taken=True),
    "take_up_again": lambda h, a: actions.take_up_again(actor=a),
}


@pytest.mark.parametrize("deed", DECIDING.values(), ids=DECIDING)
def test_owner_and_decider_give_roles_and_close(home: Oeverland, deed: Deed) -> None:
    deed(home, standing(home, "karin"))


@pytest.mark.parametrize("deed", DECIDING.values(), ids=DECIDING)
@pytest.mark.parametrize("who", ["lotte", "femke", "peter"])
def test_the_facilitator_does_not(home: Oeverland, deed: Deed, who: str) -> None:
    with pytest.raises(PermissionDenied):
        deed(home, standing(home, who))


@pytest.mark.parametrize(
    "deed",
    [
        lambda a: actions.answer_first(actor=a, answers={1: "Nothing yet"}),
        lambda a: actions.sign_promise(actor=a),
    ],
    ids=["answer_first", "sign_promise"],
)
def test_only_the_decider_answers_first_and_signs(
    home: Oeverland, deed: Callable[[Standing], object]
) -> None:
    karin_has_signed(home)
    deed(standing(home, "karin"))
    for who in ("lotte", "femke", "peter"):
        with pytest.raises(PermissionDenied):
            deed(standing(home, who))


@pytest.mark.parametrize(
    "deed",
    [
        lambda a: actions.accept_facilitating(actor=a, nobodys_manager=True),
        lambda a: actions.turn_down_facilitating(actor=a),
    ],
    ids=["accept_facilitating", "turn_down_facilitating"],
)
def test_only_who_was_asked_answers_that(home: Oeverland, deed: Callable[[Standing], object]) -> None:
    SeatRole.objects.filter(seat=home.seats["lotte"]).update(declared_at=None)
    with pytest.raises(PermissionDenied):
        deed(standing(home, "femke"))
    deed(standing(home, "lotte"))
    with pytest.raises(PermissionDenied):  # once is enough
        deed(standing(home, "lotte"))


def test_beginning_needs_an_account_or_a_decision_of_ones_own(home: Oeverland) -> None:
    beginning = Beginning(sentence="Which beds do we buy?", day=date(2099, 1, 1), language="en")
    with pytest.raises(PermissionDenied):
        actions.begin_decision(actor=arrival(home.stranger, strong=False), beginning=beginning)
    with pytest.raises(PermissionDenied):
        actions.begin_decision(actor=arrival(home.seats["femke"].person, strong=False), beginning=beginning)
    far = Beginning(sentence="Which beds do we buy?", day=date(2040, 1, 1), language="en")
    actions.begin_decision(actor=arrival(home.seats["karin"].person, strong=False), beginning=far)
    made = actions.begin_decision(actor=arrival(home.stranger), beginning=far)
    owner = Seat.objects.get(decision=made)
    assert [role.role for role in owner.roles.all()] == [Role.OWNER]
    assert Decision.objects.get(pk=made).stage == Stage.FRAMING
