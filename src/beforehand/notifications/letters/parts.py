"""What a letter is made of. The plain text and the look of it come from the same parts, so they say the same."""

from dataclasses import dataclass

UNDERLINE = 60


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph."""

    text: str
    kind: str = "said"

    def plain(self) -> str:
        """Return it as plain text."""
        return _line(self.text)


@dataclass(frozen=True, slots=True)
class Quiet:
    """A paragraph that matters less."""

    text: str
    kind: str = "quiet"

    def plain(self) -> str:
        """Return it as plain text."""
        return _line(self.text)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the next parts are about."""

    text: str
    kind: str = "heading"

    def plain(self) -> str:
        """Return it as plain text, underlined."""
        return f"{self.text}\n{'-' * min(len(self.text), UNDERLINE)}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Somebody's own words, in the language they were said in."""

    text: str
    language: str
    kind: str = "sentence"

    def plain(self) -> str:
        """Return it as plain text, set in."""
        return f"    {_line(self.text)}"


@dataclass(frozen=True, slots=True)
class Point:
    """One line of a list: what, and what is said of it; ``language`` is that of the own words in ``what``."""

    what: str
    more: tuple[str, ...] = ()
    words: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    points: tuple[Point, ...]
    kind: str = "points"

    def plain(self) -> str:
        """Return it as plain text."""
        return "\n".join(_point(point) for point in self.points)


@dataclass(frozen=True, slots=True)
class Way:
    """Something to do."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Ways:
    """What can be done from here; the first stands out."""

    ways: tuple[Way, ...]
    kind: str = "ways"

    def plain(self) -> str:
        """Return it as plain text, each address on a line of its own."""
        return "\n\n".join(f"{way.label}:\n{way.address}" for way in self.ways)


Part = Said | Quiet | Heading | Sentence | Points | Ways


def _point(point: Point) -> str:
    said = [point.words] if point.words else []
    return "\n".join([f"- {_line(point.what)}", *(f"  {_line(each)}" for each in [*said, *point.more])])


def _line(text: str) -> str:
    # One line per paragraph: whoever reads it has a screen of their own width.
    return " ".join(text.split())
