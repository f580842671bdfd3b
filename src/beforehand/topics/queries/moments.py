"""What there is to say of moments: how hard they are, what room they leave, and what is not talked about before them."""

from collections import Counter

from beforehand.locale import meaning
from beforehand.topics.queries.kept import AnalysisKept, NextKept, TopicKept
from beforehand.topics.queries.saying import Saying
from beforehand.topics.queries.seen import HardnessSeen, RoomStep, UncoveredSeen


def uncovered(say: Saying, following: NextKept, topics: list[TopicKept]) -> tuple[UncoveredSeen, ...]:
    """Return what the next conversations leave open, of the topics that stand in the list."""
    patterns = {t.key: t.pattern for t in topics}
    times = Counter(patterns[key] for key in following.uncovered if key in patterns)
    return tuple(UncoveredSeen(title=say.title(pattern), times=n) for pattern, n in times.items())


def hardness(say: Saying, kept: AnalysisKept) -> tuple[HardnessSeen, ...]:
    """Return how hard each commitment is."""
    return tuple(
        HardnessSeen(
            commitment=say.names.commitments[row.commitment],
            door=row.door,
            door_words=say.words.say(meaning.DOOR[row.door]),
            marks=row.marks,
            mode=row.mode,
            mode_words=say.words.say(meaning.MODE[row.mode]),
            ahead=row.ahead,
            working_days=row.working_days,
        )
        for row in kept.hardness
        if row.commitment in say.names.commitments
    )


def room_left(say: Saying, kept: AnalysisKept) -> tuple[RoomStep, ...]:
    """Return the room left after each commitment."""
    return tuple(
        RoomStep(
            commitment=say.names.commitments[row.commitment],
            share=row.share,
            left=row.left,
            ahead=row.ahead,
            known=row.known,
        )
        for row in kept.room_left
        if row.commitment in say.names.commitments
    )
