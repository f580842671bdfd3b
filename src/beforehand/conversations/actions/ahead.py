"""Writing alone before a conversation, and laying it open, all at once, when people sit together."""

from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from beforehand.conversations.actions.writing import keep, known, led
from beforehand.conversations.choices import Status
from beforehand.conversations.models import WrittenAhead
from beforehand.conversations.rules import AHEAD, WORDS, attends
from beforehand.decisions.access import Standing
from beforehand.decisions.models import Seat
from beforehand.decisions.rules.worded import worded
from beforehand.perspectives.choices import Release
from beforehand.vault.guard import Author


def write_ahead(*, actor: Standing, conversation: UUID, text: str, release: int, now: datetime) -> None:
    """Write down alone what one foresees, and who may read it; writing again takes its place.

    Nobody reads it, nor whether somebody wrote, until who leads the conversation lays it open. May: who is invited.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When it was laid open already, or it is no longer to come; or what is given cannot be kept.
    """
    with known(actor, conversation) as row:
        if not attends(actor, row) or row.kind != AHEAD:
            raise PermissionDenied
        if row.opened_at is not None:
            raise ValidationError(_("It was laid open already. Say it at the table."), code="opened")
        if row.status != Status.INVITED:
            raise ValidationError(_("This conversation is no longer to come."), code="past")
        if release not in Release.values:
            raise ValidationError(_("Choose who may read this."), code="release")
        text = worded(text, WORDS, needed=_("Write at least one sentence."))
        key = Seat.objects.select_related("data_key").get(pk=actor.seat).data_key
        own = WrittenAhead.objects.scoped(Author(actor.seat), conversation=row)
        there = own.first()
        if there is not None:
            own.update(text=key.seal({"text": text}, there.about), release=release, at=now)
            return
        made = WrittenAhead(id=uuid4(), conversation=row, seat_id=actor.seat, release=release, at=now)
        made.text = key.seal({"text": text}, made.about)
        made.save(force_insert=True)


def withdraw_ahead(*, actor: Standing, conversation: UUID) -> None:
    """Take back what one wrote ahead, at any moment, also after the decision. May: who wrote it.

    Raises
    ------
    PermissionDenied
        For everybody else, and when it is not there.
    """
    own = WrittenAhead.objects.scoped(Author(actor.seat), conversation_id=conversation)
    if not own.filter(conversation__decision_id=actor.decision).delete()[0]:
        raise PermissionDenied


def lay_open(*, actor: Standing, conversation: UUID, now: datetime) -> None:
    """Lay open, all at once, what people wrote ahead, for each as far as its writer released it. Twice changes nothing.

    May: who leads it, and the facilitator unless it is confidential.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When nobody was invited yet, or it was dropped.
    """
    with led(actor, conversation) as row:
        if row.kind != AHEAD:
            raise PermissionDenied
        if row.opened_at is not None:
            return
        if row.invited_at is None or row.status not in (Status.INVITED, Status.HELD):
            raise ValidationError(_("Invite people first; then they can write."), code="past")
        keep(actor, row, opened_at=now)
