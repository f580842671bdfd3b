"""Who opened what: the facilitator, the decider, the sponsor, once a day; a participant's visit never."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override
from tests.oeverland import Oeverland
from tests.stewardship.test_papers import stands

from beforehand.decisions.choices import Role
from beforehand.decisions.models import Decision, Seat
from beforehand.stewardship.actions import log_view
from beforehand.stewardship.choices import View
from beforehand.stewardship.models import ViewLog
from beforehand.stewardship.queries.log import counted, opened
from beforehand.vault.models import DataKey

MONDAY, TUESDAY = date(2027, 3, 15), date(2027, 3, 16)


@pytest.mark.parametrize(
    ("name", "role"), [("lotte", "facilitator"), ("karin", "decider"), ("peter", "sponsor")]
)
def test_an_opening_is_noted_with_the_role_it_was_made_in(home: Oeverland, name: str, role: str) -> None:
    assert log_view(standing=stands(home, name), view="decision", day=MONDAY)
    assert [(row.viewer_id, row.role) for row in ViewLog.objects.all()] == [(home.seats[name].pk, role)]


@pytest.mark.parametrize("name", ["femke", "ingrid", "wim"])
def test_a_visit_of_anybody_else_is_not(home: Oeverland, name: str) -> None:
    assert not log_view(standing=stands(home, name), view="decision", day=MONDAY)
    assert ViewLog.objects.count() == 0


@pytest.mark.parametrize("role", [Role.OWNER, Role.PARTICIPANT, Role.COUNCIL, Role.CONFIDANT])
def test_no_other_role_is_ever_noted(home: Oeverland, role: Role) -> None:
    log_view(standing=replace(stands(home, "lotte"), roles=frozenset({role})), view="decision", day=MONDAY)
    assert ViewLog.objects.count() == 0


def test_a_view_counts_once_a_day(home: Oeverland) -> None:
    lotte = stands(home, "lotte")
    assert [log_view(standing=lotte, view="topics", day=MONDAY) for _ in range(3)] == [True, False, False]
    assert log_view(standing=lotte, view="topics", day=TUESDAY)
    assert log_view(standing=lotte, view="topics", subject="another", day=MONDAY)
    assert ViewLog.objects.count() == 3


def test_femke_reads_who_opened_what_and_not_whose_answer_it_was(home: Oeverland) -> None:
    log_view(standing=stands(home, "lotte"), view="topics", subject=str(home.seats["bas"].pk), day=MONDAY)
    log_view(standing=stands(home, "lotte"), view="topics", subject=str(home.seats["tom"].pk), day=MONDAY)
    with override("en"):
        rows = opened(stands(home, "femke"))
    assert [(row.day, row.name, row.role, row.view) for row in rows] == [
        (MONDAY, "Lotte", Role.FACILITATOR, "All there is to talk about")
    ]
    assert str(home.seats["bas"].pk) not in repr(rows)


def test_the_works_council_reads_how_often_and_no_names(home: Oeverland) -> None:
    for day in (MONDAY, TUESDAY, date(2027, 3, 22)):
        log_view(standing=stands(home, "lotte"), view="topics", day=day)
    rows = counted(stands(home, "wim"))
    assert [(row.week, row.count) for row in rows] == [(date(2027, 3, 22), 1), (MONDAY, 2)]
    assert "Lotte" not in repr(rows)


def test_each_reads_their_own_kind_only(home: Oeverland) -> None:
    for name in ("wim", "peter"):
        with pytest.raises(PermissionDenied):
            opened(stands(home, name))
    for name in ("femke", "lotte", "peter"):
        with pytest.raises(PermissionDenied):
            counted(stands(home, name))


def test_another_decision_s_openings_are_not_shown(home: Oeverland) -> None:
    other = Decision.objects.create(
        organisation=home.organisation, sentence="Which rota?", data_key=DataKey.make()
    )
    seat = Seat.objects.create(decision=other, person=home.seats["lotte"].person, data_key=DataKey.make())
    log_view(
        standing=replace(stands(home, "lotte"), decision=other.pk, seat=seat.pk), view="topics", day=MONDAY
    )
    assert ViewLog.objects.count() == 1
    assert opened(stands(home, "femke")) == ()


def test_every_view_that_is_noted_has_a_name_in_words() -> None:
    noted = set()
    for path in (Path(__file__).parents[2] / "src" / "beforehand").rglob("*.py"):
        noted |= set(
            re.findall(r"""(?:log_view|opened\.send)\([^)]*view="([a-z_]+)\"""", path.read_text("utf-8"))
        )
    assert noted
    assert noted <= set(View.values)
