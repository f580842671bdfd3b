"""The closed words of topics: the kinds of ``Fact`` the engine reads."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FactKind(TextChoices):
    """What a ``Fact`` in ``decisions`` says; ``body`` holds ids and fixed words only.

    Ids are those of the database as text: seats for people, sides, commitments, statements.
    """

    AWAY = "away"  # seat, until; from Fact.day
    WHY_MESSENGER = "why_messenger"  # seat: who tells people why
    DECIDER_FIRST = "decider_first"  # seat: answered first, without words that were kept
    SIGNPOST = "signpost"  # commitment, statement
    STOP_CRITERIA = "stop_criteria"  # commitment
    INDEPENDENT_JUDGE = "independent_judge"  # commitment, seat
    BENEFITS_OWNER = "benefits_owner"  # commitment (None: each of them), seat
    PREMORTEM = "premortem"  # commitment
    SIGNAL = "signal"  # relation (two sides), signal, by (a side), seen
    EVENT = "event"  # type, input_request, response_plan, commitment
    HELD = "conversation_held"  # kind, people, commitments, changed
    INVITED = "conversation_invited"  # kind, people, commitments, dated
    ADVICE = "advice_requested"  # people, commitment
    RESPONSE = "response_to_input"  # seat, outcome, reason
    PUBLISHED = "published"  # subject, side, answers, counts


class Marked(TextChoices):
    """What was marked or confirmed about somebody's answers; kept sealed, as a ``Figure`` of that person."""

    DONE_KIND = "done_kind"  # a word
    COLLISIONS = (
        "collisions"  # [{people, statements, kind}]: those of a file that names people without sentences
    )


class CollisionKind(TextChoices):
    """What a facilitator says of assumptions side by side; the first three are what the engine reads."""

    FACT = "fact", _("about facts: one of them can be checked")
    VALUE = "value", _("about what matters most")
    INTEREST = "interest", _("about what each stands to gain or lose")
    SET_ASIDE = "set_aside", _("they go together after all")


COLLIDES = (CollisionKind.FACT, CollisionKind.VALUE, CollisionKind.INTEREST)


class ConstraintKind(TextChoices):
    """What is said of who meets whom for now, by a facilitator or by people for themselves."""

    APART = "apart", _("not in one room for now")
    ALONE_FIRST = "alone_first", _("first spoken with alone")
    WEEKLY = "weekly", _("conversations a week, at most")
    AWAY = "away", _("away")


OWN = (ConstraintKind.AWAY, ConstraintKind.WEEKLY, ConstraintKind.APART)
"""What people say for themselves; of two who stand apart only one of the two says it."""


class Cause(TextChoices):
    """What made something happen to a topic."""

    ANALYSIS = "analysis", _("by what was said")
    FACILITATOR = "facilitator", _("by the facilitator")
    HOLDER = "holder", _("by who holds it")
    TEXT = "text", _("because every side concerned confirmed a text")
    ANSWERS = "answers", _("because answers changed")
    TAKEN_BACK = "taken_back", _("because a text was taken back")
    CHANGED_BACK = "changed_back", _("because an answer changed back")


class Happened(TextChoices):
    """What happened to a topic; ``data.md`` "TopicEvent"."""

    OPENED = "opened", _("came up")
    CHANGED = "changed", _("changed")
    ABSENT = "absent", _("no longer there")
    REOPENED = "reopened", _("came up again")
    SET_ASIDE = "set_aside", _("set aside")
    TAKEN_UP = "taken_up", _("taken up again")
    CONSENTED = "consented", _("its holder agreed to share it")
    CONSENT_TAKEN_BACK = "consent_taken_back", _("its holder took that back")
    PUBLISHED = "published", _("stood in the shared picture")
    TEXT_CONFIRMED = "text_confirmed", _("a shared text was confirmed")
    CLOSED = "closed", _("closed")
