"""The one place where something sealed is opened looks at every row again, whatever brought the row there."""

import secrets
from dataclasses import dataclass, field
from typing import Any

import pytest

from beforehand.vault.disclose import Reading
from beforehand.vault.door import disclose_kept, open_for
from beforehand.vault.guard import Process
from beforehand.vault.sealed import Sealed, seal
from beforehand.vault.viewer import Viewer, ViewerKind

KEY = secrets.token_bytes(32)
YOUSSEF = Viewer(ViewerKind.PARTICIPANT, "youssef", "care")
PETER = Viewer(ViewerKind.OUTSIDER, "peter", "care")
LOTTE = Viewer(ViewerKind.FACILITATOR, "lotte")


@dataclass
class Row:
    """A sentence of Femke, which says how it was asked for."""

    release: int
    author: str = "femke"
    side: str = "care"
    about: str = "here"
    opened: list[int] = field(default_factory=list)

    @property
    def body(self) -> Sealed:
        return seal(KEY, f"at level {self.release}", self.about)

    def key(self) -> bytes:
        self.opened.append(self.release)
        return KEY

    def shown(self, value: Any, how: Reading) -> tuple[str, Reading]:
        return value, how


def rows() -> list[Row]:
    return [Row(level) for level in range(5)]


@pytest.mark.parametrize(
    ("viewer", "levels"),
    [
        (YOUSSEF, [2, 3, 4]),
        (LOTTE, [1, 2, 3, 4]),
        (PETER, []),
        (Viewer(ViewerKind.OUTSIDER, "femke"), [0, 1, 2, 3, 4]),
    ],
)
def test_only_what_a_reader_may_read_is_opened_at_all(viewer: Viewer, levels: list[int]) -> None:
    all_of_them = rows()
    seen = disclose_kept(viewer, all_of_them)
    assert [one.value[0] for one in seen] == [f"at level {level}" for level in levels]
    assert [level for row in all_of_them for level in row.opened] == levels


def test_how_it_may_be_shown_is_told_to_the_row() -> None:
    assert [one.value[1] for one in disclose_kept(YOUSSEF, rows())] == [
        Reading.WITHOUT_NAME,
        Reading.WITH_NAME,
        Reading.WITH_NAME,
    ]


def test_a_process_opens_from_its_level_and_never_what_is_for_the_writer_only() -> None:
    all_of_them = rows()
    opened = open_for(Process("analyst"), all_of_them, least=2)
    assert [value for _, value in opened] == ["at level 2", "at level 3", "at level 4"]
    assert [level for row in all_of_them for level in row.opened] == [2, 3, 4]
    with pytest.raises(ValueError, match="writer only"):
        open_for(Process("analyst"), all_of_them, least=0)
