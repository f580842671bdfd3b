"""Who may read a sentence, row by row, each beside a twin that differs only in the reader; and which results exist."""

from dataclasses import dataclass

import pytest

from beforehand.vault.disclose import Readers, Reading, Release, Run, disclose, exists_for, reading
from beforehand.vault.viewer import Viewer, ViewerKind

FEMKE = {"author": "femke", "side": "care"}
HERSELF = Viewer(ViewerKind.PARTICIPANT, "femke", "care")
COLLEAGUE = Viewer(ViewerKind.PARTICIPANT, "youssef", "care")
OTHER_SIDE = Viewer(ViewerKind.PARTICIPANT, "ingrid", "it")
DECIDER = Viewer(ViewerKind.DECIDER, "karin", "board")
DECIDER_BESIDE_HER = Viewer(ViewerKind.DECIDER, "marjolein", "care")
FACILITATOR = Viewer(ViewerKind.FACILITATOR)
FACILITATOR_BESIDE_HER = Viewer(ViewerKind.FACILITATOR, "sanne", "care")

NOT, UNNAMED, NAMED = Reading.NOT, Reading.WITHOUT_NAME, Reading.WITH_NAME
TABLE = {
    Release.ONLY_ME: {
        HERSELF: NAMED, COLLEAGUE: NOT, OTHER_SIDE: NOT, DECIDER: NOT, DECIDER_BESIDE_HER: NOT,
        FACILITATOR: NOT, FACILITATOR_BESIDE_HER: NOT,
    },
    Release.FACILITATOR: {
        HERSELF: NAMED, COLLEAGUE: NOT, OTHER_SIDE: NOT, DECIDER: NOT, DECIDER_BESIDE_HER: NOT,
        FACILITATOR: NAMED, FACILITATOR_BESIDE_HER: NAMED,
    },
    Release.ALL_WITHOUT_NAME: {
        HERSELF: NAMED, COLLEAGUE: UNNAMED, OTHER_SIDE: UNNAMED, DECIDER: UNNAMED, DECIDER_BESIDE_HER: UNNAMED,
        FACILITATOR: NAMED, FACILITATOR_BESIDE_HER: NAMED,
    },
    Release.OWN_SIDE_WITH_NAME: {
        HERSELF: NAMED, COLLEAGUE: NAMED, OTHER_SIDE: UNNAMED, DECIDER: UNNAMED, DECIDER_BESIDE_HER: NAMED,
        FACILITATOR: NAMED, FACILITATOR_BESIDE_HER: NAMED,
    },
    Release.ALL_WITH_NAME: {
        HERSELF: NAMED, COLLEAGUE: NAMED, OTHER_SIDE: NAMED, DECIDER: NAMED, DECIDER_BESIDE_HER: NAMED,
        FACILITATOR: NAMED, FACILITATOR_BESIDE_HER: NAMED,
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("level", "viewer", "expected"),
    [(level, viewer, how) for level, row in TABLE.items() for viewer, how in row.items()],
)
def test_the_release_table_row_by_row(level: Release, viewer: Viewer, expected: Reading) -> None:
    assert reading(viewer, **FEMKE, release=level) is expected


@pytest.mark.parametrize("level", list(Release))
def test_who_takes_no_part_reads_nothing_whatever_was_released(level: Release) -> None:
    for sponsor in (Viewer(ViewerKind.OUTSIDER, "peter"), Viewer(ViewerKind.OUTSIDER, "peter", "care")):
        assert reading(sponsor, **FEMKE, release=level) is NOT


def test_the_table_has_every_level() -> None:
    assert list(TABLE) == list(Release)
    assert [int(level) for level in TABLE] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("level", [-1, 5, 99])
def test_a_level_nobody_knows_is_refused_to_all_but_the_writer(level: int) -> None:
    for viewer in (COLLEAGUE, OTHER_SIDE, DECIDER, FACILITATOR):
        assert reading(viewer, **FEMKE, release=level) is NOT
    assert reading(HERSELF, **FEMKE, release=level) is NAMED


def test_a_facilitator_without_a_seat_is_nobodys_colleague() -> None:
    assert reading(FACILITATOR, author="", side="", release=0) is NOT


@pytest.mark.parametrize("kind", [ViewerKind.PARTICIPANT, ViewerKind.DECIDER])
@pytest.mark.parametrize(("person", "side"), [(None, None), ("femke", None), (None, "care")])
def test_a_reader_without_a_person_or_a_side_does_not_exist(
    kind: ViewerKind, person: str | None, side: str | None
) -> None:
    with pytest.raises(ValueError, match="both are needed"):
        Viewer(kind, person, side)


EVERYBODY = (HERSELF, COLLEAGUE, OTHER_SIDE, DECIDER, DECIDER_BESIDE_HER, FACILITATOR, FACILITATOR_BESIDE_HER)
ONLY_FEMKE = frozenset({"femke"})


@pytest.mark.parametrize(
    ("readers", "exist"),
    [
        (Readers(Run.FACILITATOR), {FACILITATOR, FACILITATOR_BESIDE_HER}),
        (Readers(Run.FACILITATOR, only=ONLY_FEMKE), {FACILITATOR, FACILITATOR_BESIDE_HER}),
        (
            Readers(Run.FACILITATOR, only=ONLY_FEMKE, invited=True),
            {HERSELF, FACILITATOR, FACILITATOR_BESIDE_HER},
        ),
        (Readers(Run.FACILITATOR, only=frozenset(), invited=True), {FACILITATOR, FACILITATOR_BESIDE_HER}),
        (Readers(Run.FACILITATOR, invited=True), {FACILITATOR, FACILITATOR_BESIDE_HER}),
        (Readers(Run.SHARED), {HERSELF, COLLEAGUE, OTHER_SIDE, DECIDER, DECIDER_BESIDE_HER}),
        (Readers(Run.SHARED, only=ONLY_FEMKE), {HERSELF}),
        (Readers(Run.SHARED, only=frozenset()), set()),
    ],
)
def test_for_whom_a_result_exists(readers: Readers, exist: set[Viewer]) -> None:
    assert {viewer for viewer in EVERYBODY if exists_for(viewer, readers)} == exist


@dataclass(frozen=True)
class Row:
    name: str
    readers: Readers


ROWS = (
    Row("shared", Readers(Run.SHARED)),
    Row("alone with femke", Readers(Run.FACILITATOR, only=ONLY_FEMKE, invited=True)),
    Row("for the facilitator", Readers(Run.FACILITATOR)),
    Row("also shared", Readers(Run.SHARED)),
)


@pytest.mark.parametrize(
    ("viewer", "names"),
    [
        (HERSELF, ["shared", "alone with femke", "also shared"]),
        (COLLEAGUE, ["shared", "also shared"]),
        (FACILITATOR, ["alone with femke", "for the facilitator"]),
    ],
)
def test_what_passes_the_door_keeps_its_order_and_the_rest_leaves_no_trace(
    viewer: Viewer, names: list[str]
) -> None:
    passed = disclose(viewer, ROWS)
    assert [visible.value.name for visible in passed] == names
    assert {visible.viewer for visible in passed} == {viewer}
    assert passed == disclose(viewer, [row for row in ROWS if row.name in names])
