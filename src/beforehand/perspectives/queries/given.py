"""What people gave, what was done with it, and what still waits for that."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from beforehand.decisions.access import Standing
from beforehand.perspectives.access import own_place
from beforehand.perspectives.models import Reply, Statement
from beforehand.perspectives.queries.card import question_of
from beforehand.perspectives.queries.own import own_sentences
from beforehand.perspectives.queries.replies import ReplySeen, own_replies, replies_by_statement
from beforehand.perspectives.queries.said import Said, statements_for
from beforehand.perspectives.rules.replying import GIVEN, late_before, least_read, may_reply, reads_input


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldMe:
    """A reply with the own sentence it is to, for the writer."""

    question: str
    text: str
    lang: str
    reply: ReplySeen


@dataclass(frozen=True, slots=True, kw_only=True)
class InputLine:
    """A sentence this reader may read, whether it waits too long, and what was said of it."""

    said: Said
    late: bool
    reply: ReplySeen | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InputPart:
    """All that was said to one question."""

    field: str
    question: str
    lines: tuple[InputLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """What waits for a reply: how many sentences, and those that have waited too long."""

    waiting: int
    late: tuple[UUID, ...]

    @property
    def many(self) -> int:
        """How many have waited too long."""
        return len(self.late)


NOTHING_WAITS = Unanswered(waiting=0, late=())


def replies_to_me(standing: Standing) -> tuple[ToldMe, ...]:
    """Return what was done with what this person said, the newest first; for the writer alone."""
    replies = own_replies(standing)
    place = own_place(standing) if replies else None
    if place is None:
        return ()
    told = [
        ToldMe(
            question=question_of(own.field),
            text=own.text,
            lang=own.more.get("lang", ""),
            reply=replies[own.id],
        )
        for own in own_sentences(place)
        if own.id in replies
    ]
    return tuple(sorted(told, key=lambda one: (one.reply.at, str(one.reply.statement)), reverse=True))


def input_for(standing: Standing, now: datetime) -> tuple[InputPart, ...]:
    """Return the sentences this reader may reply to, by question, with the replies there are.

    For facilitator and decider. Withheld: what was not released to them; from who decides all of it until the first
    round is closed; the own sentences; when anything was sent. The order tells nothing about who wrote what.
    """
    if not may_reply(standing) or not reads_input(standing):
        return ()
    may = _given(standing)
    replies = replies_by_statement(standing)
    late = set(unanswered_input(standing, now).late)
    parts: dict[str, list[InputLine]] = {}
    for visible in statements_for(standing):
        said = visible.value
        if said.id in may:
            line = InputLine(said=said, late=said.id in late, reply=replies.get(said.id))
            parts.setdefault(said.field, []).append(line)
    return tuple(
        InputPart(field=field, question=question_of(field), lines=tuple(lines))
        for field, lines in parts.items()
    )


def unanswered_input(standing: Standing, now: datetime) -> Unanswered:
    """Return what waits for a reply, of what this reader may read; nothing for who does not reply.

    Withheld: who waits, and since when. From who decides all of it until the first round is closed.
    """
    if not may_reply(standing) or not reads_input(standing):
        return NOTHING_WAITS
    replied = set(Reply.objects.scoped(standing.reader).values_list("statement_id", flat=True))
    before = late_before(now)
    rows = _readable(standing).order_by("field", "pk").values_list("pk", "perspective__sent_at")
    waiting = [(statement, sent) for statement, sent in rows if statement not in replied]
    late = tuple(statement for statement, sent in waiting if sent is not None and sent <= before)
    return Unanswered(waiting=len(waiting), late=late)


def _given(standing: Standing) -> set[UUID]:
    return set(_readable(standing).values_list("pk", flat=True))


def _readable(standing: Standing) -> Any:
    rows = Statement.objects.scoped(standing.reader).filter(GIVEN, release__gte=least_read(standing))
    return rows.exclude(perspective__seat_id=standing.seat)
