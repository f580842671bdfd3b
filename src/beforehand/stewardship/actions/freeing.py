"""Making sure that what was deleted is not left standing in the database file."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def overwritten(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Have SQLite overwrite what is deleted meanwhile; other databases free space in their own time.

    SQLite leaves deleted bytes in the file until their place is needed. That is ciphertext, but its key lies in the
    same file, wrapped; names and addresses lie there as they are.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete=ON")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=OFF")
