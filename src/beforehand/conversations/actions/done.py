"""When it is done, as part of what came of an item: per side, with criteria, and with who owns the benefits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from beforehand.conversations.models import Conversation
from beforehand.conversations.rules import DONE, WORDS
from beforehand.decisions.access import Standing
from beforehand.decisions.choices import SideKind
from beforehand.decisions.models import Seat, Side
from beforehand.decisions.rules.worded import worded


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """When the work flows and when it is sound, by the id of a side; the criteria; the seat of who owns the benefits."""

    flow: Mapping[str, str] = field(default_factory=dict)
    sound: Mapping[str, str] = field(default_factory=dict)
    criteria: str = ""
    benefits: UUID | None = None


def done_body(row: Conversation, done: Done | None) -> dict[str, Any]:
    """Return what is sealed with the outcome; nothing for other kinds of conversation, or when nothing was written."""
    if done is None or row.kind != DONE:
        return {}
    ours = {str(pk) for pk in Side.objects.filter(decision_id=row.decision_id).values_list("pk", flat=True)}
    sides = {}
    for side in sorted(ours & (set(done.flow) | set(done.sound))):
        said = {
            "flow": worded(done.flow.get(side, ""), WORDS),
            "sound": worded(done.sound.get(side, ""), WORDS),
        }
        if any(said.values()):
            sides[side] = said
    criteria = worded(done.criteria, WORDS)
    if not sides and not criteria and done.benefits is None:
        return {}
    return {"done": {"sides": sides, "criteria": criteria}}


def owns_benefits(actor: Standing, row: Conversation, done: Done | None) -> UUID | None:
    """Return the seat of who owns the benefits; refuse strangers, and people who sit on a side that is IT (R23).

    Somebody of whom the side is not known is not refused: the page then asks.
    """
    if done is None or row.kind != DONE or done.benefits is None:
        return None
    seat = Seat.objects.select_related("side").filter(pk=done.benefits, decision_id=actor.decision).first()
    if seat is None:
        raise ValidationError(_("Choose people who are in this decision."), code="benefits")
    if seat.side is not None and seat.side.kind == SideKind.IT:
        raise ValidationError(
            _(
                "This person sits on the side of IT. Choose somebody outside IT, who has the benefits in the work."
            ),
            code="benefits",
        )
    return seat.pk
