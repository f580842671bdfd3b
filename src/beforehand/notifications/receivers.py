"""What happened elsewhere and becomes mail."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from beforehand.conversations.signals import people_asked, people_invited, talk_cancelled, talk_moved
from beforehand.decisions.signals import frame_changed, invited
from beforehand.notifications import actions
from beforehand.people.signals import link_wanted
from beforehand.perspectives.signals import reminder_wanted, replied, round_opened, table_asked, talk_held
from beforehand.records.signals import gate_passed, look_back_closed
from beforehand.topics.signals import holder_asked


@receiver(invited)
def invite(*, seats: tuple[UUID, ...], decision: UUID, **more: Any) -> None:
    """Ask for invitations."""
    actions.post_invitations(decision=decision, seats=seats)


@receiver(frame_changed)
def tell_change(*, decision: UUID, **more: Any) -> None:
    """Ask for the next digest."""
    actions.post_digests(decision=decision)


@receiver(reminder_wanted)
def remind(*, decision: UUID, **more: Any) -> None:
    """Ask for reminders, because a facilitator did; to whom is told to nobody."""
    actions.post_reminders(decision=decision, asked_for=True)


@receiver(talk_held)
def tell_typed(*, decision: UUID, seat: UUID, **more: Any) -> None:
    """Ask for the letter about what was written down, because the talk is over."""
    actions.post_typed_now(decision=decision, seat=seat)


@receiver(round_opened)
def tell_round(*, decision: UUID, **more: Any) -> None:
    """Ask for the letter about the round that opened."""
    actions.post_round(decision=decision)


@receiver(table_asked)
def tell_table(*, decision: UUID, seat: UUID, **more: Any) -> None:
    """Ask for the letter about what a writer was asked."""
    actions.post_table(decision=decision, seats=(seat,))


@receiver(people_invited)
def invite_to_talk(*, conversation: UUID, seats: tuple[UUID, ...], **more: Any) -> None:
    """Ask for the letter with which each is invited alone."""
    actions.post_talk(conversation=conversation, seats=seats)


@receiver(talk_moved)
def tell_moved(*, conversation: UUID, seats: tuple[UUID, ...], **more: Any) -> None:
    """Ask for the letter that the time, the place or the length changed."""
    actions.post_talk(conversation=conversation, seats=seats, moved=True)


@receiver(talk_cancelled)
def tell_off(*, conversation: UUID, seats: tuple[UUID, ...], **more: Any) -> None:
    """Ask for the letter that somebody need not come."""
    actions.post_off(conversation=conversation, seats=seats)


@receiver(people_asked)
def ask_small_question(*, decision: UUID, seats: tuple[UUID, ...], **more: Any) -> None:
    """Ask for the next digest of those who are asked one small question afterwards."""
    actions.post_digest_of(decision=decision, seats=seats)


@receiver(gate_passed)
def tell_passed(*, decision: UUID, decided: UUID, **more: Any) -> None:
    """Ask for the letter that something was decided, postponed or made smaller."""
    actions.post_passed(decision=decision, decided=decided)


@receiver(look_back_closed)
def tell_looked_back(*, decision: UUID, look_back: UUID, **more: Any) -> None:
    """Ask for the letter that what came of a look back can be read."""
    actions.post_looked_back(decision=decision, look_back=look_back)


@receiver(link_wanted)
def send_link(*, person: UUID, **more: Any) -> None:
    """Ask for a new link."""
    actions.post_new_link(person=person)


@receiver(replied)
@receiver(holder_asked)
def tell_one(*, decision: UUID, seat: UUID, **more: Any) -> None:
    """Ask for the next digest of one person: something was done with what they said, or they are asked something."""
    actions.post_digest_of(decision=decision, seats=(seat,))
