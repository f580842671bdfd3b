"""What an item takes for granted: what would show that it does not hold, and what is done about it, by whom, when."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from beforehand.conversations.actions.whole import begin_whole, conversation_of
from beforehand.conversations.actions.writing import led
from beforehand.conversations.choices import Status
from beforehand.conversations.models import Assumption, Conversation
from beforehand.conversations.rules import ASSUMPTIONS, WORDS, may_be_on
from beforehand.decisions.access import Standing
from beforehand.decisions.models import Seat
from beforehand.decisions.rules.worded import worded


def write_assumption(
    *,
    actor: Standing,
    item: UUID,
    over: UUID | None,
    text: str,
    signpost: str = "",
    shaping: str = "",
    hedging: str = "",
    owner: UUID | None = None,
    due: date | None = None,
    now: datetime,
) -> UUID:
    """Write down an assumption, or write one anew; what it replaces stays in the table, unread.

    ``item`` may be the conversation itself, as a whole. ``over`` is the version that was read when this was written, None
    for a new one. May: who leads the conversation, and
    the facilitator unless it is confidential.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        ``changed`` when somebody else wrote meanwhile: nothing is replaced unread. Else what is missing.
    """
    with led(actor, conversation_of(actor, item)) as row:
        _fits(row)
        body = {
            "text": worded(text, WORDS, needed=_("Say what is taken for granted.")),
            "signpost": worded(signpost, WORDS),
            "shaping": worded(shaping, WORDS),
            "hedging": worded(hedging, WORDS),
        }
        if due is not None and not may_be_on(due, actor.today) and due != _day_before(actor, item, over):
            raise ValidationError(_("That day lies behind us. Choose a day to come."), code="due")
        if owner is not None and not Seat.objects.filter(pk=owner, decision_id=actor.decision).exists():
            raise ValidationError(_("Choose people who are in this decision."), code="owner")
        begin_whole(actor, row, item)
        made = Assumption(
            id=uuid4(), line=_replaced(actor, item, over), item_id=item, due=due, owner_id=owner,
            made_by_id=actor.seat, made_at=now,
        )  # fmt: skip
        made.body = row.decision.data_key.seal(body, made.about)
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError as raced:
            raise _meanwhile() from raced
        return made.pk


def drop_assumption(*, actor: Standing, item: UUID, over: UUID) -> None:
    """Take an assumption off the table; it stays kept, unread. May, and refused: as ``write_assumption``."""
    with led(actor, conversation_of(actor, item)) as row:
        _fits(row)
        _replaced(actor, item, over)


def _fits(row: Conversation) -> None:
    if row.kind != ASSUMPTIONS:
        raise PermissionDenied
    if row.status == Status.DROPPED:
        raise ValidationError(_("This conversation is no longer to come."), code="past")


def _day_before(actor: Standing, item: UUID, over: UUID | None) -> date | None:
    """Return the day that stood there: one that has passed since may stay while the words change."""
    if over is None:
        return None
    there = Assumption.objects.scoped(actor.reader).filter(pk=over, item_id=item, current=True)
    return there.values_list("due", flat=True).first()


def _replaced(actor: Standing, item: UUID, over: UUID | None) -> UUID:
    """Set aside the version that was read; return the line it belongs to, a new one when there was none."""
    if over is None:
        return uuid4()
    there = Assumption.objects.scoped(actor.reader).filter(pk=over, item_id=item, current=True)
    line: UUID | None = there.values_list("line", flat=True).first()
    if line is None or not there.update(current=False):
        raise _meanwhile()
    return line


def _meanwhile() -> ValidationError:
    return ValidationError(_("Somebody else wrote something here meanwhile. Read it first."), code="changed")
