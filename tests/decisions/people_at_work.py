"""Standings of the people in the hospital group, for stories about what they do with the frame."""

from tests.oeverland import Oeverland

from beforehand.decisions.access import Standing, standing_of
from beforehand.decisions.models import DeciderAnswer, Promise
from beforehand.people.access import Arrival
from beforehand.people.models import Person


def arrival(person: Person, *, strong: bool = True) -> Arrival:
    """Return somebody at the door."""
    return Arrival(person.pk, person.organisation_id, person.name, person.language, strong, False)


def standing(home: Oeverland, name: str, *, strong: bool = True) -> Standing:
    """Return what somebody is in the decision now."""
    found = standing_of(arrival(home.seats[name].person, strong=strong), home.decision.pk)
    assert found is not None
    return found


def karin_has_signed(home: Oeverland) -> None:
    """Let the decider have answered and signed, and say of the letter what can still change."""
    for n in (1, 2, 3):
        DeciderAnswer.objects.create(seat=home.seats["karin"], n=n, text=f"Answer {n}")
    Promise.objects.create(decision=home.decision, seat=home.seats["karin"], words="Nobody is held to it.")
    home.commitments["letter"].still_open = "What the letter asks of people."
    home.commitments["letter"].save()
