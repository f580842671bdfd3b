"""How what was judged reads: words first, a number where one may be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from beforehand.decisions.queries import Frame
from beforehand.knowledge import load
from beforehand.perspectives.rules.counting import NEARLY_EVERYBODY, Told
from beforehand.records.queries.looking_back import Judged, JudgedBlock, LookBackSeen

UNTOLD = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShown:
    """What one side, or everybody, answered: in the order of the answers, in words. ``side`` empty: everybody."""

    side: str
    said: tuple[str, ...]

    @property
    def tells(self) -> bool:
        """Tell whether it holds more than dashes."""
        return any(said != UNTOLD for said in self.said)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableShown:
    """One subject with what was judged of it; ``own`` when its title is what a person wrote."""

    title: str
    own: bool
    answers: tuple[str, ...]
    rows: tuple[RowShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartShown:
    """The tables of one question; ``untold`` counts those of which nothing can be told."""

    title: str
    tables: tuple[TableShown, ...]
    untold: int


def done_words() -> list[tuple[str, str]]:
    """Return the answers to whether it is done."""
    return [("yes", _("Yes")), ("partly", _("Partly")), ("no", _("No"))]


def benefits_words() -> list[tuple[str, str]]:
    """Return the answers to whether the benefit is there."""
    return [*done_words(), ("early", _("Too early to say"))]


def turned_words() -> list[tuple[str, str]]:
    """Return how something it rests on can have turned out."""
    return [("held", _("It held")), ("broke", _("It did not hold")), ("unknown", _("I do not know"))]


def bit_words() -> list[tuple[str, str]]:
    """Return whether what stayed open mattered."""
    return [("bit", _("It got in the way")), ("not", _("It did not"))]


def helped_words() -> list[tuple[str, str]]:
    """Return whether a conversation would have helped."""
    return [("helped", _("Would have helped")), ("not", _("Not named"))]


def parts_of(seen: LookBackSeen, frame: Frame, language: str) -> tuple[PartShown, ...]:
    """Return what was judged by question, in the order in which it was asked; what was not published is not there."""
    sides = {side.id: side.name for side in frame.sides}
    judged = {one.subject: one for one in seen.judged}
    kinds = load().conversation_types
    asked = (
        (
            _("Is it done?"),
            done_words(),
            [
                ("done", "", False),
                ("flow", _("Does the work flow?"), False),
                ("sound", _("Is it sound?"), False),
            ],
        ),
        (
            _("What it rested on"),
            turned_words(),
            [(f"assumption:{one.key}", one.text, True) for one in seen.assumptions],
        ),
        (_("What stayed open"), bit_words(), [(f"topic:{one.key}", one.text, True) for one in seen.topics]),
        (
            _("Which conversation would have helped"),
            helped_words(),
            [(f"helped:{kind.id}", kind.name.say(language).capitalize(), False) for kind in kinds.values()],
        ),
    )
    found = []
    for title, answers, subjects in asked:
        tables = [
            _table(judged[subject], text, own, answers, sides)
            for subject, text, own in subjects
            if subject in judged
        ]
        telling = tuple(table for table in tables if table.rows)
        found.append(PartShown(title=title, tables=telling, untold=len(tables) - len(telling)))
    return tuple(part for part in found if part.tables or part.untold)


def _table(
    judged: Judged, text: str, own: bool, answers: list[tuple[str, str]], sides: Mapping[UUID, str]
) -> TableShown:
    rows = (RowShown(side=_side(block, sides), said=_said(block, answers)) for block in judged.blocks)
    return TableShown(
        title=text or (_("These words are no longer kept.") if own else ""),
        own=own and bool(text),
        answers=tuple(words for _value, words in answers),
        rows=tuple(sorted((row for row in rows if row.tells), key=lambda row: (not row.side, row.side))),
    )


def _side(block: JudgedBlock, sides: Mapping[UUID, str]) -> str:
    return ", ".join(sides.get(side) or _("Side not named") for side in block.sides)


def _said(block: JudgedBlock, answers: list[tuple[str, str]]) -> tuple[str, ...]:
    told = dict(block.told)
    return tuple(in_words(told[value], block.answers) for value, _words in answers)


def in_words(told: Told, answers: int) -> str:
    """Return how one count reads; a dash when not even a word may be said."""
    if told.nearly:
        return _("nearly everybody") if told.nearly == NEARLY_EVERYBODY else _("nearly nobody")
    if told.count is None:
        return UNTOLD
    said = _("%(count)d of %(answers)d") % {"count": told.count, "answers": answers}
    return said.replace(" ", "\N{NO-BREAK SPACE}")
