"""The column that holds a sealed value."""

from typing import Any

from django.core.exceptions import FieldError
from django.db import models

from beforehand.vault.sealed import Sealed


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """Stores ciphertext and gives ``Sealed``; takes nothing but ``Sealed``; cannot be searched."""

    def get_prep_value(self, value: Any) -> bytes | None:
        """Refuse everything that was not sealed."""
        if value is None or isinstance(value, Sealed):
            return None if value is None else value.ciphertext
        raise FieldError(f"{self.name} takes sealed values only")

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Hand the ciphertext to the driver."""
        given = value if prepared else self.get_prep_value(value)
        if isinstance(given, Sealed):
            given = given.ciphertext
        return None if given is None else connection.Database.Binary(given)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        """Give the value back sealed, also from ``values()`` and ``F()``."""
        return None if value is None else Sealed(bytes(value))

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse every comparison but whether there is a value."""
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is sealed and cannot be searched by {lookup_name!r}")
        return super().get_lookup(lookup_name)

    def value_to_string(self, obj: Any) -> str:
        """Refuse to be serialised."""
        raise FieldError(f"{self.name} is sealed and is not serialised")
