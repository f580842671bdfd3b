"""No page asks the database more when there are more people and more moments."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.oeverland import TODAY, Oeverland

from beforehand.decisions.choices import Role
from beforehand.decisions.models import AbsentGroup, Commitment, Mark, Option, Seat, SeatRole, Side
from beforehand.people.models import Person
from beforehand.vault.models import DataKey

PAGES = ("frame", "wording", "sides", "people", "options", "commitments", "absent", "first", "invite")


def more(home: Oeverland, n: int) -> None:
    for i in range(n):
        person = Person.objects.create(organisation=home.organisation, name=f"P{i}", mail=f"p{i}@x.example")
        side = Side.objects.create(decision=home.decision, key=f"s{i}", name=f"Side {i}")
        seat = Seat.objects.create(decision=home.decision, person=person, side=side, data_key=DataKey.make())
        SeatRole.objects.create(seat=seat, role=Role.PARTICIPANT)
        moment = Commitment.objects.create(
            decision=home.decision,
            key=f"m{i}",
            title=f"Moment {i}",
            day=TODAY + timedelta(days=i + 1),
            decider=seat,
        )
        Mark.objects.create(commitment=moment, mark="budget_goedgekeurd")
        Option.objects.create(decision=home.decision, text=f"Way {i}", owner=seat)
        AbsentGroup.objects.create(decision=home.decision, name=f"Group {i}", could_speak=seat)


@pytest.mark.once
@pytest.mark.parametrize("page", PAGES)
def test_queries_do_not_grow_with_rows(home: Oeverland, page: str) -> None:
    client = home.client("karin")
    where = reverse(f"decisions:{page}", kwargs={"decision": home.decision.pk})
    client.get(where)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(where).status_code == 200
        return len(queries)

    few = asked()
    more(home, 15)
    assert asked() == few
