"""What was said, laid out by question or by side, with an index of both."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from beforehand.perspectives.queries.asked import fields
from beforehand.perspectives.queries.card import question_of
from beforehand.perspectives.queries.said import Said
from beforehand.vault.disclose import Visible

BY_SIDE = "side"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence, who said it as far as that may be known, and who may read it."""

    text: str
    name: str
    side_name: str
    readers: str
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the index: where it leads, and how many sentences this reader finds there."""

    anchor: str
    title: str
    many: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What was said to one question; ``title`` is empty where the section says it already."""

    title: str
    sentences: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Everything said to one question, or from one side."""

    anchor: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Everything this reader may read, with an index. ``by_side``: the sections are sides."""

    by_side: bool
    questions: tuple[Entry, ...]
    sides: tuple[Entry, ...]
    sections: tuple[Section, ...]


def lay_out(visible: list[Visible[Said]], *, by: str) -> Laid:
    """Lay sentences out by the question they answer, in the order of the form, or by side.

    Counted is what this reader may read and nothing else; from no query of its own.
    """
    said = [one.value for one in visible]
    order = {name: n for n, name in enumerate(fields())}
    questions = sorted({one.field for one in said}, key=lambda name: (order.get(name, len(order)), name))
    sides = sorted({_side(one) for one in said}, key=lambda name: (not name, name))
    by_side = by == BY_SIDE
    return Laid(
        by_side=by_side,
        questions=tuple(
            Entry(anchor=f"q-{q}", title=question_of(q), many=times)
            for q, times in _counted(questions, (one.field for one in said))
        ),
        sides=tuple(
            Entry(anchor=f"side-{n}", title=side or _("without a side"), many=times)
            for n, (side, times) in enumerate(_counted(sides, map(_side, said)), 1)
        ),
        sections=_by_side(said, sides, questions) if by_side else _by_question(said, questions),
    )


def _counted(names: Iterable[str], said: Iterable[str]) -> list[tuple[str, int]]:
    times = Counter(said)
    return [(name, times[name]) for name in names]


def _by_question(said: Sequence[Said], questions: Iterable[str]) -> tuple[Section, ...]:
    return tuple(
        Section(
            anchor=f"q-{q}",
            title=question_of(q),
            parts=(Part(title="", sentences=_lines(one for one in said if one.field == q)),),
        )
        for q in questions
    )


def _by_side(said: Sequence[Said], sides: Iterable[str], questions: Sequence[str]) -> tuple[Section, ...]:
    return tuple(
        Section(
            anchor=f"side-{n}",
            title=side or _("without a side"),
            parts=tuple(
                Part(title=question_of(q), sentences=lines)
                for q in questions
                if (lines := _lines(one for one in said if one.field == q and _side(one) == side))
            ),
        )
        for n, side in enumerate(sides, 1)
    )


def _side(said: Said) -> str:
    return said.side_name or ""


def _lines(said: Iterable[Said]) -> tuple[Line, ...]:
    return tuple(sorted((_line(one) for one in said), key=lambda s: (s.side_name, s.name, s.text)))


def _line(said: Said) -> Line:
    return Line(
        text=said.text,
        name=said.name or "",
        side_name=said.side_name or "",
        readers=_besides_you(said.release),
        lang=said.lang,
    )


def _besides_you(release: int | None) -> str:
    """Say who reads a sentence besides the facilitator; empty when nobody does."""
    return {
        2: _("all may read it, without the name"),
        3: _("all may read it, their own side with the name"),
        4: _("all may read it, with the name"),
    }.get(release or 0, "")
