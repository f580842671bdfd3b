"""The wrapped keys."""

import uuid
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db import models

from beforehand.vault.keys import KeyFault, Keys, new_data_key
from beforehand.vault.sealed import Sealed, seal


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """What is stored of a key, without its row."""

    id: UUID
    master: str
    wrapped: bytes

    def opened(self) -> bytes:
        """Return the key itself."""
        return _opened(keys_at_hand(), self.id.bytes, self.master, bytes(self.wrapped))

    def seal(self, value: object, about: str) -> Sealed:
        """Seal a value; ``about`` names its place, as ``perspectives.statement.body:<id>``."""
        return seal(self.opened(), value, about)


class DataKey(models.Model):
    """The key of one participant or one decision, wrapped by the key file.

    Deleting the row makes everything it sealed unreadable.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    master = models.CharField(max_length=16)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Names."""

        db_table = "vault_data_key"

    @classmethod
    def make(cls) -> "DataKey":
        """Make and store a new key."""
        key = cls(id=uuid.uuid4())
        key.master, key.wrapped = keys_at_hand().wrap(new_data_key(), key.id.bytes)
        key.save(force_insert=True)
        return key

    def opened(self) -> bytes:
        """Return the key itself."""
        return WrappedKey(self.id, self.master, bytes(self.wrapped)).opened()

    def seal(self, value: object, about: str) -> Sealed:
        """Seal a value; ``about`` names its place, as ``perspectives.statement.body:<id>``."""
        return seal(self.opened(), value, about)


def keys_at_hand() -> Keys:
    """Return the keys of this installation.

    Raises
    ------
    KeyFault
        When there is no key file.
    """
    keys: Keys | None = settings.KEYS
    if keys is None:
        raise KeyFault("there is no key file at {path}", path=settings.KEY_FILE)
    return keys


@lru_cache(maxsize=4096)
def _opened(keys: Keys, about: bytes, master: str, wrapped: bytes) -> bytes:
    return keys.unwrap(master, wrapped, about)
