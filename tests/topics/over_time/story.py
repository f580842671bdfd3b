"""People said something, the facilitator is Lotte, and what happens to topics is read as words."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tests.oeverland import Oeverland
from tests.topics.people import standing
from tests.topics.saying import says, taps

from beforehand.decisions.access import Standing
from beforehand.perspectives.models import Statement
from beforehand.topics.actions import make_analysis, note_change
from beforehand.topics.models import Topic, TopicEvent
from beforehand.topics.queries import timeline
from beforehand.vault.guard import Author
from beforehand.vault.processes.analyst import analyst

NOW = datetime(2027, 3, 15, 12, tzinfo=UTC)


def of(home: Oeverland, name: str) -> Standing:
    return standing(home.decision.pk, name.title())


def unheard(home: Oeverland) -> None:
    """Femke is held to it and was not heard (P01); two people ask different questions (P06)."""
    taps(home.seats["femke"], "accountable", 5)
    taps(home.seats["femke"], "heard", 1)
    says(home.seats["femke"], "question", "Can my team reach a record within three seconds?", release=2)
    says(home.seats["ingrid"], "question", "How do we close the hole before the audit?", release=2)


def analyse(home: Oeverland) -> None:
    """Something changed, and it is analysed."""
    note_change(home.decision.pk)
    make_analysis(home.decision.pk)


def events(home: Oeverland, pattern: str, scope: str = "facilitator") -> list[list[str]]:
    """Return what happened to each topic of a pattern, in order."""
    rows = TopicEvent.objects.scoped(analyst(home.decision.pk)).filter(
        topic__pattern=pattern, topic__scope=scope
    )
    found: dict[UUID, list[str]] = {}
    for topic, what in rows.order_by("topic_id", "seq").values_list("topic_id", "what"):
        found.setdefault(topic, []).append(what)
    return sorted(found.values())


def topic(home: Oeverland, pattern: str, scope: str = "facilitator") -> UUID:
    found: UUID = (
        Topic.objects.scoped(analyst(home.decision.pk))
        .filter(pattern=pattern, scope=scope)
        .values_list("pk", flat=True)
        .get()
    )
    return found


def everything(home: Oeverland) -> list[Any]:
    """Return every row there is about topics over time, sealed bodies as they lie there."""
    scope = analyst(home.decision.pk)
    topics = Topic.objects.scoped(scope).order_by("pk")
    return [
        *((row.pk, row.standing, row.last_at, row.body.ciphertext) for row in topics),
        *TopicEvent.objects.scoped(scope)
        .order_by("topic_id", "seq")
        .values_list("topic_id", "seq", "what", "at"),
    ]


def rewords(home: Oeverland, name: str, field: str, text: str, **more: Any) -> None:
    """Somebody corrects a sentence."""
    seat = home.seats[name]
    row = Statement.objects.scoped(Author(seat.pk)).get(field=field)
    row.body = seat.data_key.seal({"text": text, **more}, row.about)
    row.revision += 1
    row.save()


def seen(home: Oeverland, name: str) -> set[str]:
    """Return the patterns somebody reads of over time."""
    return {line.pattern for line in timeline(of(home, name))}
