"""What is wrong in a decision file, where, and what would be right."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from beforehand.decisionfile.messages import right, wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One error or note, for whoever holds the file.

    ``line`` and ``column`` count from 1; ``path`` reads like ``people[3].answers.heard``; ``code`` is stable. ``detail``
    fills the sentences; no sentence a person wrote ever stands in it.
    """

    line: int
    column: int
    path: str
    code: str
    detail: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def wrong(self, lang: str) -> str:
        """Return what is wrong (or worth knowing), in ``nl`` or ``en``."""
        return wrong(self.code, lang, self.detail)

    def right(self, lang: str) -> str:
        """Return what would be right, in ``nl`` or ``en``."""
        return right(self.code, lang, self.detail)

    def say(self, lang: str) -> str:
        """Return both sentences together."""
        return f"{self.wrong(lang)} {self.right(lang)}"

    @property
    def order(self) -> tuple[int, int, str, str]:
        """Sort key: where it stands, then what it is."""
        return (self.line, self.column, self.code, self.path)


class DecisionFileError(Exception):
    """The source cannot be read, or a picture cannot be made of it; ``faults`` says why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(fault.say("en") for fault in faults))


def written(path: tuple[str | int, ...]) -> str:
    """Return a path as people read it.

    >>> written(("people", 3, "answers", "heard"))
    'people[3].answers.heard'
    """
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
