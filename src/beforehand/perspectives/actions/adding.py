"""The sentences of round 2: the mirror, what somebody needs, and what they watch and would give up for it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction

from beforehand.decisions.access import Standing
from beforehand.perspectives.access import Place
from beforehand.perspectives.actions.answering import Newer, NotKeptError, Stored, keep_sentence, tell
from beforehand.perspectives.actions.dealing import asked_of, hand_in
from beforehand.perspectives.choices import Release, RoundKind, State
from beforehand.perspectives.models import Figure, Hand, Perspective, Statement
from beforehand.perspectives.queries.asked import MIRROR, NEEDS, TWO, WATCHES, Given, fields, later_fields
from beforehand.perspectives.queries.dealt import words_of
from beforehand.perspectives.queries.offers import OFFERED
from beforehand.perspectives.rules import TYPED_FROM, is_release

PICKED_FROM = 10
"""What was picked stands behind this place, so that own words keep theirs."""


def say_more(*, actor: Standing, place: Place, given: Given, now: datetime) -> Stored | Newer:
    """Keep one sentence of round 2; pressing the button sends it, to whom ``given.release`` says.

    What somebody wrote in round 1 and never sent stays theirs: it is then for the writer only.

    Raises
    ------
    PermissionDenied
        For who takes no part on a side, and for another's place.
    NotKeptError
        ``round_closed``, ``seen`` (the mirror, after the cards), ``frozen``, ``unknown`` (field, place or level), or
        ``long``.
    """
    if not place.is_of(actor):
        raise PermissionDenied
    now_open = asked_of(actor, RoundKind.RESPOND)
    asked = later_fields().get(given.field)
    if asked is None or (given.release is not None and not is_release(given.release)):
        raise NotKeptError("unknown")
    with transaction.atomic():
        hand = hand_in(actor, now_open)
        if given.field == MIRROR:
            asked = replace(asked, most=TYPED_FROM - 1)  # one for each side: the place is that of the side
            _refuse_other_mirror(place, hand, given)
        if given.field in (MIRROR, NEEDS):
            given = replace(given, about=hand.about_side_id)
        outcome = keep_sentence(place=place, asked=asked, given=given, now=now, later=True)
        if isinstance(outcome, Stored):
            if outcome.revision and given.release is not None:
                here = Statement.objects.scoped(place.scope, field=given.field, ordinal=given.ordinal)
                _let_read(here, place, given.release)
            _send(place, now)
    return outcome


def pick_two(*, actor: Standing, place: Place, picked: Collection[UUID], release: int, now: datetime) -> None:
    """Keep which of the things people protect or call done somebody watches; with own words two at most.

    What was picked before and is not now, goes. A pick holds the words it was picked for, and is there for others only
    while those words are.

    Raises
    ------
    PermissionDenied
        For who takes no part on a side, and for another's place.
    NotKeptError
        ``round_closed``, ``two``, ``unknown`` (level), or ``taken_back`` for words that are not there any more.
    """
    if not place.is_of(actor):
        raise PermissionDenied
    now_open = asked_of(actor, RoundKind.RESPOND)
    if not is_release(release):
        raise NotKeptError("unknown")
    wanted = list(dict.fromkeys(picked))
    words = words_of(actor, wanted)
    if any(one not in words or words[one].field not in OFFERED for one in wanted):
        raise NotKeptError("taken_back")
    with transaction.atomic():
        hand_in(actor, now_open)
        mine = Statement.objects.scoped(place.scope, field=WATCHES)
        own = mine.filter(picked__isnull=True).count()
        if wanted and own + len(wanted) > TWO:
            raise NotKeptError("two")
        there = dict(mine.filter(picked__isnull=False, frozen_at__isnull=True).values_list("picked_id", "pk"))
        gone = [pk for of, pk in there.items() if of not in wanted]
        if gone:
            mine.filter(pk__in=gone).delete()
        taken = set(mine.values_list("ordinal", flat=True))
        free = (n for n in range(PICKED_FROM + 1, TYPED_FROM) if n not in taken)
        for one in wanted:
            if one not in there:
                row = Statement(
                    perspective_id=place.perspective, field=WATCHES, picked_id=one, ordinal=next(free)
                )
                row.id = uuid4()
                more = {"lang": words[one].lang} if words[one].lang else {}
                row.body = place.key.seal({"text": words[one].text} | more, row.about)
                row.save(force_insert=True)
        if wanted:
            _let_read(mine.filter(picked__isnull=False), place, release)
        if wanted or gone:
            _send(place, now)


def _refuse_other_mirror(place: Place, hand: Hand, given: Given) -> None:
    if hand.pictured_at is not None:
        raise NotKeptError("seen")
    rows = Statement.objects.scoped(place.scope, field=MIRROR, ordinal=given.ordinal)
    about = list(rows.values_list("about_side_id", flat=True))
    if hand.about_side_id is None or (about and about[0] != hand.about_side_id):
        raise NotKeptError("unknown")


def _let_read(rows: object, place: Place, release: int) -> None:
    rows.update(release=release, own_release=release != place.release)  # type: ignore[attr-defined]


def _send(place: Place, now: datetime) -> None:
    """Let the sentences of this round exist for others; drafts of round 1 stay with their writer."""
    if place.state is State.DRAFT:
        drafts = Statement.objects.scoped(place.scope).filter(confirmed=True, field__in=list(fields()))
        drafts.update(release=Release.ONLY_ME, own_release=True)
        Figure.objects.scoped(place.scope).update(release=Release.ONLY_ME)
        Perspective.objects.scoped(place.scope).filter(state=State.DRAFT).update(
            state=State.SENT, sent_at=now, frame_seen_at=now, leave_alone=False
        )
    tell(place.decision)
