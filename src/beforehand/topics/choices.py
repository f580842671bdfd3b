"""The closed words of topics: the kinds of ``Fact`` the engine reads."""

from django.db.models import TextChoices


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
    BENEFITS_OWNER = "benefits_owner"  # commitment, seat
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
    COLLISIONS = "collisions"  # [{people, statements, kind}]
    REACTIONS = "reactions"  # {statement: value}
    MIRROR_JUDGEMENTS = "mirror_judgements"  # {statement: value}
    CONSENTS = "consents"  # [pattern]
