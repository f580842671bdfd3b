"""Femke is held to it and was not heard; two people ask different questions; Lotte plans who talks with whom."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone
from tests.oeverland import Oeverland
from tests.topics.over_time.story import NOW, analyse, of, unheard

from beforehand.conversations.actions import add_own, invite_to_talk, settle_time, take_over
from beforehand.conversations.models import Conversation
from beforehand.conversations.queries import ConversationSeen, one
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Seat, SeatRole
from beforehand.people.models import Account, Person
from beforehand.topics.queries import Proposal, proposals
from beforehand.vault.models import DataKey
from beforehand.vault.processes.closer import closer

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY = datetime(2027, 3, 29, 14, 0, tzinfo=AMSTERDAM)
FRIDAY = datetime(2027, 4, 2, 9, 30, tzinfo=AMSTERDAM)
ALONE, QUESTION, DONE = "een_op_een", "vraaggesprek", "klaargesprek"

__all__ = ["ALONE", "AMSTERDAM", "DONE", "FRIDAY", "MONDAY", "NOW", "QUESTION", "analyse", "of"]


def told(home: Oeverland) -> Oeverland:
    """People said it, it is analysed, and a second facilitator, Hanna, works beside Lotte."""
    unheard(home)
    person = Person.objects.create(
        organisation=home.organisation,
        name="Hanna",
        mail="hanna@oeverland.example",
        language="en",
        account=Account.objects.create_user("hanna@oeverland.example"),
    )
    home.seats["hanna"] = Seat.objects.create(
        decision=home.decision, person=person, function="Coach", data_key=DataKey.make()
    )
    SeatRole.objects.create(seat=home.seats["hanna"], role=Role.FACILITATOR, declared_at=timezone.now())
    analyse(home)
    return home


def proposed(home: Oeverland, kind: str) -> Proposal:
    return next(one for one in proposals(of(home, "lotte")) if one.kind == kind)


def taken(home: Oeverland, kind: str) -> UUID:
    """Lotte takes over what is proposed."""
    return take_over(actor=of(home, "lotte"), proposal=proposed(home, kind).handle, now=NOW)


def invited(home: Oeverland, kind: str, at: datetime = MONDAY) -> UUID:
    """Lotte takes it over, and invites its people."""
    talk = taken(home, kind)
    settle_time(actor=of(home, "lotte"), conversation=talk, starts_at=at, place="Room 4")
    invite_to_talk(actor=of(home, "lotte"), conversation=talk, now=NOW)
    return talk


def own(home: Oeverland, *names: str, kind: str = DONE, **more: Any) -> UUID:
    """Lotte adds a conversation of her own."""
    people = [home.seats[name].pk for name in names]
    return add_own(actor=of(home, "lotte"), kind=kind, people=people, now=NOW, **more)


def own_invited(home: Oeverland, *names: str, **more: Any) -> UUID:
    """Lotte adds a conversation of her own, and invites its people."""
    talk = own(home, *names, **more)
    settle_time(actor=of(home, "lotte"), conversation=talk, starts_at=MONDAY)
    invite_to_talk(actor=of(home, "lotte"), conversation=talk, now=NOW)
    return talk


def seen(home: Oeverland, name: str, talk: UUID) -> ConversationSeen:
    found = one(of(home, name), talk)
    assert found is not None
    return found


def row(home: Oeverland, talk: UUID) -> Conversation:
    """Return a conversation as it lies there."""
    found: Conversation = (
        Conversation.objects.scoped(closer(home.decision.pk))
        .select_related("decision__data_key")
        .get(pk=talk)
    )
    return found
