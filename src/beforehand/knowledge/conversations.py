"""The kinds of conversation, and what must come before what."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from beforehand.knowledge import labels
from beforehand.knowledge.entries import Entry, Paragraph, Sentence, filled, joined
from beforehand.knowledge.reading import Piece
from beforehand.knowledge.text import Text

COUNTRIES = ("NL", "BE", "EU")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A period in law that comes with a statutory conversation: not the length of a meeting."""

    id: str
    country: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a course."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Questions one after the other; what was said to one is played back before the next.

    ``avoid`` is what does not belong in such a conversation.
    """

    questions: tuple[Question, ...]
    playback: Text
    avoid: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationType:
    """One kind of conversation.

    Parameters
    ----------
    minutes
        Length.
    size
        Fewest and most people, whoever leads included.
    lead
        Working days from asking to holding it.
    before
        Precedences: the only hard ones.
    role
        Id of the change role that leads.
    confidential
        True when it exists only for those in it and the facilitator.
    opening
        One good first question.
    course
        Its questions in order, for a kind that has some.
    """

    id: str
    name: Text
    minutes: int
    size: tuple[int, int]
    lead: int
    before: tuple[str, ...]
    aim: Text
    opening: Text
    role: str
    confidential: bool
    terms: tuple[Term, ...]
    orders: Mapping[str, Text]
    course: Course | None = None
    sources: tuple[str, ...] = ()
    grade: str | None = None

    @property
    def title(self) -> Text:
        """Its name."""
        return self.name

    def paragraphs(self) -> list[Paragraph]:
        """Return its aim, first question, size, what comes first and terms in law."""
        few, many = self.size
        people = str(few) if few == many else f"{few}–{many}"
        size = Text(
            f"{people} mensen, wie leidt meegeteld; {self.minutes} minuten; {self.lead} werkdagen vooraf vragen",
            f"{people} people, whoever leads included; {self.minutes} minutes; ask {self.lead} working days ahead",
        )
        return filled(
            [
                (labels.AIM, self.aim),
                (labels.OPENING, self.opening),
                (labels.ITEMS, joined(one.text for one in self.course.questions) if self.course else None),
                (labels.RULE, self.course.playback if self.course else None),
                (labels.AVOID, self.course.avoid if self.course else None),
                (labels.SIZE, size),
                (labels.BEFORE, joined(self.orders[p] for p in self.before if p in self.orders)),
                (labels.TERM, joined(term.text for term in self.terms)),
            ]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """What ``conversation_types.yaml`` holds."""

    conversation_types: Mapping[str, ConversationType]
    precedence: Mapping[str, Text]

    def orders(self) -> list[Entry]:
        """Return the precedences as entries."""
        return [
            Sentence(id=key, title=labels.BEFORE, label=labels.RULE, text=text)
            for key, text in self.precedence.items()
        ]


def read_conversation_types(top: Piece) -> Kinds:
    """Read ``conversation_types.yaml``."""
    page = top.record("conversation_types precedence")
    orders = {key.define("precedence"): value.text() for key, value in page["precedence"].pairs()}
    found = {}
    for piece in page["conversation_types"].items():
        kind = _read_kind(piece, orders)
        found[kind.id] = kind
    return Kinds(conversation_types=MappingProxyType(found), precedence=MappingProxyType(orders))


def _read_kind(piece: Piece, orders: Mapping[str, Text]) -> ConversationType:
    row = piece.record("id nl en minutes size lead before aim opening role", "confidential terms course")
    confidential, terms, course = row.get("confidential"), row.get("terms"), row.get("course")
    found = None if course is None else _read_course(course)
    return ConversationType(
        id=row["id"].define("conversation_type"),
        name=row.text(),
        minutes=row["minutes"].whole(),
        size=_read_size(row["size"]),
        lead=row["lead"].whole(),
        before=row["before"].refers("precedence"),
        aim=row["aim"].text(),
        opening=row["opening"].text(),
        role=row["role"].refer("role"),
        confidential=confidential is not None and confidential.truth(),
        terms=() if terms is None else tuple(_read_term(item) for item in terms.items()),
        orders=orders,
        course=found,
        sources=() if found is None else found.sources,
    )


def _read_course(piece: Piece) -> Course:
    row = piece.record("questions playback avoid sources")
    return Course(
        questions=tuple(_read_question(item) for item in row["questions"].items()),
        playback=row["playback"].text(),
        avoid=row["avoid"].text(),
        sources=row["sources"].refers("source"),
    )


def _read_question(piece: Piece) -> Question:
    row = piece.record("id nl en")
    return Question(id=row["id"].define("question of a course"), text=row.text())


def _read_size(piece: Piece) -> tuple[int, int]:
    bounds = [item.whole() for item in piece.items()]
    if len(bounds) != 2 or not 2 <= bounds[0] <= bounds[1]:
        piece.fault("a size is two numbers: the fewest people (2 or more) and the most")
        return (2, 2)
    return (bounds[0], bounds[1])


def _read_term(piece: Piece) -> Term:
    row = piece.record("id country nl en")
    return Term(id=row["id"].define("term in law"), country=row["country"].one_of(COUNTRIES), text=row.text())
