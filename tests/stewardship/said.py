"""People of the hospital group say something, so that there is something to keep, to show and to forget."""

from datetime import UTC, datetime

from beforehand.decisions.models import Seat
from beforehand.perspectives.choices import State
from beforehand.perspectives.models import CallRequest, Figure, Perspective, Statement

NOW = datetime(2027, 6, 1, 3, 0, tzinfo=UTC)


def says(
    seat: Seat,
    text: str,
    *,
    field: str = "knows",
    ordinal: int = 1,
    release: int = 2,
    typed_by: Seat | None = None,
) -> Statement:
    """Have somebody say one sentence and send it."""
    view = _view(seat)
    row = Statement(perspective=view, field=field, ordinal=ordinal, release=release, typed_by=typed_by)
    row.body = seat.data_key.seal({"text": text}, row.about)
    row.save()
    return row


def names(seat: Seat, other: Seat) -> Figure:
    """Have somebody name another one who should be heard."""
    row = Figure(perspective=_view(seat), field="thinks_decides")
    row.body = seat.data_key.seal({"value": str(other.pk)}, row.about)
    row.save()
    return row


def asks_a_call(seat: Seat, number: str) -> CallRequest:
    """Have somebody ask to be called."""
    row = CallRequest(seat=seat)
    row.body = seat.data_key.seal({"number": number, "when": "Friday"}, row.about)
    row.save()
    return row


def _view(seat: Seat) -> Perspective:
    from beforehand.vault.guard import Author

    found = Perspective.objects.scoped(Author(seat.pk)).first()
    return found or Perspective.objects.create(seat=seat, state=State.SENT, sent_at=NOW)
