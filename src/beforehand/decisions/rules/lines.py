"""People pasted as lines: "Name, mail, side, function". Each bad line is named; no line is lost."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from beforehand.people.actions import normalised_mail

MOST_PEOPLE = 500
NAME, MAIL, SIDE, FUNCTION = 120, 254, 120, 160
HEADINGS = frozenset({"name", "naam"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody to be added to a decision; a side that does not exist yet is made."""

    name: str
    mail: str = ""
    side: str = ""
    function: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line that was read: a newcomer, or why it is not one."""

    n: int
    typed: str
    newcomer: Newcomer | None
    fault: str = ""
    new_side: bool = False


def read_lines(text: str, sides: Iterable[str]) -> tuple[Line, ...]:
    """Read lines of people. ``sides`` are the names there are; empty lines and a heading are left out.

    >>> [(line.n, line.newcomer.name, line.new_side) for line in read_lines("Femke; f@x.example; Care", ["care"])]
    [(1, 'Femke', False)]
    """
    known = {side.casefold() for side in sides}
    seen: dict[str, int] = {}
    found: list[Line] = []
    for n, typed in enumerate(text.split("\n"), 1):
        parts = parts_of(typed)
        if not any(parts) or (not found and parts[0].casefold() in HEADINGS):
            continue
        newcomer = Newcomer(name=parts[0], mail=parts[1], side=parts[2], function=parts[3])
        fault = fault_of(newcomer)
        mail = normalised_mail(newcomer.mail)
        if not fault and mail in seen:
            fault = _("The same mail address as in line {n}.").format(n=seen[mail])
        if not fault and mail:
            seen[mail] = n
        found.append(
            Line(
                n=n,
                typed=typed.strip(),
                newcomer=None if fault else newcomer,
                fault=fault,
                new_side=bool(newcomer.side) and newcomer.side.casefold() not in known,
            )
        )
    return tuple(found)


def parts_of(line: str) -> tuple[str, str, str, str]:
    """Split a line by tab, semicolon or comma; what comes after the third belongs to the function."""
    by = next((sign for sign in "\t;" if sign in line), ",")
    parts = [part.strip().strip('"').strip() for part in line.split(by, 3)]
    name, mail, side, function = (*parts, "", "", "", "")[:4]
    return name, mail, side, function


def fault_of(newcomer: Newcomer) -> str:
    """Return why somebody cannot be added as typed; empty when they can."""
    if not newcomer.name:
        return _("There is no name.")
    if "@" in newcomer.name:
        return _("A mail address stands where the name should be: name first, then mail.")
    for value, most in (
        (newcomer.name, NAME),
        (newcomer.mail, MAIL),
        (newcomer.side, SIDE),
        (newcomer.function, FUNCTION),
    ):
        if len(value) > most:
            return _("A part of this line is longer than {most} characters.").format(most=most)
    if newcomer.mail:
        try:
            validate_email(newcomer.mail.strip())
        except ValidationError:
            return _("“{mail}” is not a mail address.").format(mail=newcomer.mail)
    return ""
