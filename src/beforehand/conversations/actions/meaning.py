"""The questions of a conversation, one after the other: what was said is played back until the other nods."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from beforehand.conversations.actions.writing import led
from beforehand.conversations.choices import LIVE
from beforehand.conversations.models import Conversation, PlayedBack
from beforehand.conversations.queries.meaning import played_back, voices
from beforehand.conversations.rules import reached_question
from beforehand.decisions.access import Standing
from beforehand.knowledge import load


def note_nod(*, actor: Standing, conversation: UUID, question: str, voice: str, nodded: bool) -> None:
    """Note that a side nodded to what was said back to it, or take that back. The same again changes nothing.

    ``voice`` is the id of a side, or ``rules.TOGETHER``. May: who leads it, and the facilitator unless it is
    confidential.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When it was held or dropped, when the question before it is not behind, or there is no such question or side.
    """

    def change(body: dict[str, Any]) -> None:
        nods = set(body["nods"].get(question, ()))
        body["nods"][question] = sorted(nods | {voice} if nodded else nods - {voice})

    _change(actor, conversation, question, change, voice=voice)


def skip_question(*, actor: Standing, conversation: UUID, question: str, skipped: bool) -> None:
    """Leave a question for now, or come back to it. The same again changes nothing.

    May, and refused: as ``note_nod``.
    """

    def change(body: dict[str, Any]) -> None:
        there = set(body["skipped"])
        body["skipped"] = sorted(there | {question} if skipped else there - {question})

    _change(actor, conversation, question, change)


def _change(
    actor: Standing,
    conversation: UUID,
    question: str,
    change: Callable[[dict[str, Any]], None],
    *,
    voice: str | None = None,
) -> None:
    with led(actor, conversation) as row:
        if row.status not in LIVE:
            raise ValidationError(_("This conversation is no longer to come."), code="past")
        course = load().conversation_types[row.kind].course
        asked = [one.id for one in course.questions] if course is not None else []
        there = [one.id for one in voices(row)]
        if question not in asked or (voice is not None and voice not in there):
            raise ValidationError(_("That cannot be done here. Look again."), code="question")
        body = played_back(actor, row)
        if asked.index(question) > reached_question(asked, there, body["nods"], body["skipped"]):
            raise ValidationError(_("First the question before it, or skip that one."), code="order")
        change(body)
        _keep(actor, row, body)


def _keep(actor: Standing, row: Conversation, body: dict[str, Any]) -> None:
    made = PlayedBack(conversation=row)
    made.body = row.decision.data_key.seal(body, made.about)
    rows = PlayedBack.objects.scoped(actor.reader).filter(conversation=row)
    if not rows.update(body=made.body):
        made.save(force_insert=True)
