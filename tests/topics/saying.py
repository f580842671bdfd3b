"""Somebody says something: sealed, sent, and released to whom they choose."""

from typing import Any
from uuid import UUID, uuid4

from beforehand.decisions.models import Seat
from beforehand.perspectives.models import Figure, Perspective, Statement
from beforehand.vault.guard import Author


def perspective_of(seat: Seat, state: str = "sent") -> Perspective:
    """Return the perspective of a seat."""
    own = Perspective.objects.scoped(Author(seat.pk)).first()
    return own or Perspective.objects.create(seat=seat, state=state)


def says(
    seat: Seat,
    field: str,
    text: str,
    *,
    release: int = 1,
    state: str = "sent",
    confirmed: bool = True,
    **more: Any,
) -> UUID:
    """Keep one sentence."""
    perspective = perspective_of(seat, state)
    taken = Statement.objects.scoped(Author(seat.pk)).filter(field=field).count()
    row = Statement(
        id=uuid4(),
        perspective=perspective,
        field=field,
        ordinal=taken + 1,
        release=release,
        confirmed=confirmed,
    )
    row.body = seat.data_key.seal({"text": text, **more}, row.about)
    row.save(force_insert=True)
    return row.pk


def taps(seat: Seat, field: str, value: Any, *, release: int = 1) -> None:
    """Keep one choice."""
    row = Figure(id=uuid4(), perspective=perspective_of(seat), field=field, release=release)
    row.body = seat.data_key.seal({"value": value}, row.about)
    row.save(force_insert=True)
