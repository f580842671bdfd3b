"""What somebody was asked to share, for that person alone."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.knowledge import load
from beforehand.perspectives.queries import own_card
from beforehand.topics.models import HolderConsent
from beforehand.topics.queries.kept import latest_run
from beforehand.topics.queries.latest import as_all_would_read
from beforehand.topics.queries.seen import TopicSeen
from beforehand.vault.disclose import disclose
from beforehand.vault.guard import Author
from beforehand.vault.processes.analyst import analyst


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSentence:
    """A sentence of the holder, and who may read it."""

    text: str
    lang: str
    readers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOfMe:
    """One question to a holder: may this be shared?

    ``preview`` is exactly what everybody in the decision would read; None while there is nothing to read, or it is still
    being made. ``mine`` are the own sentences it rests on, whoever may read those. ``given`` None: not answered.
    """

    id: UUID
    asked_on: date
    asked_by: str
    given: bool | None
    preview: TopicSeen | None
    mine: tuple[OwnSentence, ...] = ()


def asked_of_me(standing: Standing) -> tuple[AskedOfMe, ...]:
    """Return what this person was asked to share, with what others would then read; for the holder alone.

    Read as somebody who sits on no side, so that what is shown is what strangers to the holder would get.
    """
    rows = HolderConsent.objects.scoped(Author(standing.seat)).select_related("asked_by__person")
    asked = list(rows.order_by("asked_at", "pk"))
    if not asked:
        return ()
    previews, mine = _previews(standing)
    return tuple(
        AskedOfMe(
            id=row.pk,
            asked_on=timezone.localdate(row.asked_at),
            asked_by=row.asked_by.person.name if row.asked_by is not None else "",
            given=row.given,
            preview=previews.get(row.pattern),
            mine=mine.get(row.pattern, ()),
        )
        for row in asked
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredConsent:
    """What somebody was asked to share, and what they said to it; kept of them, for them."""

    about: str
    asked_on: date
    given: bool | None
    answered_on: date | None


def own_consents(standing: Standing) -> tuple[StoredConsent, ...]:
    """Return everything kept of what this person was asked to share; for that person alone."""
    rows = HolderConsent.objects.scoped(Author(standing.seat)).order_by("asked_at", "pk")
    patterns, lang = load().patterns, "en" if (get_language() or "nl").startswith("en") else "nl"
    return tuple(
        StoredConsent(
            about=patterns[row.pattern].title.say(lang) if row.pattern in patterns else row.pattern,
            asked_on=timezone.localdate(row.asked_at),
            given=row.given,
            answered_on=None if row.answered_at is None else timezone.localdate(row.answered_at),
        )
        for row in rows
    )


def waits_for_me(standing: Standing) -> int:
    """Return how many questions wait for this person's answer; for the holder alone."""
    return HolderConsent.objects.scoped(Author(standing.seat)).filter(given__isnull=True).count()


def was_asked_since(standing: Standing, since: datetime) -> bool:
    """Tell whether somebody was asked something since then that still waits; for that person's mail."""
    mine = HolderConsent.objects.scoped(Author(standing.seat))
    return mine.filter(given__isnull=True, asked_at__gt=since).exists()


def seats_asked_to_share(decision: UUID, since: datetime) -> tuple[UUID, ...]:
    """Return who was asked something since then, for the job that posts and nobody's eyes."""
    rows = HolderConsent.objects.scoped(analyst(decision)).filter(asked_at__gt=since)
    return tuple(rows.order_by("seat_id").values_list("seat_id", flat=True).distinct())


def _previews(standing: Standing) -> tuple[dict[str, TopicSeen], dict[str, tuple[OwnSentence, ...]]]:
    holder = replace(standing, roles=frozenset({Role.PARTICIPANT}))
    found = latest_run(holder) if holder.side is not None else None
    if found is None:
        return {}, {}
    kept = [visible.value.topic for visible in disclose(holder.viewer, found.asked)]
    own = {line.id: line for line in own_card(holder).lines}
    mine: dict[str, tuple[OwnSentence, ...]] = {}
    for topic in kept:
        ids = (UUID(i) for ref in topic.statements for i in found.sentences.get(ref, ()))
        lines = [own[i] for i in dict.fromkeys(ids) if i in own]
        mine[topic.pattern] = tuple(OwnSentence(text=x.text, lang=x.lang, readers=x.readers) for x in lines)
    return {topic.pattern: topic for topic in as_all_would_read(holder, found, kept)}, mine
