"""Published counts in words. Nothing is worked out here that was not published: a count is said, or it is not."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from beforehand.pages.queries.picture.shapes import Told
from beforehand.perspectives.queries import Block, Counted, Published, widely
from beforehand.perspectives.rules.counting import MOST

SOME = 0.4
"""Up to here "some", from ``MOST`` on "most", in between about half: ours, to be read and not to be reckoned with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was published, by what it is about; and what sides are called."""

    by_subject: Mapping[tuple[str, UUID], Published]
    sides: Mapping[UUID, str]

    def told(
        self,
        subject: str,
        about: UUID,
        value: str,
        *,
        tellable: Callable[[Counted], bool] = lambda counted: True,
    ) -> tuple[Told, ...]:
        """Return how many answered ``value``, for everybody and for each side as far as published and worth telling."""
        blocks = self._blocks(subject, about)
        return tuple(one for block in blocks for one in self._said(block, value, tellable))

    def widely(self, about: UUID) -> bool:
        """Tell whether a sentence is recognised on more than one side, or by most of all who answered."""
        return widely(self._blocks("statement", about))

    def _blocks(self, subject: str, about: UUID) -> tuple[Block, ...]:
        found = self.by_subject.get((subject, about))
        return tuple(sorted(found.blocks, key=lambda block: len(block.sides) > 0)) if found else ()

    def _said(self, block: Block, value: str, tellable: Callable[[Counted], bool]) -> Iterable[Told]:
        who = ", ".join(self.sides.get(side, "") for side in block.sides)
        if block.sides and not who.strip(", "):
            return
        for counted in block.counts:
            words = in_words(counted, block.answers) if counted.value == value else ""
            if words and tellable(counted):
                yield Told(who=who, words=words, figure=_figure(counted, block.answers))


def figures(published: Iterable[Published], sides: Mapping[UUID, str]) -> Figures:
    """Return what was published by subject; of two rounds about one thing the later one."""
    rows = sorted(published, key=lambda one: one.round)
    return Figures(by_subject={(one.subject, one.about): one for one in rows}, sides=sides)


def in_words(counted: Counted, answers: int) -> str:
    """Return a count in words; empty when not even that may be said."""
    if counted.nearly:
        return _NEARLY[counted.nearly]()
    if counted.count is None or not answers:
        return ""
    share = counted.count / answers
    return _("most") if share >= MOST else _("some") if share <= SOME else _("about half")


def _figure(counted: Counted, answers: int) -> str:
    if counted.count is None:
        return ""
    said = _("%(count)d of %(answers)d") % {"count": counted.count, "answers": answers}
    return said.replace(" ", "\N{NO-BREAK SPACE}")


_NEARLY: Mapping[str, Callable[[], str]] = {
    "nearly_nobody": lambda: _("nearly nobody"),
    "nearly_everybody": lambda: _("nearly everybody"),
}
