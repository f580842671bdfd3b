"""How the people of the stories answer each other: through the same actions and addresses as the pages."""

from collections.abc import Iterable
from uuid import UUID

from tests.oeverland import Oeverland
from tests.perspectives.telling import NOW, gives, sends, stands

from beforehand.perspectives import actions
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.models import Round, Statement
from beforehand.perspectives.queries.responding import Responding, responding
from beforehand.vault.guard import Author

SAID = {
    "femke": {"knows": "Gloves stay on", "protects": "Ten minutes at the bed"},
    "youssef": {"risks": "The night shift has no phones", "done": "nobody waits at the door"},
    "ingrid": {"knows": "The insurer asks by July", "protects": "The records"},
    "tom": {"risks": "The old badges fail", "done": "all wards are in"},
}
"""What four people said for all to read: what one person knows, and what can be picked."""


def everybody_said(home: Oeverland, release: int = 2) -> None:
    """Let four people, two of each side, say what they see and release it."""
    for name, said in SAID.items():
        for field, text in said.items():
            gives(home, name, field, text)
        sends(home, name, release)


def opens(home: Oeverland, kind: RoundKind = RoundKind.RESPOND) -> Round:
    """Close what is open and open a round."""
    closes(home)
    n = Round.objects.filter(decision=home.decision).count() + 1
    return Round.objects.create(decision=home.decision, n=n, kind=kind)


def closes(home: Oeverland) -> None:
    """Close the round that is open."""
    Round.objects.filter(decision=home.decision, closed_at__isnull=True).update(closed_at=NOW)


def begins(home: Oeverland, name: str) -> Responding:
    """Let somebody begin round 2, pass the mirror, and get the cards."""
    actions.leave_mirror(actor=stands(home, name), now=NOW)
    return responding(stands(home, name))


def sentence(home: Oeverland, name: str, field: str) -> UUID:
    """Return the id of what somebody said to a question."""
    found: UUID = (
        Statement.objects.scoped(Author(home.seats[name].pk)).values_list("pk", flat=True).get(field=field)
    )
    return found


def texts(here: Responding) -> list[str]:
    """Return what lies before somebody, in order."""
    return [card.text for card in here.cards]


def words(*names: str, fields: Iterable[str] = ("knows", "risks", "protects", "done")) -> set[str]:
    """Return what these people said."""
    return {text for name in names for field, text in SAID[name].items() if field in fields}
