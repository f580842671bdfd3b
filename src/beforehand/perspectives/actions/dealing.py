"""Beginning rounds 2 and 3: which side somebody pictures, and which cards are dealt, once."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Count

from beforehand.decisions.access import Standing
from beforehand.knowledge import load
from beforehand.perspectives.actions.answering import NotKeptError
from beforehand.perspectives.choices import Release, RoundKind
from beforehand.perspectives.models import IN_USE, Hand, Round, Statement
from beforehand.perspectives.queries.around import people_per_side
from beforehand.perspectives.queries.asked import MIRROR
from beforehand.perspectives.queries.dealt import Answering
from beforehand.perspectives.queries.responding import MODELS, OpenRound, open_round
from beforehand.perspectives.rules import may_respond
from beforehand.perspectives.rules.dealing import CARDS, NO_CARD, PICTURES, Offered, choose_side, deal
from beforehand.vault.guard import Author
from beforehand.vault.processes.tabulator import tabulator


def take_hand(*, actor: Standing, now: datetime) -> None:
    """Begin the open round: in round 2 a side to picture, in round 3 the pictures of the own side. Once.

    Raises
    ------
    PermissionDenied
        For who takes no part on a side.
    NotKeptError
        ``round_closed`` when no such round is open.
    """
    now_open = asked_of(actor)
    with transaction.atomic():
        hand = hand_in(actor, now_open)
        if hand.taken_at is not None:
            return
        hand.taken_at = now
        if now_open.kind is RoundKind.RESPOND:
            hand.about_side_id = _side_to_picture(actor, now_open)
            if hand.about_side_id is None:  # nobody else is here to picture
                hand.pictured_at = now
        hand.save()
        if hand.pictured_at is not None or now_open.kind is RoundKind.MIRROR:
            _deal(actor, now_open, hand, now)


def leave_mirror(*, actor: Standing, now: datetime) -> None:
    """Put the mirror behind, answered or passed, and get the cards: from here on somebody sees what others said.

    Raises
    ------
    PermissionDenied
        For who takes no part on a side.
    NotKeptError
        ``round_closed`` when round 2 is not open.
    """
    now_open = asked_of(actor, RoundKind.RESPOND)
    take_hand(actor=actor, now=now)
    with transaction.atomic():
        hand = hand_in(actor, now_open)
        if hand.pictured_at is None:
            hand.pictured_at = now
            hand.save(update_fields=["pictured_at"])
        if hand.dealt_at is None:
            _deal(actor, now_open, hand, now)


def asked_of(actor: Standing, kind: RoundKind | None = None) -> OpenRound:
    """Return the open round in which people answer each other.

    Raises
    ------
    PermissionDenied
        For who takes no part on a side.
    NotKeptError
        ``round_closed`` when there is none, or none of this kind.
    """
    if not may_respond(actor):
        raise PermissionDenied
    now_open = open_round(actor.decision, kind)
    if now_open is None or now_open.kind is RoundKind.LISTEN:
        raise NotKeptError("round_closed")
    return now_open


def hand_in(actor: Standing, now_open: OpenRound) -> Hand:
    """Return somebody's own hand in a round, held until the end of the transaction; made when there is none."""
    mine = Hand.objects.scoped(Author(actor.seat)).filter(round_id=now_open.id)
    try:
        with transaction.atomic():
            if not mine.exists():
                Hand.objects.create(round_id=now_open.id, seat_id=actor.seat)
    except IntegrityError:  # made on another device just now
        pass
    return mine.select_for_update(of=("self",)).get()


def settle(actor: Standing, now_open: OpenRound, now: datetime) -> None:
    """Keep whether anything is left to answer, so that who has nothing left gets no reminder."""
    model = MODELS[now_open.kind]
    left = model.objects.scoped(Author(actor.seat)).filter(round_id=now_open.id, body__isnull=True).exists()
    mine = Hand.objects.scoped(Author(actor.seat)).filter(round_id=now_open.id)
    mine.update(done_at=None if left else now)


def _side_to_picture(actor: Standing, now_open: OpenRound) -> UUID | None:
    assert actor.side is not None
    given = (
        Hand.objects.scoped(tabulator(actor.decision))
        .filter(round_id=now_open.id, about_side__isnull=False)
        .values("seat__side_id", "about_side_id")
        .annotate(n=Count("pk"))
    )
    pictured = {(row["seat__side_id"], row["about_side_id"]): row["n"] for row in given}
    others = [side for side, people in people_per_side(actor.decision).items() if people]
    return choose_side(others, own=actor.side, pictured=pictured)


def _deal(actor: Standing, now_open: OpenRound, hand: Hand, now: datetime) -> None:
    assert actor.side is not None
    model = MODELS[now_open.kind]
    pictures = now_open.kind is RoundKind.MIRROR
    chosen = deal(
        _offered(actor, now_open, model),
        side=actor.side,
        seat=actor.seat,
        people=people_per_side(actor.decision)[actor.side],
        least=load().confidentiality.numbers["figure"],
        most=PICTURES if pictures else CARDS,
    )
    cards: list[Any] = [
        model(round_id=now_open.id, statement_id=statement, seat_id=actor.seat, place=n)
        for n, statement in enumerate(chosen, 1)
    ]
    model.objects.bulk_create(cards)
    Hand.objects.scoped(Author(actor.seat)).filter(pk=hand.pk).update(
        dealt_at=now, done_at=None if chosen else now
    )


def _offered(actor: Standing, now_open: OpenRound, model: Answering) -> list[Offered]:
    """Return what may be dealt: in use, for all to read, of others, and without cards in an earlier round."""
    rows = Statement.objects.scoped(actor.reader).filter(IN_USE, release__gte=Release.ALL_WITHOUT_NAME)
    rows = rows.exclude(perspective__seat_id=actor.seat)
    if now_open.kind is RoundKind.MIRROR:
        rows = rows.filter(field=MIRROR, about_side_id=actor.side)
    else:
        rows = rows.exclude(field__in=NO_CARD)
    dealt, before = _dealt(actor.decision, now_open, model)
    return [
        Offered(statement=pk, field=field, dealt=dealt.get(pk, {}))
        for pk, field in rows.values_list("pk", "field")
        if pk not in before
    ]


def _dealt(
    decision: UUID, now_open: OpenRound, model: Answering
) -> tuple[Mapping[UUID, Mapping[UUID, int]], frozenset[UUID]]:
    """Return how many cards of each sentence each side has, and which sentences had cards in an earlier round."""
    found: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    before = set()
    earlier = set(
        Round.objects.filter(decision_id=decision).exclude(pk=now_open.id).values_list("pk", flat=True)
    )
    rows = (
        model.objects.scoped(tabulator(decision))
        .values("statement_id", "seat__side_id", "round_id")
        .annotate(n=Count("pk"))
    )
    for row in rows:
        if row["round_id"] in earlier:
            before.add(row["statement_id"])
        elif row["seat__side_id"] is not None:
            found[row["statement_id"]][row["seat__side_id"]] = row["n"]
    return found, frozenset(before)
