"""The closed words of notifications."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What mail there is. What changed in a frame travels in the digest, with all else that can wait."""

    INVITATION = "invitation", _("invitations")
    REMINDER = "reminder", _("reminders")
    DIGEST = "digest", _("what changed")
    TYPED_FOR = "typed_for", _("what was written down for you")
    ROUND = "round", _("a round that opened")
    TABLE = "table", _("a question about your sentence")
    TALK = "talk", _("conversations")
    TALK_MOVED = "talk_moved", _("conversations that moved")
    TALK_OFF = "talk_off", _("conversations that are off")
    PASSED = "passed", _("what was decided")
    LOOK_BACK = "look_back", _("looking back")
    LOOKED_BACK = "looked_back", _("what came of looking back")
    NEW_LINK = "new_link", _("a new link")


ALL = "all"
"""Stands in a wish for no mail at all."""

CAN_BE_TURNED_DOWN = (
    Kind.INVITATION,
    Kind.ROUND,
    Kind.REMINDER,
    Kind.TYPED_FOR,
    Kind.TABLE,
    Kind.TALK,
    Kind.PASSED,
    Kind.LOOK_BACK,
    Kind.DIGEST,
)
"""All mail about conversations is turned down as one kind, and so is all mail about looking back.

A new link is not among them: it comes only when somebody asks for it, and is the only way back in."""
