"""What the stories about records share: who reads, a signature to write down, and a way to leave the database empty."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import connection
from tests.oeverland import Oeverland

from beforehand.decisions.access import Standing, standing_of
from beforehand.people.access import Arrival
from beforehand.records.actions import Added, append
from beforehand.records.choices import PartReaders
from beforehand.records.models.immutable import put_in_place, take_away
from beforehand.records.rules.chain import Head

AT = datetime(2027, 4, 29, 14, 5, 7, 123456, tzinfo=UTC)
CONDITION = "The night shift keeps its cards"
RESERVATION = "One ward was not heard"


def of(home: Oeverland, name: str) -> Standing:
    """Return what somebody is in the decision, arrived in the strongest way."""
    person = home.seats[name].person
    arrival = Arrival(person.pk, person.organisation_id, person.name, "en", strong=True, administrator=False)
    found = standing_of(arrival, home.decision.pk)
    assert found is not None
    return found


def signs(home: Oeverland, n: int = 1, *, condition: str = CONDITION) -> Head:
    """Write down that Karin signed: her name, Femke's condition, and a reservation for who facilitates."""
    femke: UUID = home.seats["femke"].pk
    return append(
        decision=home.decision.pk,
        kind="decided",
        body={"commitment": str(home.commitments["licence"].pk), "n": n},
        parts=[
            Added(name="by", text="Karin", seat=home.seats["karin"].pk),
            Added(name="condition.1", text=condition, seat=femke),
            Added(name="condition.1.by", text="Femke", seat=femke),
            Added(name="reservation", text=RESERVATION, readers=PartReaders.FACILITATOR),
        ],
        at=AT + timedelta(minutes=n),
    )


@contextmanager
def rewritable() -> Iterator[None]:
    """Let go of the triggers: to play who has the database itself, and to leave it empty after a story."""
    take_away(connection)
    try:
        yield
    finally:
        put_in_place(connection)
