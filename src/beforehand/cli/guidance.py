"""The help pages, and what is said to somebody who typed something a command does not know."""

import shutil
import textwrap
from collections.abc import Sequence
from typing import Any

from typer.exceptions import TyperException

from beforehand.cli.leaving import MEANING
from beforehand.locale import Words, mark

NARROW = 60
HELP = mark("show this page")
LANGUAGE_NOTE = mark("This page follows BEFOREHAND_LANG, else LC_ALL, LC_MESSAGES or LANG: Dutch or English.")


def page(command: Any, ctx: Any, words: Words) -> str:
    """Return the help page of a command in the reader's language, fitted to the terminal."""
    width = min(shutil.get_terminal_size((80, 24)).columns, 100)
    params = command.get_params(ctx)
    arguments = [p for p in params if p.param_type_name == "argument"]
    options = [p for p in params if p.param_type_name == "option"]
    subcommands = getattr(command, "commands", {})
    ends = getattr(command, "ends", MEANING)
    usage = [ctx.command_path, *(_placed(a) for a in arguments)]
    usage += [words.say("COMMAND")] if subcommands else []
    usage += [words.say("[options]")]
    start = words.say("Usage:")
    blocks = [
        _paragraph(" ".join((start, *usage)), width, hang=len(start) + 1),
        *(_paragraph(part, width, indent=2) for part in words.say(command.help or "").split("\n\n")),
        _listing("", [(_placed(a), words.say(a.help or "")) for a in arguments], width),
        _listing(
            words.say("Commands"),
            [(n, _first(words.say(c.help or ""))) for n, c in subcommands.items()],
            width,
        ),
        _listing(words.say("Options"), [(_named(o), words.say(_help(o))) for o in options], width),
        _listing(words.say("Exit codes"), [(str(int(c)), words.say(m)) for c, m in ends.items()], width),
        _paragraph(words.say(LANGUAGE_NOTE), width),
    ]
    return "\n\n".join(b for b in blocks if b)


def misuse(wrong: TyperException, words: Words) -> Sequence[str]:
    """Say what was typed wrong and where to look."""
    ctx = getattr(wrong, "ctx", None)
    path = ctx.command_path if ctx is not None else "beforehand"
    param = getattr(wrong, "param", None)
    option = getattr(wrong, "option_name", None)
    match type(wrong).__name__:
        case "MissingParameter":
            said = words.say("{name} is missing.", name=_placed(param) if param is not None else "?")
        case "NoSuchOption":
            said = words.say("There is no option {name} here.", name=_visible(option or "?"))
            near = getattr(wrong, "possibilities", None)
            said += _did_you_mean(near, words)
        case "BadOptionUsage":
            said = words.say("{name} is not used in the way it should be.", name=_visible(option or "?"))
        case _:
            said = words.say("That is not how this command is used.")
    return said, see_help(path, words)


def see_help(path: str, words: Words) -> str:
    """Say how to get the help page of a command."""
    return words.say("For help type: {command}", command=f"{path} --help")


def unknown_command(name: str, known: Sequence[str], words: Words) -> str:
    """Say that there is no such command, with the nearest one there is."""
    from difflib import get_close_matches

    said = words.say("There is no command {name}.", name=_visible(name))
    return said + _did_you_mean(get_close_matches(name, known, 2), words)


def left_over(args: Sequence[str], words: Words) -> str:
    """Say that more was typed than the command takes."""
    return words.say("This was too much: {args}", args=" ".join(_visible(a) for a in args))


def _did_you_mean(near: Sequence[str] | None, words: Words) -> str:
    if not near:
        return ""
    return " " + words.say("Did you mean {names}?", names=", ".join(sorted(near)))


def _visible(typed: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in typed)


def _placed(argument: Any) -> str:
    name = str(argument.metavar or argument.name or "").upper()
    return name if argument.required or name.startswith("[") else f"[{name}]"


def _named(option: Any) -> str:
    names = ", ".join(option.opts)
    return f"{names} {option.metavar}" if option.metavar else names


def _help(option: Any) -> str:
    return HELP if option.name == "help" else str(option.help or "")


def _first(help_text: str) -> str:
    return help_text.split("\n\n")[0]


def _paragraph(text: str, width: int, *, indent: int = 0, hang: int | None = None) -> str:
    later = " " * (indent if hang is None else hang)
    return textwrap.fill(
        " ".join(text.split()),
        width,
        initial_indent=" " * indent,
        subsequent_indent=later,
        break_on_hyphens=False,
        break_long_words=False,
    )


def _listing(title: str, rows: Sequence[tuple[str, str]], width: int) -> str:
    if not rows:
        return ""
    column = min(max(len(name) for name, _ in rows) + 4, 34)
    lines = [title] if title else []
    for name, text in rows:
        if width < NARROW or len(name) + 4 > column:
            lines += [f"  {name}", _paragraph(text, width, indent=6)]
        else:
            body = _paragraph(text, width, indent=column)
            lines.append(f"  {name}".ljust(column) + body[column:])
    return "\n".join(lines)
