"""Decision files brought into the database, and the same files under the ids of the database."""

from pathlib import Path
from typing import Any
from uuid import UUID

from tests.engine.renaming import Names, renamed

from beforehand.decisionfile import DecisionFile, names, read, to_picture
from beforehand.decisionfile.statements import sentences_of
from beforehand.decisions.models import AbsentGroup, Commitment, Seat, Side
from beforehand.engine.inputs import Picture
from beforehand.exchange.actions import load_case
from beforehand.perspectives.models import Statement
from beforehand.vault.door import open_for
from beforehand.vault.processes.analyst import analyst

ROOT = Path(__file__).parents[2]
CASES = sorted([*(ROOT / "cases").glob("*.yaml"), *(ROOT / "tests" / "cases").glob("*.yaml")])


def opened(path: Path) -> DecisionFile:
    """Read a file."""
    found = read(path)
    assert found.decision is not None, found.errors
    return found.decision


def language_of(file: DecisionFile) -> str:
    """Return the language in which the engine reads the file's own sentences."""
    return "en" if file.country == "BE" else "nl"


def brought_in(path: Path, settings: Any) -> UUID:
    """Bring a case in with its answers, as demo mode does."""
    settings.DEMO = True
    return load_case(source=path, language=language_of(opened(path)), with_answers=True)


def as_in_the_database(file: DecisionFile, decision: UUID) -> Picture:
    """Return the picture of the file under the ids its people and things got in the database, in another order."""
    return renamed(to_picture(file), Names({key: row for row, key in rows(file, decision).items()}), seed=3)


def rows(file: DecisionFile, decision: UUID) -> dict[str, str]:
    """Return the id in the file for every id in the database."""
    told: dict[str, str] = {}
    called = names(file, language_of(file))
    by_name = {name: key for key, name in called.people.items()}
    for seat in Seat.objects.filter(decision=decision, side__isnull=False).select_related("person"):
        told[str(seat.pk)] = by_name[seat.person.name]
    told |= {str(side.pk): side.key for side in Side.objects.filter(decision=decision)}
    told |= {str(moment.pk): moment.key for moment in Commitment.objects.filter(decision=decision)}
    groups = {name: key for key, name in called.absent_groups.items()}
    told |= {str(group.pk): groups[group.name] for group in AbsentGroup.objects.filter(decision=decision)}
    by_text = {
        (s.statement.author, s.statement.field.value, s.statement.text): s.statement.id
        for person in file.people
        for s in sentences_of(person)
    }
    scope = analyst(decision)
    found: Any = Statement.objects.scoped(scope).select_related("perspective__seat__data_key")
    for row, body in open_for(scope, found, least=1):
        statement: Any = row
        told[str(statement.pk)] = by_text[told[row.author], statement.field, body["text"]]
    return told
