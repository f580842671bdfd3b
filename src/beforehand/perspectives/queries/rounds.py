"""The rounds of a decision: which there were, which is open, and what may be opened next."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Side
from beforehand.knowledge import load
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.models import Publication, Round
from beforehand.perspectives.queries.around import people_per_side
from beforehand.perspectives.queries.published import COUNTED, MEMBERS, subject_of
from beforehand.perspectives.queries.shared import shared_rows, still_there
from beforehand.perspectives.rules import may_facilitate, may_follow


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundSeen:
    """One round. ``number`` counts up; ``kind`` says what it asks (a RoundKind); ``closed_on`` None while it is open."""

    number: int
    kind: str
    opened_on: date
    closed_on: date | None

    @property
    def is_open(self) -> bool:
        """Tell whether people can still answer in it."""
        return self.closed_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundsSeen:
    """The rounds so far, the one that is open (or None), and what may be opened next: kinds, for who facilitates."""

    rounds: tuple[RoundSeen, ...]
    open: RoundSeen | None
    next: tuple[str, ...]

    @property
    def asked(self) -> str:
        """The kind of the open round, empty when none is open."""
        return "" if self.open is None else self.open.kind


def rounds(standing: Standing) -> RoundsSeen:
    """Return the rounds, for every seat: when people can answer is no secret. How many did is in none of it (N7).

    ``next`` is empty for who does not facilitate, and while a round is open.
    """
    seen = _rounds(standing.decision)
    now_open = next((one for one in seen if one.is_open), None)
    had = tuple(RoundKind(one.kind) for one in seen)
    free = may_facilitate(standing) and now_open is None
    following = tuple(str(kind) for kind in RoundKind if may_follow(kind, had)) if free else ()
    return RoundsSeen(rounds=seen, open=now_open, next=following)


def answerable(standing: Standing, kind: RoundKind) -> int:
    """Return how many shared sentences a round of this kind has to ask about; for who facilitates.

    A listening round needs none, and says 1. Sentences that got answers in an earlier round are not asked again.
    """
    if kind is RoundKind.LISTEN:
        return 1
    pictures = Q(field="mirror", about_side__isnull=False)
    rows = shared_rows(standing).filter(pictures if kind is RoundKind.MIRROR else ~Q(field="mirror"))
    return int(rows.count())


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What who facilitates sees of the rounds. ``sentences`` and ``pictures``: how many are shared now.

    ``countable``: names of the sides with enough people for numbers, whatever they answered; ``least`` how many that
    is. ``counted``: for each closed round, by its number, how many subjects have numbers that can still be seen; None
    until it was counted.
    """

    seen: RoundsSeen
    sentences: int
    pictures: int
    sides: int
    countable: tuple[str, ...]
    least: int
    counted: tuple[tuple[RoundSeen, int | None], ...]


def panel(standing: Standing) -> Panel | None:
    """Return the rounds as who facilitates sees them; None for anybody else.

    Withheld: how many people answered, and who, while a round is open and afterwards (N7, G8). Whether there is enough
    to publish is told from the sizes of the sides, which everybody knows, and after closing from what was published.
    """
    if not may_facilitate(standing):
        return None
    seen = rounds(standing)
    least = load().confidentiality.numbers["figure"]
    people = people_per_side(standing.decision)
    names = dict(Side.objects.filter(decision_id=standing.decision).values_list("pk", "name"))
    return Panel(
        seen=seen,
        sentences=answerable(standing, RoundKind.RESPOND),
        pictures=answerable(standing, RoundKind.MIRROR),
        sides=sum(1 for count in people.values() if count),
        countable=tuple(sorted(names[side] for side, count in people.items() if count >= least)),
        least=least,
        counted=tuple((one, _counted(standing, one)) for one in seen.rounds if not one.is_open),
    )


def _counted(standing: Standing, one: RoundSeen) -> int | None:
    rows = Publication.objects.scoped(standing.reader).filter(round__n=one.number)
    subjects = set(rows.exclude(subject=MEMBERS).values_list("subject", flat=True))
    if COUNTED not in subjects:
        return None
    there = still_there(standing)
    return sum(1 for subject in subjects - {COUNTED} if subject_of(subject)[1] in there)


def _rounds(decision: UUID) -> tuple[RoundSeen, ...]:
    rows = Round.objects.filter(decision_id=decision).order_by("n")
    return tuple(
        RoundSeen(
            number=n,
            kind=kind,
            opened_on=timezone.localdate(opened),
            closed_on=None if closed is None else timezone.localdate(closed),
        )
        for n, kind, opened, closed in rows.values_list("n", "kind", "opened_at", "closed_at")
    )
