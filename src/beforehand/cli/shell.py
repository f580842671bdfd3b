"""The outermost layer: help in the reader's language, errors without traceback, exit codes."""

import os
import sys
import traceback
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from beforehand.cli.encoding import plain
from beforehand.cli.guidance import left_over, misuse, page, see_help, unknown_command
from beforehand.cli.leaving import Code, Stop
from beforehand.locale import Words, catalogue, language_of, mark


class Command(TyperCommand):
    """One command; its help is ours, and what is too much is refused in the reader's language."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page of this command."""
        return page(self, ctx, speaker(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; refuse what is left over."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            words = speaker(ctx)
            raise Stop(Code.USAGE, left_over(rest, words), see_help(ctx.command_path, words))
        return rest


class Group(TyperGroup):
    """Commands that belong together under one word."""

    def get_help(self, ctx: Any) -> str:
        """Return the help page of this group."""
        return page(self, ctx, speaker(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command; a name that is none gets the nearest one there is."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            words = speaker(ctx)
            said = unknown_command(args[0], list(self.commands), words)
            raise Stop(Code.USAGE, said, see_help(ctx.command_path, words))
        return super().resolve_command(ctx, args)


class Commands(Group):
    """All commands together."""

    words: Words = catalogue("en")

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, say on stderr what stood in the way, and leave with the documented code."""
        args = sys.argv[1:] if args is None else args
        words = self.words = catalogue(language_of(os.environ, args))
        plain(sys.stdout, sys.stderr)
        try:
            done = super().main(list(args), "beforehand", complete_var, False, windows_expand_args, **extra)
            sys.stdout.flush()
            code = done if isinstance(done, int) else Code.FINE
        except Stop as stop:
            code = complain(*stop.lines, code=stop.code)
        except BrokenPipeError:
            code = _nobody_reads()
        except (KeyboardInterrupt, typer.Abort):
            code = Code.INTERRUPTED
        except TyperException as wrong:
            code = complain(*misuse(wrong, words), code=Code.USAGE)
        except Exception:  # noqa: BLE001
            code = _broke(words)
        if standalone_mode:
            sys.exit(int(code))
        return int(code)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a reader who left the pipe is no error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            return int(_nobody_reads())


def speaker(ctx: Any) -> Words:
    """Return the catalogue in the language of this call."""
    root = ctx.find_root().command
    return root.words if isinstance(root, Commands) else catalogue("en")


def complain(*lines: str, code: Code) -> Code:
    """Say ``lines`` on stderr and hand ``code`` on."""
    for line in lines:
        sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
    return code


def _nobody_reads() -> Code:
    silent = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(silent, sys.stdout.fileno())
    except (OSError, ValueError):
        return Code.FINE
    finally:
        os.close(silent)
    return Code.FINE


BROKEN = mark(
    "Something broke inside Beforehand; nothing was changed. Please report it, with what you typed. "
    "BEFOREHAND_DEBUG=1 shows where."
)


def _broke(words: Words) -> Code:
    if os.environ.get("BEFOREHAND_DEBUG") == "1":
        traceback.print_exc()
    return complain(words.say(BROKEN), code=Code.BROKE)
