"""Conversations in a list, for one reader."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from beforehand.conversations.choices import LIVE, Status
from beforehand.conversations.models import Conversation
from beforehand.conversations.queries.rows import bodies
from beforehand.conversations.queries.seen import ConversationLine, PersonSeen
from beforehand.conversations.rules import attends, exists_for, may_lead
from beforehand.decisions.access import Standing
from beforehand.decisions.models import Seat
from beforehand.knowledge import load


def language() -> str:
    """Return the language of the page."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def people_of(standing: Standing) -> dict[str, PersonSeen]:
    """Return everybody in the decision, by the id of their seat: name, function and side, which all in it read."""
    seats = Seat.objects.filter(decision_id=standing.decision).select_related("person", "side")
    return {
        str(seat.pk): PersonSeen(
            seat=seat.pk,
            name=seat.person.name,
            function=seat.function,
            side=seat.side.name if seat.side else "",
        )
        for seat in seats
    }


@dataclass(frozen=True)
class Lines:
    """Says conversations in a list."""

    standing: Standing
    people: Mapping[str, PersonSeen]

    def line(self, row: Conversation, body: Mapping[str, Any]) -> ConversationLine:
        """Return one."""
        kind = load().conversation_types.get(row.kind)
        name = kind.name.say(language()) if kind else row.kind
        leads = may_lead(self.standing, row)
        return ConversationLine(
            id=row.pk,
            kind=row.kind,
            name=name[:1].upper() + name[1:],
            status=row.status,
            words=str(Status(row.status).label),
            confidential=row.confidential,
            starts_at=row.starts_at,
            minutes=row.minutes,
            people=self.named(row.people),
            lead=self.people[str(row.lead_id)].name if str(row.lead_id) in self.people else "",
            mine=attends(self.standing, row),
            leads=row.lead_id == self.standing.seat,
            may_change=leads and row.status in LIVE,
            sequence=row.sequence,
            proposal=row.engine_key if leads else "",
            why_dropped=str(body.get("why_dropped", "")) if leads else "",
        )

    def named(self, seats: Iterable[str]) -> tuple[PersonSeen, ...]:
        """Return people by name; somebody who left is not named."""
        there = (self.people[seat] for seat in seats if seat in self.people)
        return tuple(sorted(there, key=lambda person: (person.name, str(person.seat))))


def rows_for(standing: Standing) -> list[Conversation]:
    """Return the conversations that exist for a reader, the soonest first and those without a time last."""
    rows = Conversation.objects.scoped(standing.reader).select_related("decision__data_key")
    there = [row for row in rows if exists_for(standing, row)]
    return sorted(
        there, key=lambda r: (r.starts_at is None, r.starts_at and r.starts_at.timestamp(), r.made_at, r.pk)
    )


def conversations_of(standing: Standing) -> tuple[ConversationLine, ...]:
    """Return every conversation that exists for this reader: led, invited to, or of a decision they facilitate.

    A confidential one exists only for those in it and who leads it (G12); what is planned and not invited to yet only for
    who leads it and the facilitators. Why one was dropped is for who leads it.
    """
    rows = rows_for(standing)
    told = bodies(standing, rows)
    lines = Lines(standing, people_of(standing))
    return tuple(lines.line(row, told.get(row.pk, {})) for row in rows)


def my_conversations(standing: Standing) -> tuple[ConversationLine, ...]:
    """Return what this reader was invited to, and what was cancelled of it; nothing of others."""
    return tuple(line for line in conversations_of(standing) if line.mine)


def ids_led(standing: Standing) -> frozenset[UUID]:
    """Return the ids of the conversations this reader leads."""
    return frozenset(row.pk for row in rows_for(standing) if row.lead_id == standing.seat)
