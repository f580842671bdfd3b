"""The analysis itself, with a word on stderr while it takes its time and somebody is looking."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from beforehand.cli.muting import solver_muted
from beforehand.cli.opening import Opened
from beforehand.cli.sheet import Sheet, run_for, sheet
from beforehand.cli.voice import Voice
from beforehand.locale import Words
from beforehand.vault.viewer import Viewer


def worked_out(words: Words, opened: Opened, viewer: Viewer, room: int) -> tuple[Sheet, Voice]:
    """Analyse in the run that exists for this reader; return their share and who says its ids."""
    with waiting(words.say("Reading what Beforehand knows …")) as say:
        from beforehand.engine.analysis import analyse
        from beforehand.engine.similarity import best
        from beforehand.knowledge import load

        lore = load()
        say(words.say("Comparing sentences …"))
        similarity = best()
        say(words.say("Planning conversations …"))
        with solver_muted():
            analysis = analyse(opened.picture, lore, run=run_for(viewer), similarity=similarity, room=room)
    voice = opened.voice(words)
    return sheet(viewer, opened.picture, analysis, voice.titles.statements), voice


class Quiet:
    """Says nothing: nobody is looking."""

    def __call__(self, text: str) -> None:
        """Say nothing."""


class Status:
    """Shows on stderr what is being done."""

    def __init__(self, text: str) -> None:
        from rich.console import Console

        self.status = Console(stderr=True).status(text)

    def __call__(self, text: str) -> None:
        """Show what is being done now."""
        self.status.update(text)


@contextmanager
def waiting(text: str) -> Iterator[Quiet | Status]:
    """Show on stderr what is being done, only when stderr is a terminal."""
    if not sys.stderr.isatty():
        yield Quiet()
        return
    shown = Status(text)
    with shown.status:
        yield shown
