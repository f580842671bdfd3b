"""Every page of the frame, for each who may and each who may not; in both languages."""

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.oeverland import Oeverland

from beforehand.decisions.models import AbsentGroup, Option

PLAIN = (
    "frame",
    "wording",
    "sides",
    "people",
    "paste",
    "options",
    "commitments",
    "new_commitment",
    "absent",
    "invite",
)


def address(home: Oeverland, name: str, **more: object) -> str:
    return reverse(f"decisions:{name}", kwargs={"decision": home.decision.pk, **more})


def addresses(home: Oeverland) -> dict[str, str]:
    """Every page that shows something, by name."""
    option = Option.objects.create(decision=home.decision, text="Badge")
    group = AbsentGroup.objects.create(decision=home.decision, name="Night nurses")
    return {
        **{name: address(home, name) for name in PLAIN},
        "side": address(home, "side", side=home.sides["it"].pk),
        "seat": address(home, "seat", seat=home.seats["tom"].pk),
        "roles": address(home, "roles", seat=home.seats["tom"].pk),
        "option": address(home, "option", option=option.pk),
        "commitment": address(home, "commitment", commitment=home.commitments["licence"].pk),
        "absent_group": address(home, "absent_group", group=group.pk),
        "close": address(home, "close"),
        "first": address(home, "first"),
    }


@pytest.mark.parametrize("language", ["nl", "en"])
def test_karin_opens_every_page(home: Oeverland, language: str) -> None:
    client = home.client("karin", headers={"Accept-Language": language})
    for name, where in addresses(home).items():
        page = client.get(where)
        assert page.status_code == 200, name
        assert f'<html lang="{language}">' in page.content.decode(), name
        assert page.headers["Cache-Control"] == "private, no-store", name


def test_a_participant_opens_only_what_the_decider_said_first(home: Oeverland) -> None:
    client = home.client("femke")
    opened = [name for name, where in addresses(home).items() if client.get(where).status_code == 200]
    assert opened == ["first"]


@pytest.mark.parametrize("who", ["peter", "wim"])
def test_sponsor_and_council_do_not_make_the_frame(home: Oeverland, who: str) -> None:
    client = home.client(who)
    opened = [name for name, where in addresses(home).items() if client.get(where).status_code == 200]
    assert opened == ["first"]


def test_the_facilitator_makes_the_frame_but_gives_no_roles_and_closes_nothing(home: Oeverland) -> None:
    client = home.client("lotte")
    shut = [name for name, where in addresses(home).items() if client.get(where).status_code == 404]
    assert shut == ["roles", "close"]


def test_a_stranger_finds_nothing(home: Oeverland) -> None:
    client = home.client("stranger")
    assert {client.get(where).status_code for where in addresses(home).values()} == {404}


def test_what_belongs_to_another_decision_is_not_here(home: Oeverland) -> None:
    client = home.client("karin")
    for name, key in (("side", "side"), ("seat", "seat"), ("roles", "seat"), ("option", "option"),
                      ("commitment", "commitment"), ("absent_group", "group")):  # fmt: skip
        assert client.get(address(home, name, **{key: uuid4()})).status_code == 404, name
