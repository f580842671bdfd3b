"""The closed words of perspectives."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """A draft enters no picture; what was sent does."""

    DRAFT = "draft", _("not sent yet")
    SENT = "sent", _("sent")


class WayIn(TextChoices):
    """How somebody takes part; the ids of ``ways_in`` in the form."""

    NOW = "now", _("now")
    SHORT = "short", _("short")
    LATER = "later", _("later")
    CALL = "call", _("call me")


class Release(IntegerChoices):
    """Who may read one sentence; the words stand in ``knowledge``."""

    ONLY_ME = 0
    FACILITATOR = 1
    ALL_WITHOUT_NAME = 2
    OWN_SIDE_WITH_NAME = 3
    ALL_WITH_NAME = 4


class GroupState(TextChoices):
    """Whether a person confirmed that sentences ask the same question."""

    SUGGESTED = "suggested", _("suggested")
    CONFIRMED = "confirmed", _("confirmed")
    SET_ASIDE = "set_aside", _("set aside")


class RoundKind(TextChoices):
    """What a round asks; the rounds of the form."""

    LISTEN = "listen", _("how it looks from your side")
    RESPOND = "respond", _("what you recognise of what others said")
    MIRROR = "mirror", _("whether your side was pictured right")


class Reacted(TextChoices):
    """What somebody says to a sentence of somebody else; the options of ``cards`` in the form, in its order."""

    RECOGNISE = "recognise", _("I recognise this")
    DIFFERENT = "different", _("different here")
    UNKNOWN = "unknown", _("I don't know")


class Judged(TextChoices):
    """Whether a picture of the own side is right; the options of round 3 in the form, in its order."""

    RIGHT = "right", _("right")
    PARTLY = "partly", _("partly")
    WRONG = "wrong", _("wrong")


class Changeable(TextChoices):
    """How changeable a moment still is; the options of ``changeable`` in the form, in its order."""

    OPEN = "open", _("open")
    ADJUSTABLE = "adjustable", _("adjustable")
    FIXED = "fixed", _("fixed")
    UNKNOWN = "unknown", _("don't know")


class Consent(TextChoices):
    """What a writer says to "May this be on the table like this?"."""

    YES = "yes", _("yes, without my name")
    NO = "no", _("no, leave it with the facilitator")


class Taken(TextChoices):
    """What was done with something somebody said."""

    TAKEN = "taken", _("taken along")
    PARTLY = "partly", _("partly")
    NOT = "not", _("not")
