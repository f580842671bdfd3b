"""The home of an installation: found, opened, and held by one server at a time."""

import fcntl
import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from beforehand.cli.leaving import Code, Stop
from beforehand.locale import Words, mark
from beforehand.vault.keys import KeyFault, read_key_file

SETTINGS = "beforehand.config.settings"
DEMO_HOME = Path("var") / "demo"


def open_application(words: Words) -> None:
    """Load the settings and the application; nothing is read from the database yet.

    Raises
    ------
    Stop
        When the key file is damaged or a setting is not what it can be.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    with _said_plainly(words):
        load_application()


def load_application() -> None:
    """Load the application without looking for garbage meanwhile: what is loaded stays until the process ends.

    To look through it again and again, at the end once more, took a third of a start.
    """
    import django

    gc.disable()
    try:
        django.setup()
    finally:
        gc.enable()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def open_with_a_key(words: Words) -> bool:
    """Open the application; at the very first start have a key file made before, and return whether one was.

    It is made by a process of its own: much of what is loaded keeps the secret it finds while loading, and would go
    on signing with none.

    Raises
    ------
    Stop
        When data is there that was sealed with a key that is not.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    with _said_plainly(words):
        from django.conf import settings

        made = settings.KEYS is None
    if made:
        done = subprocess.run([sys.executable, "-m", "beforehand.cli.serving.first_key"], check=False)
        if done.returncode:
            raise Stop(Code(done.returncode) if done.returncode in set(Code) else Code.BROKE)
        change: Any = settings
        change.KEYS = read_key_file(settings.KEY_FILE)
        change.SECRET_KEY = change.KEYS.secret
    open_application(words)
    return made


@contextmanager
def _said_plainly(words: Words) -> Iterator[None]:
    from django.core.exceptions import ImproperlyConfigured

    try:
        yield
    except KeyFault as fault:
        raise Stop(Code.REFUSED, why_not(words, fault), *how_to_put_back(words)) from None
    except ImproperlyConfigured as fault:
        said = words.say("A setting is not right: {fault}", fault=str(fault))
        raise Stop(
            Code.USAGE, said, words.say("All settings: {page}", page="docs/reference/settings.md")
        ) from None


@contextmanager
def held(words: Words, doing: str) -> Iterator[None]:
    """Hold the home for this process alone; it is let go when the process ends, however it ends.

    Raises
    ------
    Stop
        When a server, or another command that must be alone, holds it.
    """
    from django.conf import settings

    made_home(settings.HOME)
    with (settings.HOME / "held").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lines = (
                words.say("Beforehand already runs on {home}.", home=settings.HOME),
                words.say("Stop it first, then {doing} again.", doing=doing),
            )
            raise Stop(Code.REFUSED, *lines) from None
        yield


def is_held() -> bool:
    """Tell whether a server, or a command that must be alone, holds the home now."""
    from django.conf import settings

    place = settings.HOME / "held"
    if not place.exists():
        return False
    with place.open("r") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def made_home(home: Path) -> Path:
    """Make the folder of an installation, for its owner only."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return home


KEY_FAULTS = (
    mark("the key file does not hold the key {name} this data was sealed with"),
    mark("a sealed value does not open: another key, or changed bytes"),
    mark("the key file {path} cannot be read ({kind})"),
    mark("{path} is not a complete key file; put back the copy you kept of it"),
    mark("there is no key file at {path}"),
)
"""What the vault says of key files; it speaks no language, so the catalogue finds these here."""


def why_not(words: Words, fault: KeyFault) -> str:
    """Say what is wrong with a key file."""
    return words.say(fault.text, **fault.about)


def how_to_put_back(words: Words) -> tuple[str, ...]:
    """Say what to do about a key file that is missing or another one."""
    return (
        words.say("Put back the copy of the key file that you kept apart, readable by its owner only."),
        words.say("Without it nobody can open what was answered; a new key file would not help."),
        words.say("How: {page}", page="docs/how-to/backup-and-restore.md"),
    )


def tell(*lines: str) -> None:
    """Say something on standard output, at once."""
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
