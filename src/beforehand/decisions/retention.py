"""How long the frame of a decision stays."""

from django.db.models import Q

from beforehand.decisions.choices import Stage
from beforehand.vault.retention import IN_USE, Clock, How, Keeps


def ended(clock: Clock, term: str, decision: str = "") -> Q:
    """Return the condition that a decision ended longer ago than ``term``; ``decision`` is the path to it."""
    path = f"{decision}__" if decision else ""
    return Q(
        **{
            f"{path}stage__in": (Stage.DECIDED, Stage.STOPPED),
            f"{path}decided_at__lte": clock.before(term),
        }
    )


FRAME = "The frame is no answer: what was to be decided and what hardened it may stay, without names."

DECLARED: tuple[Keeps, ...] = (
    Keeps(
        "decisions.FrameChange",
        "answers",
        How.DELETE,
        "It tells who answered earlier what changed since; it may hold names.",
        lambda clock: ended(clock, "answers", "decision"),
    ),
    Keeps(
        "decisions.DeciderAnswer",
        "answers",
        How.DELETE,
        "What a decider said first is what one person said.",
        lambda clock: ended(clock, "answers", "seat__decision"),
    ),
    Keeps(
        "decisions.Promise",
        IN_USE,
        How.KEEP,
        "It protects everyone who answered; the name under it goes with the person.",
    ),
    Keeps("decisions.Fact", IN_USE, How.KEEP, "It holds ids and fixed words only."),
    Keeps("decisions.AbsentGroup", IN_USE, How.KEEP, FRAME),
    Keeps("decisions.Mark", IN_USE, How.KEEP, FRAME),
    Keeps("decisions.Commitment", IN_USE, How.KEEP, FRAME),
    Keeps("decisions.Option", IN_USE, How.KEEP, FRAME),
    Keeps("decisions.SeatRole", IN_USE, How.KEEP, FRAME),
    Keeps("decisions.Seat", IN_USE, How.KEEP, "A function at the table; the name goes with the person."),
    Keeps("decisions.Side_depends_on", IN_USE, How.KEEP, FRAME),
    Keeps("decisions.Side", IN_USE, How.KEEP, FRAME),
    Keeps("decisions.Decision", IN_USE, How.KEEP, FRAME),
)
