"""The numbers by which one person's calendar tells a later letter from an earlier one (RFC 5546, 2.1.4 and 3.2.5).

A number is the sequence of the conversation, and rises apart from it for who is taken out and comes back: others, whose
time did not change, are not asked anew for that.
"""

from uuid import UUID

from django.db import transaction

from beforehand.exchange.models import InCalendar
from beforehand.vault.guard import Author


def number_of(*, seat: UUID, conversation: UUID, sequence: int, off: bool = False) -> int:
    """Return the number of the letter that goes to this person now, and keep it; the same letter again has the same.

    ``sequence`` is that of the conversation. Taken out of it (``off``), and asked again after that, the number is higher
    than any before. What goes out is for the caller to check.
    """
    with transaction.atomic():
        rows = InCalendar.objects.scoped(Author(seat)).filter(conversation_id=conversation)
        before = rows.select_for_update().first()
        if before is None:
            # A letter that says it is off follows on one, also when that was sent before numbers were kept.
            number = sequence + off
            InCalendar(
                conversation_id=conversation, seat_id=seat, number=number, sequence=sequence, off=off
            ).save(force_insert=True)
            return number
        if (before.sequence, before.off) == (sequence, off):
            return int(before.number)
        number = max(before.number + 1, sequence)
        rows.update(number=number, sequence=sequence, off=off)
        return number


def time_of(seat: UUID, conversation: UUID, number: int) -> int | None:
    """Return the sequence of the conversation that an answer with this number is about; None for an earlier number."""
    kept = InCalendar.objects.scoped(Author(seat)).filter(conversation_id=conversation).first()
    if kept is None:
        return number
    return int(kept.sequence) if kept.number == number and not kept.off else None
