"""How long a record stays."""

from django.db.models import Q

from beforehand.decisions.retention import ended
from beforehand.vault.retention import IN_USE, Clock, How, Keeps

SET = (
    "What somebody set before a moment goes with the answers; what was decided with it stands in the record."
)
JUDGED = (
    "What one person judged goes when its term after the look back has passed; what was counted then stays."
)


def _set(clock: Clock) -> Q:
    return ended(clock, "answers", "commitment__decision")


DECLARED: tuple[Keeps, ...] = (
    Keeps(
        "records.RecordEntry",
        IN_USE,
        How.KEEP,
        "What was decided and with what still open is what a record is for; it holds ids, dates and fixed words.",
    ),
    Keeps(
        "records.RecordPart",
        IN_USE,
        How.KEEP,
        "Names and words in a record stay with it until the person they are of asks to be forgotten.",
    ),
    Keeps(
        "records.Judgement",
        "answers",
        How.DELETE,
        JUDGED,
        lambda clock: Q(look_back__closed_at__lte=clock.before("answers")),
    ),
    Keeps(
        "records.LookBack",
        IN_USE,
        How.KEEP,
        "The days on which people look again belong to what was decided.",
    ),
    Keeps(
        "records.Decided", IN_USE, How.KEEP, "It holds ids and days; what was written stands in the record."
    ),
    *(
        Keeps(model, "answers", How.DELETE, SET, _set)
        for model in ("records.Condition", "records.Reservation", "records.Today")
    ),
)
