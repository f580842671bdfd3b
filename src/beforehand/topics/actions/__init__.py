"""What is done with analyses and with groups of questions."""

from beforehand.topics.actions.analysing import catch_up, make_analysis, note_change, request_analysis
from beforehand.topics.actions.grouping import (
    confirm_group,
    merge_groups,
    set_aside,
    split_group,
    take_back,
)

__all__ = [
    "catch_up", "confirm_group", "make_analysis", "merge_groups", "note_change", "request_analysis", "set_aside",
    "split_group", "take_back",
]  # fmt: skip
