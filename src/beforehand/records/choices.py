"""The closed words of records."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartReaders(TextChoices):
    """Who may read a name or words in a record."""

    ALL = "all", _("everybody who may read the record")
    FACILITATOR = "facilitator", _("who facilitates")


class Chosen(TextChoices):
    """What was done at a moment that hardens a decision."""

    DECIDED = "decided", _("decided")
    POSTPONED = "postponed", _("postponed")
    SMALLER = "smaller", _("made smaller")


ERASED = "erased"
"""The kind of entry that says which parts were emptied."""
