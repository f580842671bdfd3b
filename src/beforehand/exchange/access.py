"""Who a feed belongs to, and sealed calendars on their way through the door."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.crypto import constant_time_compare

from beforehand.conversations.models import Attendance
from beforehand.decisions.access import Standing, standing_of
from beforehand.decisions.models import Seat
from beforehand.exchange.models import Feed, GivenCalendar
from beforehand.exchange.rules.calendars import feed_digest
from beforehand.exchange.rules.invited import uid_of
from beforehand.people.access import Arrival
from beforehand.people.models import Person
from beforehand.perspectives.choices import Release
from beforehand.vault.disclose import Reading
from beforehand.vault.guard import Author
from beforehand.vault.models import DataKey
from beforehand.vault.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PartRow:
    """One sealed part of a calendar, for the Timekeeper alone."""

    id: UUID
    seat: UUID
    body: Sealed
    about: str
    data_key: DataKey
    author: str = ""
    side: str = field(default="", init=False)
    release: int = field(default=int(Release.FACILITATOR), init=False)

    def key(self) -> bytes:
        """Return the key it is sealed under."""
        return self.data_key.opened()

    def shown(self, value: Any, how: Reading) -> tuple[UUID, Any]:
        """Return what it says, and of whom."""
        return self.seat, value


def part(row: GivenCalendar, name: str) -> PartRow:
    """Return the ``address`` or the ``hours`` of a calendar, sealed."""
    return PartRow(
        id=row.pk,
        seat=row.seat_id,
        body=getattr(row, name),
        about=row.place(name),
        data_key=row.seat.data_key,
    )


@dataclass(frozen=True, slots=True)
class FeedHolder:
    """Whose feed it is: as they are when they come by a link, which opens less than an account."""

    arrival: Arrival
    language: str


@dataclass(frozen=True, slots=True)
class Invited:
    """Who was invited to which conversation."""

    standing: Standing
    conversation: UUID


def holder_of(token: str) -> FeedHolder | None:
    """Return whose feed this is; None for one that was withdrawn, never was, or whose person is gone."""
    rows = Feed.objects.filter(digest=feed_digest(token), person__erased_at__isnull=True)
    for row in rows.select_related("person__organisation"):
        return FeedHolder(_arrival(row.person), row.person.language or row.person.organisation.language)
    return None


def invited_as(uid: str, mail: str) -> Invited | None:
    """Return whom an answer speaks for: who has this address and was sent an invitation of this name."""
    people = Person.objects.filter(mail__iexact=mail, erased_at__isnull=True).order_by("pk") if mail else ()
    for person in people:
        for seat, decision in Seat.objects.filter(person=person).values_list("pk", "decision_id"):
            own = Attendance.objects.scoped(Author(seat)).values_list("conversation_id", flat=True)
            for conversation in own:
                if constant_time_compare(uid_of(conversation, seat), uid):
                    standing = standing_of(_arrival(person), decision)
                    return None if standing is None else Invited(standing, conversation)
    return None


def _arrival(who: Person) -> Arrival:
    return Arrival(
        person=who.pk,
        organisation=who.organisation_id,
        name=who.name,
        language=who.language,
        strong=False,
        administrator=False,
    )
