"""The closed words of decisions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What somebody is in a decision."""

    OWNER = "owner", _("owner")
    DECIDER = "decider", _("decider")
    FACILITATOR = "facilitator", _("facilitator")
    PARTICIPANT = "participant", _("participant")
    SPONSOR = "sponsor", _("sponsor")
    COUNCIL = "council", _("works council")
    CONFIDANT = "confidant", _("confidant")


class SideKind(TextChoices):
    """What a side is to the decision."""

    IT = "it", _("IT")
    BUSINESS = "business", _("the work itself")
    BOARD = "board", _("board and operations")
    REPRESENTATION = "representation", _("staff or client representation")
    OTHER = "other", _("other")


class Door(TextChoices):
    """What reversal costs."""

    TWO_WAY = "two_way", _("easy to take back")
    HEAVY = "heavy", _("heavy to take back")
    ONE_WAY = "one_way", _("cannot be taken back")


class Template(TextChoices):
    """What kind of decision it starts as."""

    BLANK = "blank", _("Something else")
    NEW_SYSTEM = "new_system", _("A new system")
    SECURITY = "security", _("A security measure")
    SUPPLIER = "supplier", _("Choosing a supplier")
    ORGANISATION = "organisation", _("A change of organisation")


class Stage(TextChoices):
    """Where a decision stands."""

    FRAMING = "framing", _("being framed")
    LISTENING = "listening", _("listening")
    DECIDED = "decided", _("decided")
    STOPPED = "stopped", _("stopped")


class ChangeKind(TextChoices):
    """What part of the frame changed."""

    DECISION = "decision", _("the decision itself")
    SIDE = "side", _("sides")
    OPTION = "option", _("options")
    COMMITMENT = "commitment", _("a moment that hardens it")
    PEOPLE = "people", _("people")
    ABSENT = "absent", _("groups that are not at the table")
    DECIDER = "decider", _("what the decider said first")
