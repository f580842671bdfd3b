"""The record as its documents and its page have it: frozen, in the words that were written down.

Names stand in it only where the people themselves released them; an empty name is one that was erased.
"""

from dataclasses import dataclass
from datetime import date

from beforehand.records.rules.chain import Entry

MOST_OPEN = 3
MOMENTS = ("decided", "postponed", "smaller")
"""What was done at a moment: the values of ``choices.Chosen``, for who checks a file without Django."""
FOR_ALL = "all"
"""Who reads a part: the value of ``choices.PartReaders``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to go, and why not when it was not taken. ``owner``: who argued for it, by release."""

    text: str
    taken: bool = False
    why_not: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What somebody asked to be in place; ``by`` None: without a name. ``bound``: the decision is bound to it."""

    text: str
    by: str | None = None
    due: date | None = None
    bound: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedSide:
    """When it is done as one side sees it: when the work flows, and when it is sound."""

    side: str
    flow: str = ""
    sound: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """When it is done, as every side confirmed it: a row for each, and what they hold it against together."""

    sides: tuple[AgreedSide, ...] = ()
    criteria: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """When it is done: when the work flows, when it is sound, and who watches over the benefit.

    ``unmarked``: nobody said which of the two it is. ``agreed`` is what every side confirmed in a conversation.
    ``apart``: both kinds were written down, so that each is judged for itself.
    """

    flow: tuple[str, ...] = ()
    sound: tuple[str, ...] = ()
    unmarked: tuple[str, ...] = ()
    benefits_owner: str = ""
    agreed: tuple[Agreed, ...] = ()
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """What it rests on; what would show that it does not hold; who looks (None: nobody), and on which day.

    ``shaping`` is what is done so that it holds, ``hedging`` what is done in case it does not.
    """

    text: str
    signpost: str = ""
    shaping: str = ""
    hedging: str = ""
    owner: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOpen:
    """A topic that was left open knowingly, why, and the day it is looked at again."""

    title: str
    reason: str
    again: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """What was done with what people gave, in counts."""

    taken: int = 0
    partly: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulted:
    """How many were consulted on one side, and the names of those who released theirs."""

    side: str
    people: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What was decided, knowingly, at one moment that hardens a decision.

    Parameters
    ----------
    decision
        Its id.
    chosen
        One of ``MOMENTS``.
    language
        The language of the decision: what people wrote is in it.
    moved_to
        The new day, when it was postponed.
    smaller
        What is done instead, when it was made smaller.
    open
        At most three topics, each with the decider's own reason; ``also_open`` lists the others.
    entry
        Its place in the chain.
    head
        Where the chain ended when this was made, as ``12:9f3a…``; ``entries`` is that chain for this reader.
    erased
        How many names and words of this moment were erased since.

    Raises
    ------
    ValueError
        With more than three topics that are open for a reason.
    """

    decision: str
    title: str
    sentence: str
    language: str
    commitment: str
    chosen: str
    by: tuple[str, ...]
    on: date
    background: str = ""
    hardens: date | None = None
    moved_to: date | None = None
    smaller: str = ""
    why: str = ""
    ways: tuple[Way, ...] = ()
    conditions: tuple[Condition, ...] = ()
    done: Done = Done()
    assumptions: tuple[Assumption, ...] = ()
    open: tuple[LeftOpen, ...] = ()
    also_open: tuple[str, ...] = ()
    input: Input = Input()
    consulted: tuple[Consulted, ...] = ()
    informed: tuple[str, ...] = ()
    entry: int = 0
    head: str = ""
    erased: int = 0
    entries: tuple[Entry, ...] = ()

    def __post_init__(self) -> None:
        if len(self.open) > MOST_OPEN:
            raise ValueError("at most three topics are left open for a reason; list the others")
