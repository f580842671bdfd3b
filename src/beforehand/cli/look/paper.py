"""A page in the terminal: lines with room around them, wrapped at words, without trailing blanks."""

import shutil
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

NARROW = 60
WIDEST = 116
INDENT = 2


class Screen(Console):
    """A console that leaves it to the command what happens when nobody reads on."""

    def on_broken_pipe(self) -> None:
        """Say so."""
        raise BrokenPipeError


class Paper:
    """A page for one reader's terminal.

    Parameters
    ----------
    width
        Columns; None is what the terminal has, 80 in a pipe, never more than reads well.
    """

    def __init__(self, width: int | None = None, console: Console | None = None) -> None:
        self.width = min(width or shutil.get_terminal_size((80, 24)).columns, WIDEST)
        self.console = console or Screen(
            width=self.width, highlight=False, markup=False, emoji=False, soft_wrap=True
        )

    @property
    def narrow(self) -> bool:
        """True when columns stand under each other instead of beside."""
        return self.width < NARROW

    def blank(self, lines: int = 1) -> None:
        """Leave lines open."""
        for _ in range(lines):
            self._print(Text(""))

    def heading(self, text: str) -> None:
        """Begin a part of the page."""
        self.blank(2)
        self.put(text, style="bold", indent=0)
        self.blank()

    def put(self, text: str | Text, *, style: str = "", indent: int = INDENT) -> None:
        """Write a paragraph."""
        self.hang("", text, style=style, indent=indent, column=0)

    def hang(
        self,
        label: str | Text,
        text: str | Text,
        *,
        column: int,
        indent: int = INDENT,
        style: str = "",
        label_style: str = "",
        keep: bool = False,
    ) -> None:
        """Write ``text`` beside ``label``; under it where the label is too long or the page narrow.

        ``keep`` keeps a short label, such as a number, beside the text at any width.
        """
        head = label.copy() if isinstance(label, Text) else Text(label, style=label_style)
        head.rstrip()
        body = text.copy() if isinstance(text, Text) else Text(text, style=style)
        if isinstance(text, Text) and style:
            body.stylize_before(style)
        if keep and self.narrow:
            column = head.cell_len + 2
        left = indent + column
        if head.cell_len and ((self.narrow and not keep) or head.cell_len + 1 > column):
            for line in self._wrapped(head, indent):
                self._print(Text(" " * indent) + line)
            left = indent + (INDENT if column else 0)
            head = Text("")
        for n, line in enumerate(self._wrapped(body, left)):
            start = Text(" " * indent)
            if n == 0 and head.cell_len:
                start += head
            start.append(" " * (left - start.cell_len))
            self._print(start + line)

    def whole(self, text: str, *, indent: int = INDENT, style: str = "dim") -> None:
        """Write something that must stay in one piece, such as an address, however long."""
        self._print(Text(" " * indent + text, style=style))

    def listing(
        self, rows: Iterable[tuple[str, str]], *, indent: int = INDENT, label_style: str = ""
    ) -> None:
        """Write label and text pairs under each other, the texts in one column."""
        pairs = list(rows)
        column = max((Text(label).cell_len for label, _ in pairs), default=0) + 2
        for label, text in pairs:
            self.hang(label, text, column=column, indent=indent, label_style=label_style)

    def _wrapped(self, text: Text, left: int) -> list[Text]:
        room = max(self.width - left, 12)
        lines = text.wrap(self.console, room, tab_size=4)
        for line in lines:
            line.rstrip()
        return list(lines) or [Text("")]

    def _print(self, line: Text) -> None:
        line.rstrip()
        self.console.print(line, no_wrap=True, overflow="ignore", crop=False)
