"""The key file, and the keys it wraps.

Each participant and each decision has a data key of its own; the key file wraps those. Database or backup alone
therefore reveal nothing that was sealed, and the key file alone reveals nothing either. Root on the running host
has both; that is not claimed to be safe.
Source: AES-GCM as in NIST SP 800-38D, by the ``cryptography`` library.
"""

import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FIRST_LINE = "beforehand keys 1"
_NONCE = 12
_KEY = 32


class KeyFault(Exception):  # noqa: N818
    """A key file that is missing, damaged, or not the one this database was sealed with.

    ``text`` is what is wrong and ``about`` what fills it, so that it can be said in another language; never any content
    of a key file.
    """

    def __init__(self, text: str, **about: object) -> None:
        super().__init__(text.format(**about))
        self.text, self.about = text, about


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """What a key file holds: the secret that signs, and the master keys, the current one first."""

    secret: str
    masters: tuple[tuple[str, bytes], ...]

    def __repr__(self) -> str:
        return f"<Keys {', '.join(name for name, _ in self.masters)}>"

    @property
    def current(self) -> str:
        """Name of the master key that wraps new data keys."""
        return self.masters[0][0]

    def wrap(self, key: bytes, about: bytes) -> tuple[str, bytes]:
        """Return the current master's name and ``key`` wrapped by it, bound to ``about``."""
        name, master = self.masters[0]
        return name, encrypt(master, key, about)

    def unwrap(self, name: str, wrapped: bytes, about: bytes) -> bytes:
        """Return the data key.

        Raises
        ------
        KeyFault
            When this key file does not hold the master key, or the wrapped key is not what it was.
        """
        for known, master in self.masters:
            if known == name:
                return decrypt(master, wrapped, about)
        raise KeyFault("the key file does not hold the key {name} this data was sealed with", name=name)

    def with_new_master(self) -> "Keys":
        """Return these keys with a new master in front; the old ones stay until nothing needs them."""
        return replace(self, masters=(_new_master(), *self.masters))

    def only_current(self) -> "Keys":
        """Return these keys without the masters that are no longer current."""
        return replace(self, masters=self.masters[:1])


def new_keys() -> Keys:
    """Make keys for a new installation."""
    return Keys(secret=secrets.token_urlsafe(48), masters=(_new_master(),))


def new_data_key() -> bytes:
    """Make the key of one participant or one decision."""
    return secrets.token_bytes(_KEY)


def encrypt(key: bytes, plain: bytes, about: bytes) -> bytes:
    """Seal ``plain``; ``about`` is not secret but must be the same when it is opened."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, about)


def decrypt(key: bytes, sealed: bytes, about: bytes) -> bytes:
    """Open what ``encrypt`` sealed.

    Raises
    ------
    KeyFault
        When the key is another one, or the bytes or what they are about were changed.
    """
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], about)
    except (InvalidTag, ValueError):
        raise KeyFault("a sealed value does not open: another key, or changed bytes") from None


def read_key_file(path: Path) -> Keys:
    """Read a key file.

    Raises
    ------
    KeyFault
        When it cannot be read or is not a key file; the message never holds any of its content.
    """
    try:
        lines = path.read_text(encoding="ascii").split("\n")
    except (OSError, UnicodeDecodeError) as fault:
        kind = type(fault).__name__
        raise KeyFault("the key file {path} cannot be read ({kind})", path=path, kind=kind) from None
    parts = [line.split(" ") for line in lines[1:] if line.strip()]
    said = [p[1] for p in parts if len(p) == 2 and p[0] == "secret"]
    masters = [(p[1], p[2]) for p in parts if len(p) == 3 and p[0] == "master"]
    try:
        opened = tuple((name, urlsafe_b64decode(value)) for name, value in masters)
    except ValueError:
        opened = ()
    whole = lines[0] == FIRST_LINE and len(said) == 1 and opened and all(len(k) == _KEY for _, k in opened)
    if not whole:
        raise KeyFault("{path} is not a complete key file; put back the copy you kept of it", path=path)
    return Keys(secret=said[0], masters=opened)


def write_key_file(path: Path, keys: Keys) -> None:
    """Write a key file that only its owner may read; an existing one is replaced in one step."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lines = [FIRST_LINE, f"secret {keys.secret}"]
    lines += [f"master {name} {urlsafe_b64encode(key).decode('ascii')}" for name, key in keys.masters]
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


def _new_master() -> tuple[str, bytes]:
    return secrets.token_hex(4), new_data_key()
