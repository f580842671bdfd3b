"""What can go wrong with calendars, each with one sentence for the person who looks at the page.

``say()`` gives the sentence in the language of the moment. Neither it nor the exception's own text repeats anything
that was read: no address, no name, no line of the file.
"""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


class UnusableMeetingError(ValueError):
    """A meeting no calendar could keep: a mistake of the program, for its log."""


class CalendarFault(Exception):  # noqa: N818  # named as the faults of other files are
    """What was read from outside could not be used. Its subclasses are what callers tell apart."""

    sentence: ClassVar[Promise] = gettext_lazy("This calendar could not be read.")

    def __init__(self) -> None:
        super().__init__(type(self).__name__)

    def say(self) -> str:
        """Return the sentence in the language of the moment."""
        return str(self.sentence)


class TooLarge(CalendarFault):
    """More bytes than are read."""

    sentence = gettext_lazy("This calendar is too large to read. Please give the address of a smaller one.")


class NoCalendar(CalendarFault):
    """Not a calendar at all, or one no library can make sense of."""

    sentence = gettext_lazy(
        "There is no calendar at this place. Please check whether the address ends in .ics."
    )


class TooMuchRepeats(CalendarFault):
    """Appointments repeat so often that reading them would take too long."""

    sentence = gettext_lazy("This calendar repeats its appointments too often to read.")
