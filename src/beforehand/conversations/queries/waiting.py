"""What waits for one reader in conversations: an invitation, something to write ahead, a text, the small question."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from beforehand.conversations.choices import Answer, OutcomeKind, Status
from beforehand.conversations.models import Asked, Attendance, Confirmation, Outcome, WrittenAhead
from beforehand.conversations.queries.listed import Lines, people_of, rows_for
from beforehand.conversations.queries.seen import ConversationLine
from beforehand.conversations.rules import AHEAD, attends
from beforehand.decisions.access import Standing
from beforehand.vault.guard import Author


class Waits(StrEnum):
    """What somebody is asked."""

    INVITATION = "invitation"
    AHEAD = "ahead"
    TEXT = "text"
    QUESTION = "question"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingSeen:
    """One thing that waits: what, in which conversation, and for a text or a question about which outcome."""

    what: str
    conversation: ConversationLine
    outcome: UUID | None


def waiting_in_talks(standing: Standing) -> tuple[WaitingSeen, ...]:
    """Return what waits for this reader's own answer; nothing of others, and not that others have answered."""
    rows = {row.pk: row for row in rows_for(standing) if attends(standing, row)}
    if not rows:
        return ()
    lines = Lines(standing, people_of(standing))
    shown = {pk: lines.line(row, {}) for pk, row in rows.items()}
    me = Author(standing.seat)
    answered = {
        a.conversation_id: (a.answer, a.answered_sequence)
        for a in Attendance.objects.scoped(me).filter(conversation__in=list(rows))
    }
    invited = [row for row in rows.values() if row.status == Status.INVITED]
    wait = [row.pk for row in invited if _open(answered.get(row.pk), row.sequence)]
    found = [_about(Waits.INVITATION, shown[pk], None) for pk in wait]
    comes = {pk for pk, (answer, _) in answered.items() if answer != Answer.NO}
    wrote = set(WrittenAhead.objects.scoped(me).values_list("conversation_id", flat=True))
    ahead = [row.pk for row in invited if row.kind == AHEAD and row.opened_at is None]
    found += [_about(Waits.AHEAD, shown[pk], None) for pk in ahead if pk in comes - wrote]
    said = Outcome.objects.scoped(standing.reader).filter(item__conversation__in=list(rows), current=True)
    told = set(Confirmation.objects.scoped(me).values_list("outcome_id", flat=True))
    asked = set(Asked.objects.scoped(me).filter(changed="").values_list("outcome_id", flat=True))
    to_confirm = (OutcomeKind.SHARED_TEXT, OutcomeKind.AGREED_TO_DIFFER)
    for one in said.select_related("item").order_by("made_at", "pk"):
        if one.kind in to_confirm and one.pk not in told:
            found.append(_about(Waits.TEXT, shown[one.item.conversation_id], one.pk))
        if one.pk in asked:
            found.append(_about(Waits.QUESTION, shown[one.item.conversation_id], one.pk))
    return tuple(found)


def _about(what: Waits, line: ConversationLine, outcome: UUID | None) -> WaitingSeen:
    return WaitingSeen(what=what.value, conversation=line, outcome=outcome)


def _open(answered: tuple[str, int | None] | None, sequence: int) -> bool:
    """Tell whether an invitation was not answered as it stands now; a no stays a no."""
    if answered is None or answered[0] == Answer.NO:
        return False
    return answered[0] == Answer.WAITING or answered[1] != sequence
