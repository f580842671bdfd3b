"""What has been brought in of a file so far: which row stands for which id of the file."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from beforehand.decisionfile import DecisionFile
from beforehand.decisionfile.sentences import Bilingual
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Commitment, Decision, Seat, SeatRole, Side


@dataclass
class Brought:
    """One file on its way in. ``at`` is the moment at which everything in it counts as said.

    ``written_in`` is the language of what the file says in one language only; empty when that is not known.
    """

    file: DecisionFile
    decision: Decision
    language: str
    at: datetime
    written_in: str = ""
    sides: dict[str, Side] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)
    commitments: dict[str, Commitment] = field(default_factory=dict)
    statements: dict[str, UUID] = field(default_factory=dict)
    roles: dict[Role, list[Seat]] = field(default_factory=dict)
    mails: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)

    def grant(self, seat: Seat, role: Role) -> None:
        """Give a seat a role; a facilitator of a sample counts as having declared to be nobody's line manager."""
        declared = timezone.now() if role is Role.FACILITATOR else None
        SeatRole.objects.create(seat=seat, role=role, declared_at=declared)
        self.roles.setdefault(role, []).append(seat)

    def holding(self, role: Role) -> list[Seat]:
        """Return who holds a role, in the order of the file."""
        return self.roles.get(role, [])

    def key(self, wanted: str) -> str:
        """Return the file's own id as a key, shortened where it is too long."""
        key = wanted[:40]
        while key in self.keys:
            key = f"{wanted[:30]}-{len(self.keys)}"
        self.keys.add(key)
        return key

    def language_of(self, words: str | Bilingual) -> str:
        """Return the language of some words as they come in; empty when they are in the decision's, or not known."""
        if isinstance(words, str):
            found = self.written_in
        else:
            other = "en" if self.language == "nl" else "nl"
            found = self.language if getattr(words, self.language) else other
        return "" if found == self.language else found

    def person(self, key: str) -> str:
        """Return the id of somebody's seat as text."""
        return str(self.seats[key].pk)
