"""A choice in the words it was offered in, also where a file gave a figure no choice has."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from beforehand.perspectives.queries.asked import Choice
from beforehand.perspectives.queries.sheet import say


def graded(choices: Iterable[Choice], value: Any) -> str:
    """Return what was chosen, in words; never the figure itself, which nobody was asked for.

    A figure between two choices is said as lying between them, one beyond them as the nearest.
    """
    words = {choice.code: say(choice.text) for choice in choices}
    if f"{value}" in words:
        return words[f"{value}"]
    steps = sorted((float(code), text) for code, text in words.items() if code.isdigit())
    if not steps or isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    under = [text for figure, text in steps if figure <= value]
    over = [text for figure, text in steps if figure >= value]
    if not under or not over:
        return over[0] if over else under[-1]
    between = _("between “%(low)s” and “%(high)s”")
    return under[-1] if under[-1] == over[0] else between % {"low": under[-1], "high": over[0]}
