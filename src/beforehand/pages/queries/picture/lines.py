"""Sentences as they stand in the picture, in an order that tells nothing about who wrote them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from uuid import UUID

from beforehand.decisions.queries import SideView
from beforehand.pages.queries.picture.figures import Figures
from beforehand.pages.queries.picture.shapes import Line, SideLines, Told
from beforehand.perspectives.choices import Judged, RoundKind
from beforehand.perspectives.queries import Counted, Said, answer_in_words
from beforehand.vault.disclose import Visible

ROUND_OF: Mapping[str, RoundKind] = {
    "mirror": RoundKind.RESPOND,
    "needs": RoundKind.RESPOND,
    "optimises_for": RoundKind.RESPOND,
    "would_trade": RoundKind.RESPOND,
}
"""Which round asks for a sentence; what is not here is asked in the first."""
SHOWN = (
    "question", "protects", "condition", "done", "assumptions", "knows", "risks", "mirror", "needs",
    "optimises_for", "would_trade",
)  # fmt: skip


def lines(
    shared: Iterable[Visible[Said]],
    figures: Figures,
    *,
    closed: frozenset[str],
    held: Mapping[str, str] | None,
) -> tuple[Line, ...]:
    """Return what was shared and belongs to a round that closed; what an open round asks stays unseen (G9).

    ``held`` is what an open page holds already; None when there is no open page yet.
    """
    return tuple(
        _line(visible.value, figures, held)
        for visible in shared
        if visible.value.field in SHOWN and ROUND_OF.get(visible.value.field, RoundKind.LISTEN) in closed
    )


def _line(said: Said, figures: Figures, held: Mapping[str, str] | None) -> Line:
    recognised = figures.told("statement", said.id, "recognise")
    key, words = _token(said.id, said.text)
    return Line(
        id=said.id,
        field=said.field,
        text=said.text,
        lang=said.lang,
        side=said.side,
        side_name=said.side_name or "",
        name=said.name or "",
        certainty=said.certainty,
        about_side=said.about_side,
        recognised=recognised,
        differs=figures.told("statement", said.id, "different", tellable=_more_than_nobody),
        judged=_judged(said.id, figures) if said.field == "mirror" else (),
        widely=said.field not in ("question", "mirror") and figures.widely(said.id),
        fresh=held is not None and held.get(key) != words,
    )


def _more_than_nobody(counted: Counted) -> bool:
    return counted.nearly != "nearly_nobody"


def _judged(about: UUID, figures: Figures) -> tuple[Told, ...]:
    return tuple(
        replace(told, who=answer_in_words(f"mirror.{judged.value}"))
        for judged in Judged
        for told in figures.told("mirror", about, judged.value, tellable=_more_than_nobody)[:1]
    )


def of(all_lines: Iterable[Line], *fields: str) -> tuple[Line, ...]:
    """Return the sentences of some fields, what people said most to coming first."""
    found = [line for line in all_lines if line.field in fields]
    return tuple(sorted(found, key=lambda line: not (line.recognised or line.differs)))


def by_side(some: Iterable[Line], sides: Iterable[SideView]) -> tuple[SideLines, ...]:
    """Return sentences side by side; those whose side may not stand there come last, together."""
    rows = list(some)
    found = [
        SideLines(name=side.name, lines=tuple(line for line in rows if line.side == side.id))
        for side in sides
    ]
    found.append(SideLines(name="", lines=tuple(line for line in rows if line.side is None)))
    return tuple(one for one in found if one.lines)


def held_as(all_lines: Iterable[Line]) -> str:
    """Return what an open page keeps of the sentences on it: a mark of each, and of its words."""
    return ",".join(":".join(_token(line.id, line.text)) for line in all_lines)


def read_held(text: str) -> dict[str, str]:
    """Return what an open page says it holds; anything else in it counts as not held."""
    pairs = (one.partition(":") for one in text.split(",") if one)
    return {key: words for key, _, words in pairs if len(key) == KEY and len(words) == WORDS}


KEY, WORDS = 12, 6


def key_of(digits: str) -> str:
    """Return the mark by which an open page knows a sentence, of the 32 digits of its id."""
    return digits[:KEY]


def _token(id: UUID, text: str) -> tuple[str, str]:
    return key_of(id.hex), sha256(text.encode()).hexdigest()[:WORDS]
