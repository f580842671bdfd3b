"""The letter was decided on, bound to what Femke asks by name; today people look back at it, and Femke has judged."""

from datetime import UTC, datetime
from uuid import UUID

from tests.oeverland import Oeverland
from tests.records.story import of

from beforehand.records.actions.deciding import Bound, decide
from beforehand.records.actions.looking_back import look_back
from beforehand.records.actions.setting import set_condition
from beforehand.records.models import LookBack, RecordEntry
from beforehand.vault.processes.recorder import recorder
from beforehand.vault.processes.reviewer import reviewer

NOW = datetime(2027, 3, 15, 12, tzinfo=UTC)
FOR_ALL, FOR_LOTTE, REASON = "Redstart", "Whinchat", "Fieldfare"
"""Words in a condition all may read, in one for who facilitates alone, and in why it was decided."""
READ = frozenset({"karin", "lotte", "femke", "bas", "tom", "peter", "wim"})
"""Who may read what was decided."""


def sign(home: Oeverland) -> None:
    """Set both conditions, decide, and judge."""
    femke, letter = of(home, "femke"), home.commitments["letter"].pk
    asked = [
        set_condition(actor=femke, commitment=letter, text=f"{word} first", release=release, now=NOW)
        for word, release in ((FOR_ALL, 4), (FOR_LOTTE, 1))
    ]
    bound = [Bound(condition=asked[0])]
    made = decide(actor=of(home, "karin"), commitment=letter, why=REASON, conditions=bound, now=NOW)
    day = LookBack(decision=home.decision, commitment_id=letter, decided_id=made, day=home.decision.today)
    day.save(force_insert=True)
    look_back(actor=femke, day=day.pk, done="no", helped="premortem", now=NOW)


def moments(home: Oeverland) -> list[int]:
    """Return the places of the record, and one where nothing stands."""
    rows = RecordEntry.objects.scoped(recorder(home.decision.pk)).order_by("seq")
    return [*rows.values_list("seq", flat=True), 404]


def days(home: Oeverland) -> list[UUID]:
    """Return the days on which people look back, and one that is not there."""
    rows = LookBack.objects.scoped(reviewer(home.decision.pk)).order_by("day")
    return [*rows.values_list("pk", flat=True), UUID(int=404)]
