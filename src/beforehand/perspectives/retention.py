"""How long what people said stays."""

from django.db.models import Q

from beforehand.decisions.retention import ended
from beforehand.vault.retention import IN_USE, Clock, How, Keeps

SEAT = "perspective__seat__decision"
ANSWERS = "What somebody said goes when its term after the decision has passed."


def _call(clock: Clock) -> Q:
    return Q(done_at__lte=clock.before("notes")) | ended(clock, "answers", "seat__decision")


DECLARED: tuple[Keeps, ...] = (
    Keeps(
        "perspectives.QuestionGroupMember",
        "answers",
        How.DELETE,
        ANSWERS,
        lambda clock: ended(clock, "answers", "group__decision"),
    ),
    Keeps(
        "perspectives.QuestionGroup",
        "answers",
        How.DELETE,
        ANSWERS,
        lambda clock: ended(clock, "answers", "decision"),
    ),
    *(
        Keeps(model, "answers", How.DELETE, ANSWERS, lambda clock: ended(clock, "answers", "seat__decision"))
        for model in ("perspectives.Reaction", "perspectives.MirrorJudgement", "perspectives.Hand")
    ),
    Keeps(
        "perspectives.Publication",
        "answers",
        How.DELETE,
        "Counts say nothing without the sentences they are about, and go with them.",
        lambda clock: ended(clock, "answers", "round__decision"),
    ),
    Keeps(
        "perspectives.Reply",
        "answers",
        How.DELETE,
        "What was done with a sentence goes with the sentence.",
        lambda clock: ended(clock, "answers", f"statement__{SEAT}"),
    ),
    Keeps(
        "perspectives.TableRequest",
        "answers",
        How.DELETE,
        "A question about a sentence goes with the sentence.",
        lambda clock: ended(clock, "answers", f"statement__{SEAT}"),
    ),
    Keeps(
        "perspectives.Statement", "answers", How.DELETE, ANSWERS, lambda clock: ended(clock, "answers", SEAT)
    ),
    Keeps("perspectives.Figure", "answers", How.DELETE, ANSWERS, lambda clock: ended(clock, "answers", SEAT)),
    Keeps(
        "perspectives.CallRequest",
        "notes",
        How.DELETE,
        "A number to call and a moment; needed until the call, and as long after it as notes are.",
        _call,
    ),
    Keeps(
        "perspectives.Perspective",
        "answers",
        How.DELETE,
        ANSWERS,
        lambda clock: ended(clock, "answers", "seat__decision"),
    ),
    Keeps("perspectives.Round", IN_USE, How.KEEP, "When people could answer; it names nobody."),
)
