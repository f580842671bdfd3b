"""Before the licences are signed: two ways to go, an open question all may read, and who stands where."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from tests.oeverland import Oeverland
from tests.records.story import of
from tests.topics.over_time.story import analyse, unheard

from beforehand.decisions.choices import Role
from beforehand.decisions.models import Option, Seat, SeatRole
from beforehand.people.models import Person
from beforehand.perspectives.models import Round
from beforehand.records.actions.deciding import Because, decide
from beforehand.records.queries.gate import Gate, gate
from beforehand.vault.models import DataKey

NOW = datetime(2027, 3, 15, 12, tzinfo=UTC)
AGAIN = date(2027, 6, 15)
REASON = "The rota for the nights is not made yet."


def before(home: Oeverland) -> Oeverland:
    """Two ways are alive, Femke argues for the cards; people asked different questions for all to read.

    The first round is closed.
    """
    Option.objects.create(decision=home.decision, text="A card on every ward", owner=home.seats["femke"])
    Option.objects.create(decision=home.decision, text="An app on the own telephone")
    Option.objects.create(decision=home.decision, text="Do nothing", alive=False)
    Seat.objects.filter(decision=home.decision, side__isnull=False).update(invited_at=timezone.now())
    unheard(home)
    Round.objects.create(decision=home.decision, n=1, closed_at=NOW)
    analyse(home)
    return home


def way(home: Oeverland, start: str) -> UUID:
    return Option.objects.get(decision=home.decision, text__startswith=start).pk


def seen(home: Oeverland, name: str, moment: str = "licence") -> Gate:
    found = gate(of(home, name), home.commitments[moment].pk, NOW)
    assert found is not None
    return found


def question(home: Oeverland) -> str:
    """Return the key of the open topic all may read: two people ask different questions."""
    return next(one.key for one in seen(home, "karin").open if one.pattern == "P06")


def decides(home: Oeverland, name: str = "karin", moment: str = "licence", **more: Any) -> UUID:
    """Karin decides on the cards, with the question still open."""
    given = {
        "option": way(home, "A card"),
        "open": [Because(topic=question(home), reason=REASON, again=AGAIN)],
        "now": NOW,
        **more,
    }
    return decide(actor=of(home, name), commitment=home.commitments[moment].pk, **given)


def seat_for(home: Oeverland, name: str, *roles: Role, side: str | None = "board") -> None:
    """Somebody else gets a seat."""
    person = Person.objects.create(
        organisation=home.organisation, name=name.title(), mail=f"{name}@oeverland.example", language="en"
    )
    home.seats[name] = Seat.objects.create(
        decision=home.decision,
        person=person,
        side=home.sides[side] if side else None,
        function="",
        data_key=DataKey.make(),
    )
    for role in roles:
        declared = timezone.now() if role is Role.FACILITATOR else None
        SeatRole.objects.create(seat=home.seats[name], role=role, declared_at=declared)
