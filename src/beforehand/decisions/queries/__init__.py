"""What may be read of a decision's frame, by whom."""

from beforehand.decisions.queries.mine import my_decisions, owns_or_decides
from beforehand.decisions.queries.seated import people
from beforehand.decisions.queries.shown import (
    AbsentView,
    ChangeView,
    CommitmentView,
    DecisionLine,
    FirstAnswer,
    Frame,
    OptionView,
    PromiseView,
    SeatView,
    SideView,
)
from beforehand.decisions.queries.since import changes_since
from beforehand.decisions.queries.whole import frame

__all__ = [
    "AbsentView",
    "ChangeView",
    "CommitmentView",
    "DecisionLine",
    "FirstAnswer",
    "Frame",
    "OptionView",
    "PromiseView",
    "SeatView",
    "SideView",
    "changes_since",
    "frame",
    "my_decisions",
    "owns_or_decides",
    "people",
]
