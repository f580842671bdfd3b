"""The Analyst: makes the engine's picture of a decision from the database, and what the engine says about it.

It reads what was released to the facilitator or wider, sent and confirmed; nothing else, and it returns engine input.
"""

from beforehand.topics.analyses.agreed import asked_of
from beforehand.topics.analyses.over_time import TopicNow, every, same, topics_now
from beforehand.topics.analyses.picture import picture_of
from beforehand.topics.analyses.previews import previews
from beforehand.topics.analyses.run import (
    Kept,
    analysed,
    dumped,
    engine_version,
    keepable,
    loaded,
    thresholds_digest,
)

__all__ = [
    "Kept", "TopicNow", "analysed", "asked_of", "dumped", "engine_version", "every", "keepable", "loaded",
    "picture_of", "previews", "same", "thresholds_digest", "topics_now",
]  # fmt: skip
