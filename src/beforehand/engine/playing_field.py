"""The playing field: how sides that depend on each other are in contact, and who is looked to from several sides.

For the facilitator's run alone. Formal mandate is a property of a function, never a verdict on a person, and so is
being looked to: what stands here opens a question, it concludes nothing about anybody. Withheld from everyone, the
facilitator too: who named whom, how many named somebody, how many lines there are and between whom (N3, N5, G10).

Source: engine.md section 7; ``knowledge`` P03-P05, P16, N3, N5, G10.
"""

from dataclasses import dataclass
from enum import StrEnum

from beforehand.engine.detectors.between import not_talking
from beforehand.engine.detectors.influence import contact_lines, reach
from beforehand.engine.inputs import ContactWay, Picture


class Contact(StrEnum):
    """What is known of the direct contact between two sides."""

    ONLY_BRIDGE = "only_bridge"
    """Every line known runs through one person (P05)."""
    NO_BRIDGE = "no_bridge"
    """They talk, and nobody is the only bridge."""
    TALKING = "talking"
    """They talk; too little is known to say whether it rests on one person. A question to the facilitator."""
    NOT_TALKING = "not_talking"
    """Both were asked, and there was no direct contact, or by ticket or mail only (P16)."""
    NOT_ASKED = "not_asked"
    """No contact is known and at least one of them was not asked, or did not answer: nothing to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactBetween:
    """The contact between two sides that depend on each other.

    ``bridge`` is the only bridge, for the facilitator; None in every other case. No other name, and no number.
    """

    sides: frozenset[str]
    contact: Contact
    bridge: str | None = None


def contact_between(picture: Picture, *, lines: int = 2) -> tuple[ContactBetween, ...]:
    """Return what is known of the contact between every two sides that depend on each other.

    Sides that need not speak are left out.

    Parameters
    ----------
    picture
        What the facilitator's run may see.
    lines
        From how many lines on it can be said whether they share one person (threshold ``lines`` of P05).

    Returns
    -------
    tuple of ContactBetween
        One per dependent pair, in the order of the ids of the sides.

    Raises
    ------
    ValueError
        When ``lines`` is below 2: of a single line both ends would be the bridge.

    Examples
    --------
    >>> from datetime import date
    >>> from beforehand.engine.inputs import Seat
    >>> spoke = Seat(id="sanne", side="it", contact=frozenset({"femke", "youssef"}))
    >>> others = (Seat(id="femke", side="care"), Seat(id="youssef", side="care"))
    >>> pair = frozenset({"it", "care"})
    >>> found = contact_between(
    ...     Picture(day=date(2027, 3, 15), seats=(spoke, *others), dependencies=frozenset({pair}))
    ... )
    >>> found[0].contact.value, found[0].bridge
    ('only_bridge', 'sanne')
    """
    if lines < 2:
        raise ValueError("a single line says nothing about an only bridge")
    silent = not_talking(picture)
    return tuple(
        ContactBetween(sides=pair, contact=Contact.NOT_TALKING)
        if pair in silent
        else _read_contact(picture, pair, lines)
        for pair in sorted(picture.dependencies, key=sorted)
    )


def _read_contact(picture: Picture, pair: frozenset[str], fewest: int) -> ContactBetween:
    known = contact_lines(picture, pair)
    if len(known) >= fewest:
        shared = frozenset.intersection(*known)  # two different lines have at most one person in common
        if shared:
            return ContactBetween(sides=pair, contact=Contact.ONLY_BRIDGE, bridge=min(shared))
        return ContactBetween(sides=pair, contact=Contact.NO_BRIDGE)
    talking = bool(known) or _said_self(picture, pair)
    return ContactBetween(sides=pair, contact=Contact.TALKING if talking else Contact.NOT_ASKED)


def _said_self(picture: Picture, pair: frozenset[str]) -> bool:
    return any(
        way is ContactWay.SELF and seat.side != other and frozenset({seat.side, other}) == pair
        for seat in picture.seats
        for other, way in (seat.contact_sides or {}).items()
    )


def reaches_several(picture: Picture, *, from_sides: int = 2, people: int = 8) -> frozenset[str]:
    """Return who was named by two or more sides other than their own, as people to talk to.

    For the facilitator, as a question next to a function's mandate (P03, P04). Shown as "two or more sides" only:
    the number of sides, the sides and whoever named somebody stay behind. A person who is not in the answer may have
    been named by one side, by none, or nobody was asked; which of these is withheld too.

    Parameters
    ----------
    picture
        What the facilitator's run may see; nobody is found where nobody was asked (G10).
    from_sides
        From how many other sides on.
    people
        Below so many participants nobody is found: who named whom could be guessed.

    Raises
    ------
    ValueError
        When ``from_sides`` is below 2: one side can be one person, and then it would show who named whom.

    Examples
    --------
    >>> from datetime import date
    >>> from beforehand.engine.inputs import Seat
    >>> ask = frozenset({"sanne"})
    >>> seats = (Seat(id="sanne", side="it"), Seat(id="femke", side="care", talk_to=ask))
    >>> picture = Picture(day=date(2027, 3, 15), seats=(*seats, Seat(id="karin", side="board", talk_to=ask)))
    >>> reaches_several(picture), reaches_several(picture, people=3)
    (frozenset(), frozenset({'sanne'}))
    """
    if from_sides < 2:
        raise ValueError("reach is shown from two sides on")
    if len(picture.seats) < people:
        return frozenset()
    return frozenset(person for person, sides in reach(picture).items() if sides >= from_sides)
