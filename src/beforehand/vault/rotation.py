"""A new master key: every data key is wrapped anew, and at no moment is there a row the key file does not open.

The order is what makes it safe to be killed: first the key file holds the old and the new master, then the rows are
wrapped anew in transactions, then the old master goes, and only when no row needs it any more. A broken-off change
is finished by starting it again. Nothing else may write meanwhile: a server that still knows the old key file
would wrap new keys with a master that is about to go.
"""

from pathlib import Path

from django.db import transaction

from beforehand.vault.keys import Keys, read_key_file, write_key_file
from beforehand.vault.models import DataKey

AT_ONCE = 500


def change_master(key_file: Path) -> Keys:
    """Make a new master, or finish a change that was broken off; return the keys as they now are.

    Raises
    ------
    KeyFault
        When the key file is not the one the database was sealed with; then nothing was changed.
    """
    keys = read_key_file(key_file)
    if len(keys.masters) == 1:
        keys = keys.with_new_master()
        write_key_file(key_file, keys)
    while _wrap_some_anew(keys):
        pass
    # Read once more: what is dropped here can never be opened again.
    if DataKey.objects.exclude(master=keys.current).exists():
        return change_master(key_file)
    write_key_file(key_file, keys.only_current())
    return keys.only_current()


def _wrap_some_anew(keys: Keys) -> int:
    with transaction.atomic():
        rows = list(DataKey.objects.select_for_update().exclude(master=keys.current)[:AT_ONCE])
        for row in rows:
            opened = keys.unwrap(row.master, bytes(row.wrapped), row.id.bytes)
            row.master, row.wrapped = keys.wrap(opened, row.id.bytes)
        DataKey.objects.bulk_update(rows, ["master", "wrapped"])
    return len(rows)
