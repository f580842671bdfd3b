"""Who may read the record of a decision."""

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.vault.viewer import Viewer, ViewerKind

READS = (Role.FACILITATOR, Role.DECIDER, Role.PARTICIPANT, Role.OWNER, Role.SPONSOR, Role.COUNCIL)


def may_read_record(actor: Standing) -> bool:
    """Whoever decides, takes part, owns, pays for or watches over the decision; a confidant alone does not."""
    return actor.has(*READS)


def reader_of_record(actor: Standing) -> Viewer:
    """Return as whom somebody reads the record.

    What is in it for all is for all who may read it alike, also for who reads nothing else here: such a reader reads it
    in the quality of a decider. What is for the facilitator stays so.
    """
    if actor.has(Role.FACILITATOR):
        return actor.viewer
    return Viewer(ViewerKind.DECIDER, str(actor.seat), "" if actor.side is None else str(actor.side))
