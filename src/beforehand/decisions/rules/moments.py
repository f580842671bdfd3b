"""What days may be typed, and whether anything is open at all (rule R04)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

FAR = 30 * 366
"""Days; a year typed wrongly is further away than any decision."""


class Asked(StrEnum):
    """What an invitation may call itself."""

    VOICE = "voice"  # something is open, and it says what
    LISTENING = "listening"  # no moment has been named yet, so nothing was said about what is open
    INFORMATION = "information"  # nothing is open any more: it asks to hear, and says so


@dataclass(frozen=True, slots=True)
class Openness:
    """What was said about one moment."""

    ahead: bool
    still_open: str
    nothing_open: bool

    @property
    def said(self) -> bool:
        """Tell whether it was said what can still change, or that nothing can."""
        return bool(self.still_open) or self.nothing_open


def what_is_asked(moments: Iterable[Openness]) -> Asked:
    """Return what an invitation may call itself: voice only where somebody wrote down what is open.

    >>> what_is_asked([Openness(True, "Which factor", False), Openness(True, "", True)]).value
    'voice'
    >>> what_is_asked([Openness(False, "", False)]).value, what_is_asked([]).value
    ('information', 'listening')
    """
    all_of_them = tuple(moments)
    ahead = [moment for moment in all_of_them if moment.ahead]
    if any(moment.still_open for moment in ahead):
        return Asked.VOICE
    if not all_of_them or not all(moment.nothing_open for moment in ahead):
        return Asked.LISTENING
    return Asked.INFORMATION


def fault_of_day(day: date, today: date, *, done_already: bool = False, commitment: bool = False) -> str:
    """Return why a day cannot stand; empty when it can."""
    if abs((day - today).days) > FAR:
        return _("Is the year right? This day is more than thirty years away.")
    if day < today and commitment and not done_already:
        return _("This day has passed. Tick that it has happened already, or choose a day to come.")
    if day < today and not commitment:
        return _("This day has passed. Choose a day to come.")
    return ""
