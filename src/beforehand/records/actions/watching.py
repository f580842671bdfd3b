"""What a decision rests on: what would show that it does not hold, what is done about it, who looks, and when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.rules.worded import worded
from beforehand.perspectives.models import Statement
from beforehand.records.actions.given import seats_here
from beforehand.records.actions.telling import Told
from beforehand.records.queries.resting import Rest, rests_on
from beforehand.records.rules.chain import Json
from beforehand.records.rules.gate import WORDS
from beforehand.vault.processes.recorder import recorder


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What would show that an assumption does not hold, what is done about it, who looks, and on which day."""

    assumption: UUID
    sign: str = ""
    shaping: str = ""
    hedging: str = ""
    owner: UUID | None = None
    day: date | None = None


def taken_over(actor: Standing, commitment: UUID, given: Collection[UUID]) -> tuple[Rest, ...]:
    """Return what goes into the record: the sentences, and of what was talked about what who decides lets in."""
    there = rests_on(actor, commitment)
    if set(given) - {rest.id for rest in there if rest.talked}:
        raise _changed()
    return tuple(rest for rest in there if not rest.talked or rest.id in set(given))


def watch(told: Told, actor: Standing, rests: Sequence[Rest], given: Sequence[Watched]) -> set[date]:
    """Add each of these and what is done about it; return the days on which somebody looks.

    A sentence is erasable with who wrote it; what was talked about is nobody's, as a text others share stays theirs.
    """
    rows_of = Statement.objects.scoped(recorder(actor.decision), pk__in=[rest.id for rest in rests])
    whose: dict[UUID, UUID] = dict(rows_of.values_list("pk", "perspective__seat_id"))
    by = {one.assumption: one for one in given}
    if set(by) - {rest.id for rest in rests} or len(by) != len(given):
        raise _changed()
    rows: list[Json] = []
    for n, rest in enumerate(rests, 1):
        told.add(f"assumption.{n}", rest.text, whose.get(rest.id))
        one = by.get(rest.id, Watched(assumption=rest.id))
        sign = worded(one.sign, WORDS)
        if one.owner is not None or one.day is not None or sign not in ("", rest.sign):
            if one.day is None or one.day <= actor.today:
                raise ValidationError(_("Choose a day to come on which somebody looks."), code="again")
            worded(sign, WORDS, needed=_("Write what would show that it does not hold."))
            if one.owner is None:
                raise ValidationError(_("Choose who looks."), code="people")
            [owner] = seats_here(actor, [one.owner])
            told.add(f"assumption.{n}.owner", owner.person.name, owner.pk)
        told.add(f"assumption.{n}.sign", sign, actor.seat)
        told.add(f"assumption.{n}.shaping", worded(one.shaping, WORDS), actor.seat)
        told.add(f"assumption.{n}.hedging", worded(one.hedging, WORDS), actor.seat)
        rows.append({"day": None if one.day is None else one.day.isoformat()})
    told.body["assumptions"] = rows
    return {one.day for one in given if one.day is not None}


def _changed() -> ValidationError:
    return ValidationError(_("What is assumed changed since you read it. Read it again."), code="changed")
