"""A picture worth looking at: everybody said something, and the rounds closed."""

from collections.abc import Callable, Mapping
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from tests.confidentiality.canaries import answer
from tests.oeverland import Oeverland

from beforehand.decisions.choices import Role
from beforehand.decisions.models import Seat, SeatRole
from beforehand.people.models import Person
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.models import Publication, Round
from beforehand.topics.actions import make_analysis, note_change
from beforehand.vault.models import DataKey

Publish = Callable[..., None]


def newcomer(home: Oeverland, name: str, side: str) -> Seat:
    """Give somebody new a seat on a side."""
    mail = f"{name}@oeverland.example"
    person = Person.objects.create(
        organisation=home.organisation, name=name.title(), mail=mail, language="en"
    )
    seat = Seat.objects.create(
        decision=home.decision, person=person, side=home.sides[side], data_key=DataKey.make()
    )
    SeatRole.objects.create(seat=seat, role=Role.PARTICIPANT)
    home.seats[name] = seat
    return seat


def close(home: Oeverland, *kinds: RoundKind) -> None:
    """Let these rounds have been, and be closed."""
    for n, kind in enumerate(kinds, 1):
        Round.objects.create(decision=home.decision, n=n, kind=kind, closed_at=timezone.now())


@pytest.fixture
def told(home: Oeverland) -> Oeverland:
    """Three sides large enough to be named told their view; nothing has closed yet."""
    for name in ("olga", "piet"):
        newcomer(home, name, "board")
    answer(home, "ingrid", "question", 2, "How do we close the biggest hole?")
    answer(home, "femke", "question", 2, "Can I open a record in three seconds?")
    answer(home, "ingrid", "protects", 2, "The records of patients.")
    answer(home, "femke", "protects", 3, "The ten minutes in which it goes wrong.")
    answer(home, "youssef", "condition", 4, "That a ward can say no.")
    answer(home, "ingrid", "done", 2, "When every account has two factors.")
    answer(home, "femke", "done", 2, "When nobody has to think about it.")
    answer(home, "ingrid", "assumptions", 2, "Everybody has a telephone.")
    answer(home, "marjolein", "knows", 2, "The theatre has no reception.")
    answer(home, "marjolein", "risks", 1, "I tell only Lotte that I am afraid.")
    thought = answer(home, "ingrid", "mirror", 2, "They want no extra step.")
    thought.about_side = home.sides["care"]
    thought.save()
    make_analysis(home.decision.pk)
    return home


@pytest.fixture
def shared(told: Oeverland) -> Oeverland:
    """All three rounds have closed."""
    close(told, RoundKind.LISTEN, RoundKind.RESPOND, RoundKind.MIRROR)
    return told


@pytest.fixture
def publish(home: Oeverland) -> Publish:
    """Freeze counts about a subject, as the rounds do when they close."""

    def frozen(kind: RoundKind, about: str, counts: Mapping[str, int], *, side: UUID | None = None) -> None:
        answers = sum(counts.values())
        sides = [str(side)] if side else []
        block = {"sides": sides, "members": answers + 1, "answers": answers, "counts": dict(counts)}
        row = Publication(
            id=uuid4(),
            round=Round.objects.get(decision=home.decision, kind=kind),
            subject=about,
            made_at=timezone.now(),
        )
        row.body = home.decision.data_key.seal({"blocks": [block]}, row.about)
        row.save(force_insert=True)

    return frozen


def noted(home: Oeverland) -> None:
    """Let what changed be noted and analysed, as it is after every change."""
    note_change(home.decision.pk)
    make_analysis(home.decision.pk)


def page(home: Oeverland, name: str, *, language: str = "en", path: str = "") -> str:
    """Return the picture as somebody gets it."""
    address = f"/d/{home.decision.pk}/picture/{path}"
    response = home.client(name).get(address, HTTP_ACCEPT_LANGUAGE=language)
    assert response.status_code == 200
    return response.content.decode()
