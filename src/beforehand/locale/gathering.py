"""For maintainers: gather every text of the pages into the one Dutch catalogue, without gettext's programs.

Run it after changing a text, fill what it names as missing, and run it again::

    python -m beforehand.locale.gathering

Texts come from templates and from Python. What was translated stays; a catalogue inside a context
(``<context>/locale``) is taken in and wins, after which it may be deleted. The texts of the command line
have a catalogue of their own (``beforehand.po``) and are not touched. Needs Babel, of the test requirements.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parent.parent
ELSEWHERE = ("cli", "locale")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# A catalogue that changes only when a text does: it carries no moment of its own.
STILL = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """One text: singular and plural when it counts, and its context when one spelling has two meanings."""

    text: str
    plural: str = ""
    context: str = ""


def told_in(path: Path) -> Iterator[Told]:
    """Yield the texts of one template or Python file."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What is between the texts comes back as rows of X, indented at will: lines are made flush to stay Python.
        source = "\n".join(line.strip() for line in templatize(source).splitlines())
    for _line, found, _comments, context in extract("python", BytesIO(source.encode()), KEYWORDS):
        text, plural = (found[0], found[-1]) if isinstance(found, tuple) else (found, "")
        if text:
            yield Told(text, plural, context or "")


def told(house: Path = HOUSE) -> dict[Told, set[str]]:
    """Return every text with the contexts (folders) it is told in."""
    found: dict[Told, set[str]] = {}
    for context in sorted(p for p in house.iterdir() if p.is_dir() and p.name not in ELSEWHERE):
        files = [p for s in ("py", "html", "txt") for p in context.rglob(f"*.{s}")]
        for path in sorted(p for p in files if p.suffix == ".py" or "templates" in p.parts):
            for one in told_in(path):
                found.setdefault(one, set()).add(context.name)
    return found


def catalogues(language: str, house: Path = HOUSE) -> list[Catalog]:
    """Return the catalogues there are, those inside contexts first."""
    inside = sorted(house.glob(f"*/locale/{language}/LC_MESSAGES/django.po"))
    paths = [*inside, house / "locale" / language / "LC_MESSAGES" / "django.po"]
    read = []
    for path in paths:
        if path.is_file():
            with path.open("rb") as stream:
                read.append(read_po(stream, locale=language))
    return read


def in_language(one: Told, sources: list[Catalog]) -> str | tuple[str, ...]:
    """Return the translation of a text, or nothing when a form of it is missing."""
    for source in sources:
        kept = source.get(one.text, one.context or None)
        if kept is None or kept.fuzzy or not kept.string:
            continue
        forms = kept.string if isinstance(kept.string, tuple | list) else (kept.string,)
        if all(forms) and (len(forms) > 1) == bool(one.plural):
            return tuple(forms) if one.plural else forms[0]
    return ""


def gather(language: str, house: Path = HOUSE) -> list[Told]:
    """Write the one catalogue, as text and compiled; return the texts that still miss a translation."""
    sources = catalogues(language, house)
    catalogue = Catalog(
        locale=language,
        project="Beforehand",
        version="1",
        charset="utf-8",
        header_comment="# What the pages say, in another language than English.",
        creation_date=STILL,
        revision_date=STILL,
        last_translator="The Beforehand authors",
        language_team="The Beforehand authors",
        fuzzy=False,
    )
    missing = []
    for one in sorted(told(house)):
        translated = in_language(one, sources)
        if not translated:
            missing.append(one)
        catalogue.add(
            (one.text, one.plural) if one.plural else one.text, translated, context=one.context or None
        )
    folder = house / "locale" / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "django.po").open("wb") as stream:
        write_po(stream, catalogue, width=110, sort_output=True)
    with (folder / "django.mo").open("wb") as stream:
        write_mo(stream, catalogue)
    return missing


def main() -> int:
    """Gather the Dutch catalogue; name what is missing."""
    missing = gather("nl")
    for one in missing:
        sys.stdout.write(f"missing: {one.text!r}\n")
    sys.stdout.write(f"{len(missing)} missing\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
