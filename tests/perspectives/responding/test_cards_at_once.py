"""Somebody has the cards open on several devices, and several people begin in the same moment."""

from typing import Any

import pytest
from tests.oeverland import Oeverland, oeverland
from tests.perspectives.responding.answering import begins, everybody_said, opens
from tests.perspectives.telling import NOW, stands
from tests.perspectives.test_at_once import DEVICES, all_at_once

from beforehand.perspectives import actions
from beforehand.perspectives.choices import Reacted
from beforehand.perspectives.models import Hand, Reaction
from beforehand.perspectives.queries.responding import responding
from beforehand.vault.guard import Author
from beforehand.vault.processes.tabulator import tabulator

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = ("femke", "youssef", "ingrid", "tom", "karin", "marjolein")


@pytest.fixture
def ward(transactional_db: None) -> Oeverland:
    """Everybody said something, and round 2 is open; every device sees what another has committed."""
    home = oeverland()
    everybody_said(home)
    opens(home)
    return home


def test_on_six_devices_at_once_the_cards_are_dealt_once(ward: Oeverland) -> None:
    actor = stands(ward, "karin")
    all_at_once(lambda n: actions.leave_mirror(actor=actor, now=NOW))
    mine = Author(ward.seats["karin"].pk)
    assert Hand.objects.scoped(mine).count() == 1
    cards = responding(actor).cards
    assert len(cards) == len({card.statement for card in cards}) == 8
    assert Reaction.objects.scoped(mine).count() == 8


def test_the_last_of_six_taps_counts_and_none_is_refused(ward: Oeverland) -> None:
    card = begins(ward, "karin").cards[0].statement
    values = [*Reacted.values] * 2

    def taps(n: int) -> str:
        actions.react(actor=stands(ward, "karin"), statement=card, value=values[n], now=NOW)
        return next(c.value for c in responding(stands(ward, "karin")).cards if c.statement == card)

    heard = all_at_once(taps)
    kept = next(c.value for c in responding(stands(ward, "karin")).cards if c.statement == card)
    assert {*heard, kept} <= set(Reacted.values)
    assert Reaction.objects.scoped(Author(ward.seats["karin"].pk)).filter(body__isnull=False).count() == 1


def test_six_people_who_begin_at_once_each_get_their_own_cards(ward: Oeverland) -> None:
    def starts(n: int) -> Any:
        return begins(ward, PEOPLE[n]).cards

    hands = all_at_once(starts)
    assert len(hands) == DEVICES
    assert all(1 <= len({card.statement for card in hand}) == len(hand) <= 8 for hand in hands)
    dealt = Reaction.objects.scoped(tabulator(ward.decision.pk))
    assert dealt.count() == sum(map(len, hands))
