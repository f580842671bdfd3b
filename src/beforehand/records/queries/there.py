"""Whether there is something to read of what was decided, for the ways that lead there."""

from beforehand.decisions.access import Standing
from beforehand.records.choices import Chosen
from beforehand.records.models import RecordEntry
from beforehand.records.queries.outside import has_days
from beforehand.records.rules.reading import may_read_record, reader_of_record
from beforehand.vault.guard import Reader


def something_written_down(standing: Standing) -> tuple[bool, bool]:
    """Tell whether there is a record this reader may read, and whether there are days on which people look again."""
    if not may_read_record(standing):
        return False, False
    scope = Reader(reader_of_record(standing), standing.decision)
    there = RecordEntry.objects.scoped(scope, kind__in=Chosen.values).exists()
    return there, there and has_days(standing)
