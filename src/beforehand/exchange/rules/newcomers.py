"""Rows of a list as people: which column is what, and what is wrong with which line."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from beforehand.decisions.rules.lines import Newcomer, fault_of
from beforehand.exchange.rules.sheets import FORMULA, Row
from beforehand.people.actions import normalised_mail
from beforehand.shell.web.forms import REFUSED

ORDER = ("name", "mail", "side", "function")
HEADINGS: Mapping[str, str] = {
    **dict.fromkeys(("name", "naam", "full name", "volledige naam", "deelnemer", "participant"), "name"),
    **dict.fromkeys(("first name", "voornaam", "roepnaam", "given name"), "first"),
    **dict.fromkeys(("tussenvoegsel", "tussenvoegsels", "prefix"), "between"),
    **dict.fromkeys(("last name", "achternaam", "surname", "family name"), "last"),
    **dict.fromkeys(
        (
            "mail",
            "e-mail",
            "email",
            "e-mailadres",
            "emailadres",
            "mailadres",
            "email address",
            "e-mail address",
        ),
        "mail",
    ),
    **dict.fromkeys(("side", "kant", "group", "groep", "afdeling", "department", "team"), "side"),
    **dict.fromkeys(("function", "functie", "job title", "title", "role", "rol", "functietitel"), "function"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLine:
    """One line of the list.

    ``kind`` is ``add``, ``there`` (already in the decision, stays as it is) or ``fault``; ``fault`` says why.
    """

    n: int
    kind: str
    name: str
    mail: str
    side: str
    function: str
    fault: str = ""
    new_side: bool = False

    @property
    def newcomer(self) -> Newcomer:
        """Who would be added."""
        return Newcomer(name=self.name, mail=self.mail, side=self.side, function=self.function)

    @property
    def typed(self) -> str:
        """The line as it can be corrected: cells with semicolons between them."""
        cells = (self.name, self.mail, self.side, self.function)
        return "; ".join(quoted(cell) for cell in cells).rstrip("; ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Who and which sides are there: mail addresses as stored, names with functions of who has none, names of sides."""

    mails: frozenset[str] = frozenset()
    unmailed: frozenset[tuple[str, str]] = frozenset()
    sides: frozenset[str] = frozenset()


def lines_of(rows: Sequence[Row], known: Known, *, heading: bool = True) -> tuple[ImportLine, ...]:
    """Return each row as a line; a first row of headings says which column is what and is no line itself."""
    columns = columns_of(rows[0][1]) if heading and rows else None
    body = rows[1:] if columns else rows
    places = columns or _by_content([cells for _, cells in body])
    return told_apart(((n, _parts(cells, places)) for n, cells in body), known)


def told_apart(parts: Iterable[tuple[int, tuple[str, ...]]], known: Known) -> tuple[ImportLine, ...]:
    """Return numbered parts (name, mail, side, function) as lines: to add, there already, or with what is wrong."""
    seen: dict[object, int] = {}
    lines = []
    for n, cells in parts:
        name, mail, side, function = cells
        newcomer = Newcomer(name=name, mail=mail, side=side, function=function)
        fault = _odd(cells) or fault_of(newcomer)
        key: object = normalised_mail(mail) or (name.casefold(), function.casefold())
        if not fault and key in seen:
            fault = _("The same person as in line {n}.").format(n=seen[key])
        if not fault:
            seen[key] = n
        there = key in known.mails or key in known.unmailed
        lines.append(
            ImportLine(
                n=n,
                kind="fault" if fault else "there" if there else "add",
                fault=fault,
                new_side=bool(side) and not fault and not there and side.casefold() not in known.sides,
                name=shown(name),
                mail=shown(mail),
                side=shown(side),
                function=shown(function),
            )
        )
    return tuple(lines)


def columns_of(cells: Sequence[str]) -> dict[str, int] | None:
    """Return which column is what when a row holds headings, in Dutch or English; None when it is a line.

    >>> columns_of(["Functie", "Naam", "E-mail"])
    {'function': 0, 'name': 1, 'mail': 2}
    >>> columns_of(["Femke Douma", "femke@oever.example"]) is None
    True
    """
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        meant = HEADINGS.get(" ".join(cell.casefold().replace("_", " ").split()).rstrip(":"))
        if meant:
            found.setdefault(meant, place)
    named = "name" in found or "first" in found or "last" in found
    return found if named and not any("@" in cell for cell in cells) else None


def quoted(cell: str) -> str:
    """Return a cell so that it stays one cell between semicolons."""
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in ';"\n') else cell


def shown(cell: str) -> str:
    """Return a cell as it can be shown: a formula by a word, what nobody can see made visible."""
    return "=…" if cell == FORMULA else REFUSED.sub("�", cell)


def _by_content(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return the usual order of columns; with the mail address first when that is where the addresses stand."""
    mails = [sum("@" in row[i] for row in rows if i < len(row)) for i in (0, 1)]
    if mails[0] > mails[1]:
        return {"mail": 0, "name": 1, "side": 2, "function": 3}
    return {name: place for place, name in enumerate(ORDER)}


def _parts(cells: Sequence[str], places: Mapping[str, int]) -> tuple[str, ...]:
    def cell(what: str) -> str:
        place = places.get(what)
        found = cells[place] if place is not None and place < len(cells) else ""
        return found if found == FORMULA else unicodedata.normalize("NFC", " ".join(found.split()))

    pieces = [cell("first"), cell("between"), cell("last")]
    name = cell("name") or (FORMULA if FORMULA in pieces else " ".join(piece for piece in pieces if piece))
    return (name, cell("mail"), cell("side"), cell("function"))


def _odd(cells: Iterable[str]) -> str:
    for cell in cells:
        if cell.startswith((FORMULA, "=")):
            return _("A cell holds a formula, which is not worked out here. Put the value itself there.")
        if REFUSED.search(cell):
            return _("There is a character in it that cannot be kept. Type that part again.")
    return ""
