"""The closed words of conversations. A kind of conversation is an id of the knowledge (``conversation_types``)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    """Where a conversation stands. One that was moved is still invited, with a higher ``sequence``."""

    PLANNED = "planned", _("planned")
    INVITED = "invited", _("people are invited")
    HELD = "held", _("held")
    DROPPED = "dropped", _("not held")


LIVE = (Status.PLANNED, Status.INVITED)
"""What is still to come."""


class Answer(TextChoices):
    """What somebody said to an invitation."""

    WAITING = "waiting", _("no answer yet")
    YES = "yes", _("yes")
    NO = "no", _("no")
    OTHER_TIME = "other_time", _("another time")


class Mode(TextChoices):
    """What a part of a conversation is for (R20); no proposals before the picture is complete."""

    PICTURE = "picture", _("picture")
    JUDGEMENT = "judgement", _("judgement")
    DECISION = "decision", _("decision")


class OutcomeKind(TextChoices):
    """What came of one item of an agenda."""

    SHARED_TEXT = "shared_text", _("a text we share")
    AGREED_TO_DIFFER = "agreed_to_differ", _("we see it differently, and that may be")
    FIND_OUT = "find_out", _("somebody finds out")
    OPEN = "open", _("still open")


class Changed(TextChoices):
    """The answer to the one small question afterwards: did your answer change because of it?"""

    CHANGED = "changed", _("yes, my answer changed")
    SAME = "same", _("no, it is the same")
