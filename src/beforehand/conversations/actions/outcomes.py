"""What came of an item, and who stands behind it. A text closes a topic once every side concerned confirmed it."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from beforehand.conversations.actions.done import Done, done_body, owns_benefits
from beforehand.conversations.actions.happenings import (
    take_back_agreed,
    tell_agreed,
    tell_benefits,
    tell_changed,
)
from beforehand.conversations.actions.telling import tell_all
from beforehand.conversations.actions.whole import begin_whole, conversation_of
from beforehand.conversations.actions.writing import known, led
from beforehand.conversations.choices import OutcomeKind
from beforehand.conversations.models import Confirmation, Conversation, Outcome
from beforehand.conversations.rules import LINE, WORDS, attends, confirmed_by_all
from beforehand.conversations.signals import outcome_recorded
from beforehand.decisions.access import Standing
from beforehand.decisions.models import Seat
from beforehand.decisions.rules.worded import worded
from beforehand.topics.actions import close_topic, concerned, reopen_topic
from beforehand.topics.choices import Cause
from beforehand.vault.guard import Author
from beforehand.vault.processes.closer import closer

CONFIRMED = frozenset({OutcomeKind.SHARED_TEXT, OutcomeKind.AGREED_TO_DIFFER})


def record_outcome(
    *,
    actor: Standing,
    item: UUID,
    kind: str,
    over: UUID | None,
    text: str = "",
    how: str = "",
    changed: str = "",
    owner: UUID | None = None,
    due: date | None = None,
    done: Done | None = None,
    now: datetime,
) -> UUID:
    """Write down what came of an item. A text that replaces a confirmed one has to be confirmed anew.

    ``item`` may be the conversation itself: what came of it as a whole. ``over`` is the outcome that was read when this
    was written, None when there was none. ``done`` counts in a conversation about when it is done, and is confirmed with
    the text. May: who leads the conversation, and the facilitator unless it is confidential.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        ``changed`` when somebody else wrote meanwhile: nothing is replaced unread. Else what is missing.
    """
    conversation = conversation_of(actor, item)
    with led(actor, conversation) as row:
        body = {**_body(kind, text, how, changed), **done_body(row, done)}
        benefits = owns_benefits(actor, row, done)
        _found_out_by(actor, kind, owner, due)
        begin_whole(actor, row, item)
        present = Outcome.objects.scoped(actor.reader).filter(item_id=item, current=True)
        there = present.first()
        if (None if there is None else there.pk) != over:
            raise ValidationError(
                _("Somebody else wrote something here meanwhile. Read it first."), code="changed"
            )
        if there is not None:
            stood = _stands(row, there)
            present.update(current=False)
            if stood:
                _open_again(row, there, now)
        made = Outcome(
            id=uuid4(), item_id=item, kind=kind, due=due, owner_id=owner, benefits_id=benefits,
            made_by_id=actor.seat, made_at=now,
        )  # fmt: skip
        made.body = row.decision.data_key.seal(body, made.about)
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError as raced:
            raise ValidationError(
                _("Somebody else wrote something here meanwhile. Read it first."), code="changed"
            ) from raced
        tell_all(outcome_recorded, row, outcome=made.pk)
        return made.pk


def confirm_outcome(*, actor: Standing, outcome: UUID, agrees: bool, words: str = "", now: datetime) -> None:
    """Say whether this is what was agreed; where people agreed to differ, in own words. Saying the same changes nothing.

    A no is told to nobody. May: who was in the conversation.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        When another outcome took its place, or there is nothing to confirm.
    """
    with known(actor, _behind(actor, outcome)) as row:
        if not attends(actor, row):
            raise PermissionDenied
        said = Outcome.objects.scoped(actor.reader).select_related("item").get(pk=outcome)
        if not said.current:
            raise ValidationError(_("This text was replaced. Read the new one."), code="changed")
        if said.kind not in CONFIRMED:
            raise ValidationError(_("There is nothing to confirm here."), code="nothing")
        differs = said.kind == OutcomeKind.AGREED_TO_DIFFER
        words = worded(words, WORDS, needed=_("Say it in your own words.") if differs and agrees else "")
        stood = _stands(row, said)
        _confirm(actor, said, agrees, words, now)
        if differs:
            return
        stands = _stands(row, said)
        if stands and not stood:
            topic = said.item.topic_id
            if topic is not None:
                close_topic(
                    decision=row.decision_id,
                    topic=topic,
                    cause=Cause.TEXT,
                    everywhere=not row.confidential,
                    now=now,
                )
            tell_agreed(row, said.pk, actor.today)
            if said.benefits_id is not None:
                tell_benefits(row, said.pk, said.benefits_id, actor.today)
            tell_changed(row, True)
        elif stood and not stands:
            _open_again(row, said, now)


def _confirm(actor: Standing, said: Outcome, agrees: bool, words: str, now: datetime) -> None:
    key = Seat.objects.select_related("data_key").get(pk=actor.seat).data_key
    mine = Confirmation(outcome=said, seat_id=actor.seat)
    sealed = key.seal({"text": words}, mine.about) if words else None
    own = Confirmation.objects.scoped(Author(actor.seat)).filter(outcome=said)
    if not own.update(agrees=agrees, words=sealed, at=now):
        mine.agrees, mine.words, mine.at = agrees, sealed, now
        mine.save(force_insert=True)


def _open_again(row: Conversation, said: Outcome, now: datetime) -> None:
    if said.item.topic_id is not None:
        reopen_topic(decision=row.decision_id, topic=said.item.topic_id, cause=Cause.TAKEN_BACK, now=now)
    take_back_agreed(row, said.pk)
    tell_changed(row, None)


def _stands(row: Conversation, said: Outcome) -> bool:
    """Tell whether every side concerned confirmed a shared text; counted by the Closer, who tells nothing else."""
    if said.kind != OutcomeKind.SHARED_TEXT:
        return False
    about: frozenset[UUID] = frozenset()
    if said.item.topic_id is not None:
        about, _people = concerned(row.decision_id, said.item.topic_id)
    if len(about) < 2:
        there = Seat.objects.filter(decision_id=row.decision_id, pk__in=row.people, side__isnull=False)
        about |= frozenset(there.values_list("side_id", flat=True))
    rows = Confirmation.objects.scoped(closer(row.decision_id)).filter(outcome=said)
    told = list(rows.values_list("seat__side_id", "agrees"))
    return confirmed_by_all(
        frozenset(about),
        frozenset(side for side, agrees in told if agrees),
        frozenset(side for side, agrees in told if not agrees),
    )


def _behind(actor: Standing, outcome: UUID) -> UUID:
    rows = Outcome.objects.scoped(actor.reader).filter(pk=outcome)
    found: UUID | None = rows.values_list("item__conversation_id", flat=True).first()
    if found is None:
        raise PermissionDenied
    return found


def _body(kind: str, text: str, how: str, changed: str) -> dict[str, str]:
    if kind not in OutcomeKind.values:
        raise ValidationError(_("Choose what came of it."), code="kind")
    body = {
        "text": worded(
            text, WORDS, needed=_("Write the text you share.") if kind == OutcomeKind.SHARED_TEXT else ""
        ),
        "how": worded(
            how, LINE, needed=_("Say how it is found out.") if kind == OutcomeKind.FIND_OUT else ""
        ),
        "changed": worded(changed, WORDS),
    }
    return {name: said for name, said in body.items() if said}


def _found_out_by(actor: Standing, kind: str, owner: UUID | None, due: date | None) -> None:
    if owner is not None and not Seat.objects.filter(pk=owner, decision_id=actor.decision).exists():
        raise ValidationError(_("Choose people who are in this decision."), code="people")
    if kind != OutcomeKind.FIND_OUT:
        return
    if owner is None:
        raise ValidationError(_("Say who finds it out."), code="owner")
    if due is None or due < actor.today:
        raise ValidationError(_("Say before which day to come."), code="due")
