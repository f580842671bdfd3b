"""What is said in the reader's language: sentences, plurals, days, numbers and lists."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from itertools import pairwise

LANGUAGES = ("nl", "en")


def mark(text: str) -> str:
    """Mark a text for the catalogue and return it as it is; it is said later."""
    return text


WEEKDAYS = (mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu"), mark("Fri"), mark("Sat"), mark("Sun"))
MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)


class Words:
    """The catalogue in one language.

    Parameters
    ----------
    lang
        ``nl`` or ``en``.

    Examples
    --------
    >>> from datetime import date
    >>> catalogue("nl").day(date(2027, 3, 24))
    'wo 24 maart'
    >>> catalogue("en").day(date(2027, 3, 24), seen_from=date(2026, 12, 1))
    'Wed 24 March 2027'
    """

    def __init__(self, lang: str) -> None:
        if lang not in LANGUAGES:
            raise ValueError(f"no catalogue in {lang!r}")
        self.lang = lang
        self._messages = _messages(lang)

    def say(self, text: str, /, **values: object) -> str:
        """Say ``text`` in this language, with ``values`` filled in."""
        said = self._messages.gettext(text) if text else ""
        return said.format(**values) if values else said

    def several(self, one: str, many: str, count: int, /, **values: object) -> str:
        """Say ``one`` or ``many``, whichever fits ``count``."""
        return self._messages.ngettext(one, many, count).format(count=count, **values)

    def day(self, day: date, *, seen_from: date | None = None) -> str:
        """Say a day; the year only when it is another one than that of ``seen_from``."""
        said = f"{self.weekday(day)} {day.day} {self.say(MONTHS[day.month - 1])}"
        return said if seen_from is None or seen_from.year == day.year else f"{said} {day.year}"

    def weekday(self, day: date) -> str:
        """Say the short name of the day of the week."""
        return self.say(WEEKDAYS[day.weekday()])

    def number(self, value: float, digits: int = 0) -> str:
        """Say a number as this language writes it."""
        said = f"{value:,.{digits}f}"
        return said.translate(str.maketrans(",.", ".,")) if self.lang == "nl" else said

    def listed(self, items: Iterable[str]) -> str:
        """Say several things as one list: *a, b and c*."""
        said = tuple(items)
        if len(said) < 2:
            return "".join(said)
        return self.say("{first} and {last}", first=", ".join(said[:-1]), last=said[-1])

    def pick(self, texts: Mapping[str, str]) -> str:
        """Return the text in this language, else in the one there is."""
        return texts.get(self.lang) or next((t for t in texts.values() if t), "")


@cache
def catalogue(lang: str) -> Words:
    """Return the catalogue in ``lang``."""
    return Words(lang)


def language_of(environment: Mapping[str, str], args: Sequence[str] = ()) -> str:
    """Choose the language: ``--lang`` in ``args``, BEFOREHAND_LANG, LC_ALL, LC_MESSAGES, LANG, else English.

    Examples
    --------
    >>> language_of({"LANG": "nl_BE.UTF-8"})
    'nl'
    >>> language_of({"LANG": "nl_BE.UTF-8"}, ["analyse", "--lang", "en"])
    'en'
    >>> language_of({"LC_ALL": "C"})
    'en'
    """
    asked = [b for a, b in pairwise(args) if a == "--lang"]
    asked += [a.removeprefix("--lang=") for a in args if a.startswith("--lang=")]
    for wish in (*asked, environment.get("BEFOREHAND_LANG", "")):
        if wish[:2].lower() in LANGUAGES:
            return wish[:2].lower()
    spoken = next((environment[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(k)), "")
    return spoken[:2].lower() if spoken[:2].lower() in LANGUAGES else "en"


def _messages(lang: str) -> NullTranslations:
    if lang == "en":
        return NullTranslations()
    path = files("beforehand.locale") / lang / "LC_MESSAGES" / "beforehand.mo"
    with path.open("rb") as compiled:
        return GNUTranslations(compiled)
