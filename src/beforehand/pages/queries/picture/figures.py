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


class Words:
    """How counts are said, in the language of the page: looked up once, for they stand there hundreds of times."""

    def __init__(self) -> None:
        self.most, self.half, self.some = _("most"), _("about half"), _("some")
        self.nearly = {
            "nearly_nobody": _("nearly nobody"),
            "nearly_everybody": _("nearly everybody"),
        }
        self.of_all = _("%(count)d of %(answers)d").replace(" ", "\N{NO-BREAK SPACE}")

    def of(self, counted: Counted, answers: int) -> str:
        """Return a count in words; empty when not even that may be said."""
        if counted.nearly:
            return self.nearly[counted.nearly]
        if counted.count is None or not answers:
            return ""
        share = counted.count / answers
        return self.most if share >= MOST else self.some if share <= SOME else self.half

    def figure(self, counted: Counted, answers: int) -> str:
        """Return a count as a figure; empty when it may not be told."""
        if counted.count is None:
            return ""
        return self.of_all % {"count": counted.count, "answers": answers}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was published, by what it is about; and what sides are called."""

    by_subject: Mapping[tuple[str, UUID], tuple[Block, ...]]
    sides: Mapping[UUID, str]
    words: Words

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
        return self.by_subject.get((subject, about), ())

    def _said(self, block: Block, value: str, tellable: Callable[[Counted], bool]) -> Iterable[Told]:
        who = ", ".join([self.sides.get(side, "") for side in block.sides])
        if block.sides and not who.strip(", "):
            return
        for counted in block.counts:
            if counted.value != value:
                continue
            words = self.words.of(counted, block.answers)
            if words and tellable(counted):
                yield Told(who=who, words=words, figure=self.words.figure(counted, block.answers))


def figures(published: Iterable[Published], sides: Mapping[UUID, str]) -> Figures:
    """Return what was published by subject, everybody first; of two rounds about one thing the later one."""
    rows = sorted(published, key=lambda one: one.round)
    found = {
        (one.subject, one.about): tuple(sorted(one.blocks, key=lambda block: len(block.sides) > 0))
        for one in rows
    }
    return Figures(by_subject=found, sides=sides, words=Words())
