"""Two conversations that Lotte leads: one with Femke and Bas, one with Tom alone. Each carries a word of its own."""

from datetime import UTC, datetime
from uuid import UUID

from tests.oeverland import Oeverland
from tests.topics.people import standing

from beforehand.conversations.actions import add_own, change_talk, drop_talk, invite_to_talk, settle_time
from beforehand.conversations.models import Conversation
from beforehand.vault.processes.closer import closer

NOW = datetime(2027, 3, 15, 12, tzinfo=UTC)
THEN = datetime(2027, 3, 29, 12, tzinfo=UTC)
SHARED, ALONE = "Kittiwake", "Dunlin"
IN_IT = {SHARED: frozenset({"lotte", "femke", "bas"}), ALONE: frozenset({"lotte", "tom"})}
"""Who may read of which: who leads it and who was invited."""


def plan_talks(home: Oeverland) -> None:
    """Plan both, settle when and where, and invite."""
    lotte = standing(home.decision.pk, "Lotte")
    for word, kind, names in (
        (SHARED, "vraaggesprek", ("femke", "bas")),
        (ALONE, "een_op_een", ("tom",)),
    ):
        people = [home.seats[name].pk for name in names]
        talk = add_own(actor=lotte, kind=kind, people=people, now=NOW)
        change_talk(actor=lotte, conversation=talk, aim=f"{word} aim", opening=f"{word} question")
        settle_time(actor=lotte, conversation=talk, starts_at=THEN, place=f"{word} room")
        invite_to_talk(actor=lotte, conversation=talk, now=NOW)


def shared_talk(home: Oeverland) -> UUID:
    """Return the one with Femke and Bas."""
    found: UUID = (
        Conversation.objects.scoped(closer(home.decision.pk))
        .filter(confidential=False)
        .values_list("pk", flat=True)
        .get()
    )
    return found


def call_off(home: Oeverland) -> None:
    """Invite Femke to a third one, and call it off."""
    lotte = standing(home.decision.pk, "Lotte")
    talk = add_own(actor=lotte, kind="vraaggesprek", people=[home.seats["femke"].pk], now=NOW)
    settle_time(actor=lotte, conversation=talk, starts_at=THEN)
    invite_to_talk(actor=lotte, conversation=talk, now=NOW)
    drop_talk(actor=lotte, conversation=talk, why="It turned out to be settled.")
