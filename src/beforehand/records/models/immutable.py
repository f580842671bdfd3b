"""What the database itself refuses: writing over an entry, taking one away, and anything of a part but emptying it.

SQLite loses the triggers of a table whenever the table is altered, so they are put back after every migration.
"""

from collections.abc import Iterator
from typing import Any

WHY = "a record is not rewritten"
SAME = ("id", "entry_id", "name", "readers")

SQLITE = {
    "records_entry_stays": f"BEFORE UPDATE ON records_entry BEGIN SELECT RAISE(ABORT, '{WHY}'); END",
    "records_entry_is_kept": f"BEFORE DELETE ON records_entry BEGIN SELECT RAISE(ABORT, '{WHY}'); END",
    # INSERT OR REPLACE deletes what is there without any delete trigger.
    "records_entry_not_over": "BEFORE INSERT ON records_entry WHEN EXISTS (SELECT 1 FROM records_entry AS there WHERE "
    "there.id = NEW.id OR (there.decision_id = NEW.decision_id AND (there.seq = NEW.seq OR there.prev_hash = "
    f"NEW.prev_hash))) BEGIN SELECT RAISE(ABORT, '{WHY}'); END",
    "records_part_stays": "BEFORE UPDATE ON records_part WHEN NOT (OLD.text IS NOT NULL AND NEW.text IS NULL AND "
    "NEW.seat IS NULL AND NEW.erased_at IS NOT NULL AND "
    + " AND ".join(f"NEW.{name} IS OLD.{name}" for name in SAME)
    + f") BEGIN SELECT RAISE(ABORT, '{WHY}'); END",
    "records_part_is_kept": f"BEFORE DELETE ON records_part BEGIN SELECT RAISE(ABORT, '{WHY}'); END",
    "records_part_not_over": "BEFORE INSERT ON records_part WHEN EXISTS (SELECT 1 FROM records_part AS there WHERE "
    "there.id = NEW.id OR (there.entry_id = NEW.entry_id AND there.name = NEW.name)) "
    f"BEGIN SELECT RAISE(ABORT, '{WHY}'); END",
}
REFUSE = (
    "CREATE OR REPLACE FUNCTION records_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"RAISE EXCEPTION '{WHY}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)
POSTGRESQL = {
    "records_entry_stays": "BEFORE UPDATE OR DELETE ON records_entry FOR EACH ROW EXECUTE FUNCTION records_refuse()",
    "records_part_is_kept": "BEFORE DELETE ON records_part FOR EACH ROW EXECUTE FUNCTION records_refuse()",
    "records_part_stays": "BEFORE UPDATE ON records_part FOR EACH ROW WHEN (NOT (OLD.text IS NOT NULL AND "
    "NEW.text IS NULL AND NEW.seat IS NULL AND NEW.erased_at IS NOT NULL AND "
    + " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in SAME)
    + ")) EXECUTE FUNCTION records_refuse()",
}


def put_in_place(connection: Any) -> None:
    """Make the triggers that are not there; making them twice is making them once."""
    wanted = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    missing = set(wanted) - set(in_place(connection))
    if not missing or not {"records_entry", "records_part"} <= set(connection.introspection.table_names()):
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(REFUSE)
        for name in sorted(missing):
            cursor.execute(f"CREATE TRIGGER {name} {wanted[name]}")


def take_away(connection: Any) -> None:
    """Take the triggers away: when the tables themselves go."""
    with connection.cursor() as cursor:
        for name in sorted(in_place(connection)):
            table = "_".join(name.split("_")[:2])
            of = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{of}")


def in_place(connection: Any) -> Iterator[str]:
    """Return the names of the triggers that are there."""
    known = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    from_where = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(from_where)
        found = {row[0] for row in cursor.fetchall()}
    return iter(sorted(found & set(known)))
