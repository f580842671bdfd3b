"""Saying what was done with a sentence, and why."""

from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction

from beforehand.decisions.access import Standing
from beforehand.perspectives.actions.answering import NotKeptError, tell
from beforehand.perspectives.choices import Taken
from beforehand.perspectives.models import Reply, Statement
from beforehand.perspectives.queries.replies import ReplyRow, ReplySeen
from beforehand.perspectives.rules import WORDS
from beforehand.perspectives.rules.replying import GIVEN, least_read, may_reply, needs_why, reads_input
from beforehand.perspectives.signals import replied
from beforehand.vault.door import disclose_kept
from beforehand.vault.processes.postman import postman


def reply(
    *,
    actor: Standing,
    statement: UUID,
    outcome: str,
    why: str,
    now: datetime,
    last: datetime | None = None,
) -> UUID:
    """Say what was done with a sentence and why, and return the reply; saying the same twice is saying it once.

    May: who facilitates or decides, of sentences they may read that are not their own. ``last`` is when the reply was
    given that the actor saw and now corrects. Its writer gets a line in the next digest; nobody learns who that is.

    Raises
    ------
    PermissionDenied
        For everybody else.
    NotKeptError
        ``gone`` when the sentence cannot be read (any more), ``unknown`` for another outcome, ``why`` when it needs a
        reason, ``long``, and ``changed`` when somebody else replied meanwhile.
    """
    if not may_reply(actor):
        raise PermissionDenied
    if outcome not in Taken.values:
        raise NotKeptError("unknown")
    if needs_why(Taken(outcome)) and not why:
        raise NotKeptError("why")
    if len(why) > WORDS or "\x00" in why:
        raise NotKeptError("long")
    with transaction.atomic():
        row = _sentence(actor, statement)
        there = _there(actor, statement)
        if there is not None and (there.outcome, there.why) == (outcome, why):
            return _id_of(actor, statement)
        if (there.at if there is not None else None) != last:
            raise NotKeptError("changed")
        kept = Reply(
            id=_id_of(actor, statement) if there is not None else uuid4(),
            statement=row,
            outcome=outcome,
            by_id=actor.seat,
            at=now,
        )
        kept.why = row.perspective.seat.data_key.seal({"text": why}, kept.about)
        if there is None:
            kept.save(force_insert=True)
        else:
            Reply.objects.scoped(actor.reader).filter(pk=kept.pk).update(
                outcome=outcome, why=kept.why, by_id=actor.seat, at=now
            )
        tell(actor.decision)
        seat = row.perspective.seat_id
        transaction.on_commit(lambda: replied.send(sender=None, decision=actor.decision, seat=seat))
        return kept.pk


def seats_replied_to(decision: UUID, since: datetime) -> tuple[UUID, ...]:
    """Return to whom something was said since then of what they had said; for the job that posts, and nobody's eyes."""
    rows = Reply.objects.scoped(postman(decision)).filter(at__gt=since)
    found = rows.values_list("statement__perspective__seat_id", flat=True)
    return tuple(sorted(set(found)))


def _sentence(actor: Standing, statement: UUID) -> Statement:
    """Hold the sentence, so that two who reply at once do so one after the other."""
    rows = Statement.objects.scoped(actor.reader).filter(GIVEN, pk=statement, release__gte=least_read(actor))
    rows = rows.exclude(perspective__seat_id=actor.seat).select_related("perspective__seat__data_key")
    found = rows.select_for_update(of=("self",)).first() if reads_input(actor) else None
    if found is None:
        raise NotKeptError("gone")
    return found


def _there(actor: Standing, statement: UUID) -> ReplySeen | None:
    rows = Reply.objects.scoped(actor.reader).filter(statement_id=statement)
    rows = rows.select_related("statement__perspective__seat__data_key", "by__person")
    seen = disclose_kept(actor.viewer, [ReplyRow(row=row) for row in rows])
    return seen[0].value if seen else None


def _id_of(actor: Standing, statement: UUID) -> UUID:
    rows = Reply.objects.scoped(actor.reader).filter(statement_id=statement)
    found: UUID = rows.values_list("pk", flat=True).get()
    return found
