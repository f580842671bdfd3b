"""Deciding with open eyes, postponing, and making smaller. Each is one entry in the record, written by one person."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.actions import Moment, change_commitment
from beforehand.decisions.choices import Door
from beforehand.decisions.models import Commitment, Option
from beforehand.decisions.rules.worded import worded
from beforehand.records.actions.appending import append
from beforehand.records.actions.given import seats_here
from beforehand.records.actions.holding import held, refuse_unless_ripe, tell_passed
from beforehand.records.actions.telling import Told, add_input, add_said, add_ways, begin
from beforehand.records.actions.watching import Watched, watch
from beforehand.records.actions.watching import taken_over as taken_over_of
from beforehand.records.choices import Chosen
from beforehand.records.models import Condition, Decided, LookBack
from beforehand.records.queries.conditions import conditions_for_all
from beforehand.records.queries.left_open import OpenSeen, OpenTopics, left_open
from beforehand.records.rules.chain import Json
from beforehand.records.rules.gate import LINE, MOST_OPEN, TO_MOVE, TO_SHRINK, WORDS
from beforehand.vault.processes.recorder import recorder

FAR = timedelta(days=10 * 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """A topic that stays open knowingly: its key as it stood at the gate, why, and the day it is looked at again."""

    topic: str
    reason: str
    again: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A condition the decision is bound to, and by when it is in place."""

    condition: UUID
    due: date | None = None


def decide(
    *,
    actor: Standing,
    commitment: UUID,
    option: UUID | None = None,
    why: str = "",
    why_not: Mapping[UUID, str] | None = None,
    open: Sequence[Because] = (),
    conditions: Sequence[Bound] = (),
    watched: Sequence[Watched] = (),
    taken_over: Collection[UUID] = (),
    must_know: Collection[UUID] = (),
    now: datetime,
) -> UUID:
    """Decide on a commitment, with what stays open written down. May: who decides on it.

    ``taken_over`` are assumptions of conversations that may stand in the record, which more people read than were there.
    The rest of what is open is listed; the days on which it is looked at again are kept.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        With words, and a code: the fault at the gate, or what is missing in what was given; nothing was written.
    """
    with held(actor, commitment) as row:
        refuse_unless_ripe(actor, row)
        with translation.override(row.decision.language):
            opened = left_open(actor, row.pk)
        rests = taken_over_of(actor, row.pk, taken_over)
        reasons, rest = _open(actor, opened, open)
        taken = _option(actor, option)
        told = begin(actor, row, seats := seats_here(actor, must_know), now)
        told.add("why", worded(why, WORDS))
        add_ways(told, actor, taken, {of: worded(text, LINE) for of, text in (why_not or {}).items()})
        told.body["open"] = [{"again": because.again.isoformat()} for _one, because in reasons]
        for n, (topic, because) in enumerate(reasons, 1):
            told.add(f"open.{n}", _said(topic))
            told.add(f"open.{n}.reason", because.reason, actor.seat)
        told.body["also_open"] = len(rest)
        for n, topic in enumerate(rest, 1):
            told.add(f"also.{n}", _said(topic))
        _bind(told, actor, row, conditions)
        add_input(told, actor)
        add_said(told, actor, row, dict(opened.done_kinds))
        days = watch(told, actor, rests, watched) | {one.again for _topic, one in reasons}
        body: dict[str, Any] = {
            "option": None if taken is None else str(taken),
            "open": [{"key": one.key, "pattern": one.pattern} for one, _because in reasons],
            "also": [{"key": one.key, "pattern": one.pattern} for one in rest],
            "assumptions": [str(one.id) for one in rests],
            "must_know": [str(seat.pk) for seat in seats],
        }
        made = _keep(actor, row, Chosen.DECIDED, told, body, now)
        for day in sorted(days):
            LookBack(decision=row.decision, commitment=row, decided=made, day=day).save(force_insert=True)
        _move(actor, row, done_already=True)
        tell_passed(row, made.pk, seats)
        return made.pk


def postpone(
    *, actor: Standing, commitment: UUID, day: date, must_know: Collection[UUID], why: str = "", now: datetime
) -> UUID:
    """Give a commitment a later day; everybody concerned hears it as a change of the frame. May: who decides on it.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        With words, when the day has passed or is not later; nothing was written.
    """
    with held(actor, commitment) as row:
        refuse_unless_ripe(actor, row, despite=TO_MOVE)
        if day < actor.today:
            raise ValidationError(
                _("That day has passed. Choose a day to come, or decide on it today."), code="passed"
            )
        if day <= row.day:
            raise ValidationError(
                _("To postpone is to choose a later day. Bring it forward where the moment is described."),
                code="earlier",
            )
        if day - actor.today > FAR:
            raise ValidationError(_("Is the year right? This day is more than ten years away."), code="far")
        told = begin(actor, row, seats := seats_here(actor, must_know), now)
        told.body["moved_to"] = day.isoformat()
        told.add("why", worded(why, WORDS), actor.seat)
        body = {"day": day.isoformat(), "must_know": [str(seat.pk) for seat in seats]}
        made = _keep(actor, row, Chosen.POSTPONED, told, body, now)
        _move(actor, row, day=day)
        tell_passed(row, made.pk, seats)
        return made.pk


def make_smaller(
    *,
    actor: Standing,
    commitment: UUID,
    what: str,
    must_know: Collection[UUID] = (),
    door: Door | None = None,
    cost_eur: Decimal | None = None,
    now: datetime,
) -> UUID:
    """Do something smaller instead, and say what; what it costs to take back may shrink with it. May: who decides on it.

    Raises
    ------
    PermissionDenied
        For everybody else.
    ValidationError
        With words, when nothing was said, or it cannot be; nothing was written.
    """
    with held(actor, commitment) as row:
        refuse_unless_ripe(actor, row, despite=TO_SHRINK)
        what = worded(what, WORDS, needed=_("Write what is done instead."))
        told = begin(actor, row, seats := seats_here(actor, must_know), now)
        told.add("smaller", what, actor.seat)
        made = _keep(actor, row, Chosen.SMALLER, told, {"must_know": [str(seat.pk) for seat in seats]}, now)
        shrunk = {"door": door, "cost_eur": cost_eur}
        _move(actor, row, **{name: value for name, value in shrunk.items() if value is not None})
        tell_passed(row, made.pk, seats)
        return made.pk


def _open(
    actor: Standing, opened: OpenTopics, given: Sequence[Because]
) -> tuple[list[tuple[OpenSeen, Because]], list[OpenSeen]]:
    """Return the topics that stay open for a reason, and the rest."""
    if len(given) > MOST_OPEN:
        raise ValidationError(
            _("Three topics at most stay open for a reason. The others are listed."), code="three"
        )
    there = {topic.key: topic for topic in opened.topics}
    chosen = []
    for one in given:
        if one.topic not in there:
            raise ValidationError(
                _("What is open changed since you read it. Read it again before you decide."), code="changed"
            )
        reason = worded(one.reason, LINE, needed=_("Write why this may stay open."))
        if one.again <= actor.today or one.again - actor.today > FAR:
            raise ValidationError(_("Choose a day to come on which you look at it again."), code="again")
        because = Because(topic=one.topic, reason=reason, again=one.again)
        chosen.append((there.pop(one.topic), because))
    return chosen, list(there.values())


def _option(actor: Standing, option: UUID | None) -> UUID | None:
    alive = set(Option.objects.filter(decision_id=actor.decision, alive=True).values_list("pk", flat=True))
    if (option is None and alive) or (option is not None and option not in alive):
        raise ValidationError(_("Choose one of the ways to go that are still open."), code="option")
    return option


def _bind(told: Told, actor: Standing, row: Commitment, given: Sequence[Bound]) -> None:
    """Add the conditions people set, as everybody may read them and erasable with who set them; the bound ones first."""
    shared = {visible.value.id: visible.value for visible in conditions_for_all(actor, row.pk)}
    if {one.condition for one in given} - set(shared) or len({one.condition for one in given}) != len(given):
        raise ValidationError(_("A condition was taken back. Read them again."), code="changed")
    if any(one.due is not None and one.due < actor.today for one in given):
        raise ValidationError(_("Choose a day to come by which it is in place."), code="due")
    whose = Condition.objects.scoped(recorder(actor.decision), commitment=row)
    seats = dict(whose.values_list("pk", "seat_id"))
    bound = {one.condition: one.due for one in given}
    rows: list[Json] = []
    for n, one in enumerate([*bound, *(other for other in shared if other not in bound)], 1):
        seen, due = shared[one], bound.get(one)
        told.add(f"condition.{n}", seen.text, seats[one])
        told.add(f"condition.{n}.by", seen.name, seen.seat)
        rows.append({"bound": one in bound, "due": None if due is None else due.isoformat(), "met": seen.met})
    told.body["conditions"] = rows


def _keep(
    actor: Standing, row: Commitment, what: Chosen, told: Told, body: dict[str, Any], now: datetime
) -> Decided:
    made = Decided(id=uuid4(), decision=row.decision, commitment=row, what=what, by_id=actor.seat, at=now)
    told.body["decided"] = str(made.pk)
    head = append(decision=row.decision_id, kind=what.value, body=told.body, parts=told.parts, at=now)
    assert head.seq is not None
    made.seq = head.seq
    made.body = row.decision.data_key.seal(body, made.about)
    made.save(force_insert=True)
    return made


def _move(actor: Standing, row: Commitment, **changed: Any) -> None:
    """Change a commitment in the frame, so that everybody concerned hears it."""
    if not changed:
        return
    stood = {
        name: getattr(row, name)
        for name in (
            *("title", "day", "type", "cost_eur", "weeks", "public", "done_already"),
            *("statutory", "still_open", "nothing_open"),
        )
    }
    marks = frozenset(row.marks.values_list("mark", flat=True))
    moment = Moment(**{**stood, "door": Door(row.door), "decider": row.decider_id, "marks": marks, **changed})
    change_commitment(actor=actor, commitment=row.pk, moment=moment, revision=row.revision)


def _said(topic: OpenSeen) -> str:
    return f"{topic.title}: {topic.about}" if topic.about else topic.title
