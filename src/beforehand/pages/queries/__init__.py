"""What each page of this context shows, gathered for one reader."""

from beforehand.pages.queries.first import (
    answers_in,
    first_screen,
    hear_first,
    not_in_yet,
    own_first_answers,
    room_of,
    round_is_open,
)
from beforehand.pages.queries.headings import headings
from beforehand.pages.queries.said import lay_out

__all__ = [
    "answers_in",
    "first_screen",
    "headings",
    "hear_first",
    "lay_out",
    "not_in_yet",
    "own_first_answers",
    "room_of",
    "round_is_open",
]
