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
