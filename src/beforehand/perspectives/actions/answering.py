"""Storing one answer: the newest never wins without a question."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from beforehand.decisions.access import Standing
from beforehand.perspectives.access import Place, own_place, round_is_closed
from beforehand.perspectives.choices import State
from beforehand.perspectives.models import Figure, Perspective, Statement
from beforehand.perspectives.queries.around import commitments_asked, people_asked, sides_asked
from beforehand.perspectives.queries.asked import IMPORTANCE, Asked, Given, fields, number
from beforehand.perspectives.queries.own import Own, own_figure, own_sentence
from beforehand.perspectives.rules import TYPED_FROM, WORDS, may_answer
from beforehand.perspectives.signals import perspectives_changed
from beforehand.vault.guard import Author
from beforehand.vault.prepared import Prepared
from beforehand.vault.sealed import Sealed


@dataclass(frozen=True, slots=True)
class Stored:
    """It is kept; ``revision`` is 0 when there is nothing any more."""

    revision: int


@dataclass(frozen=True, slots=True)
class Newer:
    """It is not kept: meanwhile something else was. ``theirs`` is None when that was taken away."""

    revision: int
    theirs: Own | None


class NotKeptError(Exception):
    """An answer that cannot be kept, with the reason as a word; never with what was typed."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def begin(*, actor: Standing) -> Place:
    """Return where the own answers go, made when this is the first.

    Raises
    ------
    PermissionDenied
        For who takes no part.
    """
    if not may_answer(actor):
        raise PermissionDenied
    place = own_place(actor)
    if place is None:
        make_perspective(actor.seat)
        place = own_place(actor)
    assert place is not None
    return place


def make_perspective(seat: UUID) -> None:
    """Make the one row of a seat; when somebody was just before, that one stays."""
    try:
        with transaction.atomic():
            Perspective.objects.create(seat_id=seat)
    except IntegrityError:
        pass


def store_answer(*, actor: Standing, place: Place, given: Given, now: datetime) -> Stored | Newer:
    """Keep one answer of ``actor``, at ``place``; an empty one takes away what was there.

    Raises
    ------
    PermissionDenied
        For who takes no part, and for another's place.
    NotKeptError
        ``closed``, ``frozen``, ``unknown`` (field, place or value), ``long``, ``changed`` or ``gone`` (a commitment).
    """
    if not may_answer(actor) or not place.is_of(actor):
        raise PermissionDenied
    return keep(actor=actor, place=place, given=given, now=now)


def keep(*, actor: Standing, place: Place, given: Given, now: datetime) -> Stored | Newer:
    """Keep one answer at a place whose right to be written was checked."""
    asked = fields().get(given.field)
    if asked is None or not 1 <= given.ordinal < TYPED_FROM:
        raise NotKeptError("unknown")
    if place.closed and place.state is State.DRAFT:
        raise NotKeptError("closed")
    if place.frozen:
        raise NotKeptError("frozen")
    if asked.is_sentence:
        return keep_sentence(place=place, asked=asked, given=given, now=now)
    return _keep_choice(place, asked, given, now, actor)


def keep_sentence(
    *, place: Place, asked: Asked, given: Given, now: datetime, later: bool = False
) -> Stored | Newer:
    """Keep one sentence at a place whose right to be written was checked; ``later``: not of round 1.

    Raises
    ------
    NotKeptError
        ``long``, ``unknown``, ``frozen``, or ``closed`` for something new of round 1 after it.
    """
    if len(given.text) > WORDS or "\x00" in given.text:
        raise NotKeptError("long")
    certainty = _certainty(asked, given)
    ordinal = given.ordinal + (TYPED_FROM if place.typist else 0)
    there = own_sentence(place, given.field, ordinal)
    if there is None and given.text and given.ordinal > asked.most:
        raise NotKeptError("unknown")
    same = there is not None and there.text == given.text and there.certainty == certainty
    body: dict[str, Any] | None = None
    if given.text:
        body = {**(there.more if there else {}), "text": given.text}
        if "certainty" in asked.each:
            body |= {"importance": IMPORTANCE} | ({"certainty": certainty} if certainty else {})
            body.setdefault("bears_on", [])
    return _put(Spot(place, Statement, ordinal, later), given, there, body, now, same=same)


def _keep_choice(place: Place, asked: Asked, given: Given, now: datetime, actor: Standing) -> Stored | Newer:
    there = own_figure(place, given.field)
    value, said = _value(asked, given, actor, there)
    same = there is not None and said and there.value == value
    return _put(Spot(place, Figure), given, there, {"value": value} if said else None, now, same=same)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one answer goes: sentences of a field stand one after the other, of the rest there is one."""

    place: Place
    model: type[Statement | Figure]
    ordinal: int = 1
    later: bool = False


def _put(
    spot: Spot, given: Given, there: Own | None, body: dict[str, Any] | None, now: datetime, *, same: bool
) -> Stored | Newer:
    place = spot.place
    if same and there is not None:
        return Stored(there.revision)
    if there is None and body is None:
        return Stored(0)
    if (there.revision if there else 0) != given.revision:
        return Newer(there.revision if there else 0, there)
    if there is not None and there.frozen:
        raise NotKeptError("frozen")
    new = there is None and place.state is State.DRAFT and not spot.later
    if new and round_is_closed(place.decision):
        raise NotKeptError("closed")
    kept = _replace(spot, there, body, now) if there else _add(spot, given, body)
    if not kept:  # somebody else was just before: look again, and let the person say
        return _look_again(spot, given)
    if place.state is State.SENT:
        tell(place.decision)
    return Stored(0 if body is None else given.revision + 1)


def _look_again(spot: Spot, given: Given) -> Newer:
    place = replace(spot.place, beside=None)
    figure = spot.model is Figure
    there = own_figure(place, given.field) if figure else own_sentence(place, given.field, spot.ordinal)
    return Newer(there.revision if there else 0, there)


def _replace(spot: Spot, there: Own, body: dict[str, Any] | None, now: datetime) -> bool:
    place, model = spot.place, spot.model
    about = f"{model._meta.label_lower}.body:{there.id}"
    if body is not None and model is Statement and isinstance(place.scope, Author):
        return _rewritten(place, there, place.key.seal(body, about), now)
    rows = model.objects.scoped(place.scope, pk=there.id, revision=there.revision)
    if body is None:
        # A deletion looks first and deletes after that: what is rewritten in between would be lost.
        with transaction.atomic():
            held = rows.update(revision=there.revision + 1, changed_at=now) > 0
            if held:
                model.objects.scoped(place.scope, pk=there.id).delete()
            return held
    sealed = place.key.seal(body, about)
    return rows.update(body=sealed, revision=there.revision + 1, changed_at=now) > 0


_REWRITE = Prepared(
    lambda at: Statement.objects.scoped(
        Author(at.perspective, at.perspective), pk=at.row, revision=at.before
    ),
    {
        "perspective": "id",
        "row": "id",
        "before": "number",
        "after": "number",
        "body": "sealed",
        "now": "moment",
    },
    values=lambda at: {"body": at.body, "revision": at.after, "changed_at": at.now},
)


def _rewritten(place: Place, there: Own, body: Sealed, now: datetime) -> bool:
    given = {"row": there.id, "before": there.revision, "after": there.revision + 1, "body": body, "now": now}
    return _REWRITE.change(perspective=place.perspective, **given) > 0


def _add(spot: Spot, given: Given, body: dict[str, Any] | None) -> bool:
    place = spot.place
    row = Statement(ordinal=spot.ordinal) if spot.model is Statement else Figure()
    row.id = uuid4()
    row.perspective_id = place.perspective
    row.field = given.field
    row.release = place.release if given.release is None else given.release
    row.body = place.key.seal(body, row.about)
    if given.about is not None and isinstance(row, Statement):
        row.about_side_id = given.about
    if place.typist is not None:
        row.typed_by_id, row.confirmed = place.typist, False
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def tell(decision: UUID) -> None:
    """Say after the commit that something released changed."""
    transaction.on_commit(lambda: perspectives_changed.send(sender=None, decision=decision))


def _certainty(asked: Asked, given: Given) -> int | None:
    if not given.certainty or "certainty" not in asked.each:
        return None
    if given.certainty not in {c.code for c in asked.each["certainty"]}:
        raise NotKeptError("unknown")
    return int(given.certainty)


def _value(asked: Asked, given: Given, actor: Standing, there: Own | None) -> tuple[Any, bool]:
    """Return the value, and whether anything was said at all ("don't know" is said, and has no value)."""
    codes = {c.code for c in asked.choices}
    if asked.kind == "choice":
        if given.choice and given.choice not in codes:
            raise NotKeptError("unknown")
        return (number(given.choice), True) if given.choice else (None, False)
    if asked.kind == "person":
        return _person(given, actor)
    if any(code and code not in codes for code in given.per.values()):
        raise NotKeptError("unknown")
    if asked.kind == "choice_per_commitment":
        known = {str(c.id): c.revision for c in commitments_asked(actor)}
        _refuse_changed(given, known)
        convert: Any = number
    else:
        known = {str(s.id): 1 for s in sides_asked(actor)}
        convert = str
        if not set(given.per) <= set(known):
            raise NotKeptError("gone")
    kept = {k: v for k, v in (there.value if there else {}).items() if k not in given.per}
    said = kept | {k: convert(code) for k, code in given.per.items() if code}
    return said, bool(said)


def _refuse_changed(given: Given, known: Mapping[str, int]) -> None:
    said = {k for k, code in given.per.items() if code}
    if not said <= set(known):
        raise NotKeptError("gone")
    if any(given.shown.get(k) != known[k] for k in said):
        raise NotKeptError("changed")


def _person(given: Given, actor: Standing) -> tuple[str | None, bool]:
    if given.choice in ("", "unknown"):
        return None, given.choice == "unknown"
    if given.choice not in {str(p.id) for p in people_asked(actor)}:
        raise NotKeptError("unknown")
    return given.choice, True
