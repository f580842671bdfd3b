"""What choosing conversations looks at: the people who may be named, what was seen, and the numbers of the planner."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from beforehand.engine.detectors.registry import Draft, ahead, own_choice
from beforehand.engine.detectors.rights import representatives
from beforehand.engine.inputs import Commitment, Door, Field, Picture, Seat, SideKind
from beforehand.engine.order import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What the planner knows of a kind of conversation; ``people`` is the most besides whoever leads."""

    id: str
    role: str
    minutes: int
    fewest: int
    people: int
    lead: int
    before: tuple[str, ...]
    confidential: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Everything candidates are made from.

    Parameters
    ----------
    picture
        The people's view: answers by which somebody may be chosen. In the shared run that is less than what topics
        were seen in, because being invited would tell who wrote a sentence.
    drafts
        What the detectors saw, per pattern.
    kinds
        Conversation types by id.
    numbers
        The planner's numbers (``knowledge`` planning), all uncalibrated.
    strain
        Weight of signals of a strained stage per relation; facilitator's run only.
    confidential
        Whether confidential conversations may be proposed. In the shared run they may not: a plan around a one-to-one
        tells everybody that it exists, by its dates, its counts and what it leaves uncovered (G12).
    ended
        Relations so far escalated that group conversations are no longer proposed.
    """

    picture: Picture
    drafts: Mapping[str, Sequence[Draft]]
    kinds: Mapping[str, Kind]
    numbers: Mapping[str, float]
    marks: Mapping[str, int]
    strain: Mapping[frozenset[str], float]
    signalled: Mapping[frozenset[str], float]
    ended: frozenset[frozenset[str]]
    order: Order
    confidential: bool
    add_days: Callable[[date, int], date]

    def size(self, number: str, kind: str) -> int:
        """Return how many people to ask: the planner's number, never more than the kind holds."""
        return min(int(self.numbers[number]), self.kinds[kind].people)

    def lead(self, *kinds: str) -> int:
        """Return how many working days before it a conversation of these kinds has to be asked for."""
        return max(self.kinds[kind].lead for kind in kinds)

    def small_table(self, number: str, kind: str) -> int:
        """Return how many to ask where not everybody is needed: in a small decision about half of its people."""
        return min(self.size(number, kind), max(3, ceil(len(self.picture.seats) / 2)))

    def seats(self) -> list[Seat]:
        """Return the participants, canonically ordered."""
        return sorted(self.picture.seats, key=lambda s: self.order.seat(s.id))

    def by_accountability(self, seats: Iterable[Seat] | None = None) -> list[Seat]:
        """Return participants, the most accountable first.

        Among equals comes first who was heard least: responsible and unheard is what the table lacks most.
        """
        chosen = self.picture.seats if seats is None else seats
        return sorted(chosen, key=self._accountability)

    def _accountability(self, seat: Seat) -> tuple[int, int, int, int, int]:
        return (
            -_or(seat.accountable, -1),
            _or(seat.heard, 9),
            -_or(seat.affected, -1),
            -_or(seat.mandate, -1),
            self.order.seat(seat.id),
        )

    def most_accountable(self, side: str) -> Seat | None:
        """Return who on a side is held to it most; among equals who has most mandate."""
        members = [s for s in self.picture.seats if s.side == side]
        if not members:
            return None
        return min(
            members,
            key=lambda s: (
                -_or(s.accountable, -1),
                -_or(s.mandate, -1),
                _or(s.heard, 9),
                self.order.seat(s.id),
            ),
        )

    @property
    def deciders(self) -> list[Seat]:
        """Everybody who decides, the sponsor first, then by mandate."""
        deciders = [s for s in self.picture.seats if s.decides]
        sponsor = self.picture.sponsor
        return sorted(deciders, key=lambda s: (s.id != sponsor, -_or(s.mandate, -1), self.order.seat(s.id)))

    @property
    def decider(self) -> Seat | None:
        """Who decides on the whole: the one decider, else the sponsor, else whoever has most mandate."""
        if self.deciders:
            return self.deciders[0]
        for seat in self.picture.seats:
            if seat.id == self.picture.sponsor:
                return seat
        known = [s for s in self.picture.seats if s.mandate is not None]
        return min(known, key=lambda s: (-_or(s.mandate, -1), self.order.seat(s.id))) if known else None

    @property
    def it_sides(self) -> set[str]:
        """The sides of kind IT."""
        return {side.id for side in self.picture.sides if side.kind is SideKind.IT}

    @property
    def representatives(self) -> frozenset[str]:
        """Who speaks for staff by law."""
        return representatives(self.picture)

    def targets(self) -> list[Commitment]:
        """Return the commitments a conversation can still be in time for: one's own one-way doors first, by day.

        Without any of one's own, all that lie ahead.
        """
        coming = ahead(self.picture)
        own = [c for c in coming if own_choice(c)] or coming
        weight = {Door.ONE_WAY: 0, Door.HEAVY: 1, Door.TWO_WAY: 2}
        one_way = [c for c in own if c.door is Door.ONE_WAY]
        first = one_way or own
        rest = [c for c in own if c not in first]
        return sorted(first, key=lambda c: (c.day, self.order.commitment(c.id))) + sorted(
            rest, key=lambda c: (c.day, weight[c.door], self.order.commitment(c.id))
        )

    def uncertain_holders(self, most: int) -> list[Seat]:
        """Return who holds a load-bearing assumption they are unsure of, the weightiest and least certain first.

        When they are fewer than a table, those half sure of theirs come along; who decides then only listens elsewhere.
        """
        best: dict[str, tuple[int, int]] = {}
        for s in self.picture.statements:
            if s.field is Field.ASSUMPTIONS and s.importance is not None and s.certainty is not None:
                if (
                    s.importance >= self.numbers["load_bearing"]
                    and s.certainty <= self.numbers["uncertain"] + 1
                ):
                    key = (s.certainty, -s.importance)
                    best[s.author] = min(best.get(s.author, key), key)
        holders = [s for s in self.by_accountability() if s.id in best]
        unsure = [s for s in holders if best[s.id][0] <= self.numbers["uncertain"]]
        half = [s for s in holders if s not in unsure and not s.decides]
        unsure.sort(key=lambda s: (best[s.id][1], best[s.id][0]))
        half.sort(key=lambda s: best[s.id][1])
        return (unsure + half)[:most]

    def fixedness(self, seat: Seat) -> int | None:
        """Return how changeable somebody holds it (1 fixed to 5 open): for the nearest target, else overall."""
        for target in self.targets():
            value = seat.reversible_by_commitment.get(target.id)
            if value is not None:
                return value
        given = [v for v in seat.reversible_by_commitment.values() if v is not None]
        return min(given) if given else seat.reversible


def _or(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value
