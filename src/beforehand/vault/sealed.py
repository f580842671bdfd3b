"""A value nobody can read by accident: it has no text form, no JSON form and no template form."""

import json
from typing import Any, NoReturn

from beforehand.vault.keys import decrypt, encrypt


class SealedError(TypeError):
    """Somebody tried to show a sealed value; it must go through the door first."""


class Sealed:
    """Ciphertext of one value, bound to the place it is stored in."""

    __slots__ = ("ciphertext",)
    do_not_call_in_templates = True
    alters_data = True

    def __init__(self, ciphertext: bytes) -> None:
        self.ciphertext = bytes(ciphertext)

    def __repr__(self) -> str:
        return "<sealed>"

    def __str__(self) -> NoReturn:
        raise SealedError("a sealed value has no text; it is read through the door only")

    def __format__(self, spec: str) -> NoReturn:
        raise SealedError("a sealed value has no text; it is read through the door only")

    def __html__(self) -> NoReturn:
        raise SealedError("a sealed value has no text; it is read through the door only")

    def __iter__(self) -> NoReturn:
        raise SealedError("a sealed value has no parts; it is read through the door only")

    def __bool__(self) -> NoReturn:
        raise SealedError("whether a sealed value is empty is told at the door only")

    def __reduce__(self) -> NoReturn:
        raise SealedError("a sealed value is not passed on; pass on the id of its row")


def seal(key: bytes, value: Any, about: str) -> Sealed:
    """Seal a value that JSON can carry; ``about`` names its place, as ``perspectives.statement.body:<id>``."""
    return Sealed(encrypt(key, json.dumps(value, ensure_ascii=False).encode(), about.encode()))


def unseal(key: bytes, sealed: Sealed, about: str) -> Any:
    """Open a sealed value. Only the door and the few named processes of ``vault.processes`` call this."""
    return json.loads(decrypt(key, sealed.ciphertext, about.encode()))
