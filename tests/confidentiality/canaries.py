"""One recognisable word per person, field and level, written as if everybody had answered everything.

A canary is a word that occurs nowhere else. Whoever reads it, read that person's sentence.
"""

import hashlib
import re
from datetime import UTC, datetime
from itertools import product

from tests.oeverland import Oeverland

from beforehand.perspectives.choices import State
from beforehand.perspectives.models import Figure, Perspective, Statement
from beforehand.vault.guard import Author

WRITERS = ("karin", "ingrid", "tom", "bas", "femke", "youssef", "marjolein")
TEXTS = ("knows", "risks", "assumptions", "question", "done", "protects", "condition", "absent_named")
LEVELS = (0, 1, 2, 3, 4)
DRAFT = "tom"  # has answered and not sent
TYPED_FOR = "bas"  # somebody else typed it, and Bas has not said yes
Canary = tuple[str, str, int]


def word(writer: str, field: str, level: int) -> str:
    """Return the word of one sentence."""
    return "kanarie" + hashlib.sha256(f"{writer} {field} {level}".encode()).hexdigest()[:12]


WORD = re.compile(r"kanarie[0-9a-f]{12}")
EVERY = {word(*c): c for c in product(WRITERS, TEXTS, LEVELS)}


def answer(
    home: Oeverland, writer: str, field: str, level: int, text: str, *, ordinal: int | None = None
) -> Statement:
    """Store one sentence, as it stands after its writer saved it."""
    seat = home.seats[writer]
    perspective, _ = _perspective(home, writer)
    row = Statement(
        perspective=perspective,
        field=field,
        ordinal=level + 1 if ordinal is None else ordinal,
        release=level,
        confirmed=writer != TYPED_FOR,
        typed_by=home.seats["lotte"] if writer == TYPED_FOR else None,
    )
    body = {"text": text, "certainty": 3, "importance": 5} if field == "assumptions" else {"text": text}
    row.body = seat.data_key.seal(body, row.about)
    row.save(force_insert=True)
    return row


def plant(home: Oeverland, fields: tuple[str, ...] = TEXTS) -> None:
    """Let everybody have said everything at every level, and answered every question with a choice."""
    for writer, field, level in EVERY.values():
        if field not in fields:
            continue
        answer(home, writer, field, level, f"Sentence {word(writer, field, level)} here")
    for writer in WRITERS:
        for field, value in figures(home).items():
            set_figure(home, writer, field, value, level=1)


def figures(home: Oeverland) -> dict[str, object]:
    """Return an answer to every question that is answered with a choice."""
    return {
        "accountable": 5,
        "affected": 5,
        "heard": 1,
        "reversible_by_commitment": {str(c.pk): 3 for c in home.commitments.values()},
        "thinks_decides": str(home.seats["karin"].pk),
        "contact_sides": {str(side.pk): "ticket" for side in home.sides.values()},
    }


def set_figure(home: Oeverland, writer: str, field: str, value: object, *, level: int) -> None:
    """Store one choice."""
    perspective, _ = _perspective(home, writer)
    seat = home.seats[writer]
    mine = Figure.objects.scoped(Author(seat.pk)).filter(field=field)
    row = mine.first() or Figure(perspective=perspective, field=field)
    row.release = level
    row.body = seat.data_key.seal({"value": value}, row.about)
    row.save()


def _perspective(home: Oeverland, writer: str) -> tuple[Perspective, bool]:
    seat = home.seats[writer]
    found = Perspective.objects.scoped(Author(seat.pk)).first()
    if found is not None:
        return found, False
    state = State.DRAFT if writer == DRAFT else State.SENT
    sent = None if writer == DRAFT else datetime(2027, 3, 10, 9, tzinfo=UTC)
    return Perspective.objects.create(seat=seat, state=state, sent_at=sent), True


def allowed(reader: str) -> set[Canary]:
    """Return what a reader may see over all pages together, written down by hand from the release table.

    Before a picture is published nobody reads another participant's sentence but the facilitator, from level 1.
    """
    if reader == "lotte":
        hidden = (DRAFT, TYPED_FOR)
        return {c for c in EVERY.values() if c[2] >= 1 and c[0] not in hidden}
    if reader in WRITERS:
        return {c for c in EVERY.values() if c[0] == reader}
    return set()
