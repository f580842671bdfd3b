"""Before the licences: what was talked about, and written down in the conversation about it."""

from datetime import date
from typing import Any
from uuid import UUID

from tests.conversations.story import MONDAY, NOW, of
from tests.oeverland import Oeverland

from beforehand.conversations.actions import (
    Done,
    Item,
    add_own,
    confirm_outcome,
    invite_to_talk,
    record_outcome,
    set_agenda,
    settle_time,
    write_assumption,
)
from beforehand.conversations.models import AgendaItem, Conversation
from beforehand.vault.processes.closer import closer

ASSUMED, DONE = "aannamegesprek", "klaargesprek"
SIGN, SHAPE, HEDGE = "One in ten tries fails", "Two wards try them first", "Order thin gloves"
LOOKS = date(2027, 6, 1)


def talk(
    home: Oeverland, kind: str, *names: str, before: str | None = "licence", confidential: bool = False
) -> tuple[UUID, UUID]:
    """Lotte plans it before a moment and invites people; return the conversation and the one thing it is about."""
    lotte, people = of(home, "lotte"), [home.seats[name].pk for name in names]
    serves = [home.commitments[before].pk] if before else []
    made = add_own(actor=lotte, kind=kind, people=people, serves=serves, now=NOW)
    set_agenda(actor=lotte, conversation=made, items=[Item(text="What we rely on")])
    settle_time(actor=lotte, conversation=made, starts_at=MONDAY)
    invite_to_talk(actor=lotte, conversation=made, now=NOW)
    [item] = AgendaItem.objects.scoped(closer(home.decision.pk)).filter(conversation=made)
    if confidential:
        Conversation.objects.scoped(closer(home.decision.pk)).filter(pk=made).update(confidential=True)
    return made, item.pk


def assumes(home: Oeverland, item: UUID, text: str, **more: Any) -> UUID:
    """Lotte writes down what is taken for granted, and what is done about it."""
    given = {
        "signpost": SIGN,
        "shaping": SHAPE,
        "hedging": HEDGE,
        "owner": home.seats["bas"].pk,
        "due": LOOKS,
        "over": None,
        **more,
    }
    return write_assumption(actor=of(home, "lotte"), item=item, text=text, now=NOW, **given)


def agreed(home: Oeverland, item: UUID, *, over: UUID | None = None, **more: Any) -> UUID:
    """Lotte writes down when it is done, as Care and IT see it."""
    care, it = str(home.sides["care"].pk), str(home.sides["it"].pk)
    given = {
        "flow": {care: "Signing in takes ten seconds", it: "Nobody calls at night"},
        "sound": {it: "Nobody signs in as somebody else"},
        "criteria": "Ten seconds, measured on two wards",
        "benefits": home.seats["marjolein"].pk,
        **more,
    }
    return record_outcome(
        actor=of(home, "lotte"), item=item, kind="shared_text", over=over, text="Both.", done=Done(**given),
        now=NOW,
    )  # fmt: skip


def confirms(home: Oeverland, outcome: UUID, *names: str, agrees: bool = True) -> None:
    for name in names:
        confirm_outcome(actor=of(home, name), outcome=outcome, agrees=agrees, now=NOW)
