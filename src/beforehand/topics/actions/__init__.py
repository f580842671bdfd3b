"""What is done with analyses, with topics over time, and with what people said side by side."""

from beforehand.topics.actions.analysing import catch_up, make_analysis, note_change, request_analysis
from beforehand.topics.actions.closing import close_topic, concerned, reopen_topic
from beforehand.topics.actions.colliding import (
    confirm_collision,
    merge_collisions,
    set_collision_aside,
    split_collision,
    take_back_collision,
)
from beforehand.topics.actions.constraining import lift_constraint, set_constraint, state_own, take_back_own
from beforehand.topics.actions.grouping import (
    confirm_group,
    merge_groups,
    set_aside,
    split_group,
    take_back,
)
from beforehand.topics.actions.over_time import forget_topics_of
from beforehand.topics.actions.sharing import (
    answer_holder,
    ask_holder,
    take_back_consent,
    take_back_consents_of,
)
from beforehand.topics.actions.standing_apart import set_aside_topic, take_up_topic

__all__ = [
    "answer_holder", "ask_holder", "catch_up", "close_topic", "concerned", "confirm_collision", "confirm_group",
    "forget_topics_of", "lift_constraint", "make_analysis", "merge_collisions", "merge_groups", "note_change",
    "reopen_topic", "request_analysis", "set_aside", "set_aside_topic", "set_collision_aside", "set_constraint",
    "split_collision", "split_group", "state_own", "take_back", "take_back_collision", "take_back_consent",
    "take_back_consents_of", "take_back_own", "take_up_topic",
]  # fmt: skip
