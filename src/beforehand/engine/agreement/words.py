"""Which word says what was compared: the key of a word, never the word itself.

A word is said when it is probable enough (`Cuts.sure`), otherwise that there is too little to say. The probabilities
stay behind. The keys follow G7: a share near everybody or nobody has a word of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from beforehand.engine.agreement.comparing import Compared, Difference, Level
from beforehand.engine.agreement.cuts import Cuts


class LevelWord(StrEnum):
    """What can be said of one side; all but the last two of those who know."""

    NEARLY_EVERYBODY = "nearly_everybody"
    MOST = "most"
    ABOUT_HALF = "about_half"
    MOST_NOT = "most_not"
    NEARLY_NOBODY = "nearly_nobody"
    DO_NOT_KNOW = "do_not_know"  # most of the side do not know
    TOO_LITTLE = "too_little"  # too little to say


class ApartWord(StrEnum):
    """What can be said of two sides."""

    DIFFER = "differ"
    ALIKE = "alike"
    FIRST_KNOWS = "first_knows"  # most of the first know, most of the second do not
    SECOND_KNOWS = "second_knows"
    TOO_LITTLE = "too_little"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The words of one statement: per side, and per two sides as they stand in `Compared`."""

    levels: Mapping[str, LevelWord]
    apart: Mapping[tuple[str, str], ApartWord]


def level_word(level: Level, cuts: Cuts) -> LevelWord:
    """Return the word for one side.

    That most do not know comes first; then, where nobody said how it is, a prior is no answer.
    """
    if level.know_not >= cuts.sure:
        return LevelWord.DO_NOT_KNOW
    if level.heard == 0:
        return LevelWord.TOO_LITTLE
    narrow_first = (
        (level.nearly_all, LevelWord.NEARLY_EVERYBODY),
        (level.nearly_none, LevelWord.NEARLY_NOBODY),
        (level.about_half, LevelWord.ABOUT_HALF),
        (level.agree, LevelWord.MOST),
        (level.disagree, LevelWord.MOST_NOT),
    )
    return next((word for chance, word in narrow_first if chance >= cuts.sure), LevelWord.TOO_LITTLE)


def apart_word(difference: Difference, first: Level, second: Level, cuts: Cuts) -> ApartWord:
    """Return the word for two sides; ``first`` and ``second`` are the levels of its two.

    Who knows comes first: where most of a side do not know, a few who do are not set against the other side.
    """
    if difference.only_first_knows >= cuts.sure:
        return ApartWord.FIRST_KNOWS
    if difference.only_second_knows >= cuts.sure:
        return ApartWord.SECOND_KNOWS
    if any(one.heard == 0 or one.know_not >= cuts.sure for one in (first, second)):
        return ApartWord.TOO_LITTLE
    if difference.differ >= cuts.sure:
        return ApartWord.DIFFER
    return ApartWord.ALIKE if difference.alike >= cuts.sure else ApartWord.TOO_LITTLE


def say(compared: Compared, cuts: Cuts) -> Said:
    """Return the word for every side and every two sides.

    Examples
    --------
    >>> from beforehand.engine.agreement.comparing import compare
    >>> from beforehand.engine.agreement.counted import Counted
    >>> cuts = Cuts(apart=0.25, nearly=0.8, half=0.1, sure=0.9)
    >>> it = Counted(side="it", members=8, recognise=6, different=1)
    >>> care = Counted(side="care", members=6, unknown=5)
    >>> said = say(compare([it, care], cuts), cuts)
    >>> [str(word) for word in said.levels.values()], [str(word) for word in said.apart.values()]
    (['most', 'do_not_know'], ['first_knows'])
    """
    of = {level.side: level for level in compared.levels}
    return Said(
        levels=MappingProxyType({side: level_word(level, cuts) for side, level in of.items()}),
        apart=MappingProxyType(
            {
                (one.first, one.second): apart_word(one, of[one.first], of[one.second], cuts)
                for one in compared.differences
            }
        ),
    )
