"""The shared picture as it leaves this context: frozen, and the same for every reader but for names of the own side."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from beforehand.decisions.queries import CommitmentView, Frame
from beforehand.shell.charts import RoomLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What people said to something, in words first. ``who`` is a side, or empty for everybody who answered."""

    who: str
    words: str
    figure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence as it was written. ``side_name`` and ``name`` are empty where they may not stand.

    ``recognised`` and ``differs`` are what was published about it; ``fresh`` that an open page did not hold it yet.
    """

    id: UUID
    field: str
    text: str
    lang: str
    side: UUID | None
    side_name: str
    name: str
    certainty: int | None
    about_side: UUID | None
    recognised: tuple[Told, ...] = ()
    differs: tuple[Told, ...] = ()
    judged: tuple[Told, ...] = ()
    widely: bool = False
    fresh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question people are answering, in one wording or several.

    ``confirmed``: somebody said that these are the same question; ``suggested``: nobody did, they only look alike.
    """

    sides: tuple[str, ...]
    lead: Line
    others: tuple[Line, ...]
    confirmed: bool

    @property
    def suggested(self) -> bool:
        """Tell whether the wordings stand together on nobody's word."""
        return bool(self.others) and not self.confirmed


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The questions of one side; ``name`` is empty for those whose side may not stand there."""

    name: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """The questions people are answering: first those of more than one side, then side beside side.

    ``apart``: they are different questions, from more than one side; ``one``: everybody is known to ask the same;
    ``guessed``: some stand together on nobody's word.
    """

    together: tuple[Asked, ...]
    columns: tuple[Column, ...]
    apart: bool
    one: bool
    guessed: bool

    @property
    def anything(self) -> bool:
        """Tell whether anybody shared a question."""
        return bool(self.together or self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideLines:
    """What was said from one side; ``name`` is empty for those whose side may not stand there."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """Two sides that answered differently; ``knows``: the first knows it, the second does not."""

    first: str
    second: str
    knows: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SetApart:
    """A sentence that sides answered differently to, and how, two by two."""

    line: Line
    between: tuple[Between, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Where sides answered differently, the surest first; ``more`` are not on the page.

    ``chance``: so many of all of them are expected to be chance, in words.
    """

    shown: tuple[SetApart, ...]
    more: int
    chance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Sentences under one heading of our own."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """What one side wants to protect, and what must then be in place; not told which goes with which."""

    name: str
    protects: tuple[Line, ...]
    conditions: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The days it is called done: that the work flows, that it is sound, and what nobody placed."""

    flow: tuple[Line, ...]
    sound: tuple[Line, ...]
    by_side: tuple[SideLines, ...]

    @property
    def placed(self) -> bool:
        """Tell whether the two lists stand there."""
        return bool(self.flow or self.sound)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirrored:
    """What others think one side wants, and what that side itself says."""

    name: str
    thought: tuple[Line, ...]
    itself: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One moment that hardens the decision, and how changeable people think it still is, where published."""

    commitment: CommitmentView
    left: int | None
    changeable: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Something there is to talk about, before which day and which commitment."""

    title: str
    about: tuple[str, ...]
    seen: str
    suggestion: bool
    day: date | None
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked of the reader now; ``address`` is the name of a page, empty when nothing is asked."""

    words: str
    link: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The whole shared picture for one reader. ``began`` False: no round has closed, so nothing is shared yet.

    ``held`` marks the sentences it shows; ``there`` all there are, for a page that was open. ``most`` is how many of
    one list stand on the page; where there are more, it says how to see them all (``whole``).
    """

    frame: Frame
    began: bool
    questions: Questions
    shared: tuple[Part, ...]
    apart: Apart | None
    protected: tuple[Protected, ...]
    left: tuple[Protected, ...]
    right: tuple[Protected, ...]
    done: Done
    grounds: tuple[Part, ...]
    knows: tuple[Line, ...]
    risks: tuple[Line, ...]
    mirrored: tuple[Mirrored, ...]
    room: RoomLine | None
    hardest: CommitmentView | None
    moments: tuple[Moment, ...]
    matters: tuple[Matter, ...]
    asked: Request
    held: str
    there: frozenset[str]
    most: int
    whole: bool

    @property
    def changeable(self) -> tuple[Moment, ...]:
        """The moments about which it was published how changeable people think they still are."""
        return tuple(moment for moment in self.moments if moment.changeable)
