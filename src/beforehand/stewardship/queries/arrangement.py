"""How things are arranged in one decision: purpose, who sees what, how long, law, stop and complaint. No content."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Decision
from beforehand.decisions.queries import CommitmentView, Frame, frame
from beforehand.knowledge import load
from beforehand.knowledge.confidentiality import Confidentiality
from beforehand.outbox.retention import MESSAGE_DAYS
from beforehand.people.actions import LINK_DAYS


@dataclass(frozen=True, slots=True)
class Level:
    """One level of who may read a sentence."""

    n: int
    says: str


@dataclass(frozen=True, slots=True)
class Sees:
    """What one kind of reader sees."""

    who: str
    what: str


@dataclass(frozen=True, slots=True)
class LawLine:
    """One legal rule, and the sources it rests on with how far each was checked."""

    id: str
    country: str
    says: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A commitment for which the law asks something, still to come."""

    title: str
    day: date
    statutory: str


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Everything a works council, confidant or participant needs to judge whether this can harm anybody.

    Parameters
    ----------
    answers_go
        The day the answers go; None while the decision was not taken or stopped, so that the terms do not run yet.
    overdue
        True when the day of the decision has passed and nobody said that it was taken: the terms do not run yet.
    """

    title: str
    sentence: str
    organisation: str
    purpose: str
    owners: tuple[str, ...]
    sponsors: tuple[str, ...]
    facilitators: tuple[str, ...]
    complaint_route: str
    levels: tuple[Level, ...]
    sees: tuple[Sees, ...]
    never: tuple[str, ...]
    terms: tuple[str, ...]
    link_days: int
    message_days: int
    answers_go: date | None
    overdue: bool
    deadlines: tuple[Deadline, ...]
    law: tuple[LawLine, ...]


def arrangement(standing: Standing) -> Arrangement:
    """Return how things are arranged, for every seat.

    Withheld: everything anybody said, who answered, figures of any kind. The frame and the rules are all there is.
    """
    lang, shown = _language(), frame(standing)
    rules = load().confidentiality
    decision = Decision.objects.select_related("organisation").get(pk=standing.decision)
    return Arrangement(
        title=shown.title,
        sentence=shown.sentence,
        organisation=decision.organisation.name,
        purpose=shown.purpose,
        owners=shown.owners,
        sponsors=shown.sponsors,
        facilitators=shown.facilitators,
        complaint_route=shown.complaint_route,
        levels=tuple(Level(n, text.say(lang)) for n, text in sorted(rules.release_levels.items())),
        sees=tuple(Sees(a.name.say(lang), a.sees.say(lang)) for a in rules.roles_access),
        never=tuple(rule.text.say(lang) for rule in rules.never_show),
        terms=tuple(term.text.say(lang) for term in rules.retention),
        link_days=LINK_DAYS,
        message_days=MESSAGE_DAYS,
        answers_go=_answers_go(decision, rules),
        overdue=decision.decided_at is None and shown.day is not None and shown.day < standing.today,
        deadlines=open_deadlines(shown),
        law=tuple(
            LawLine(law.id, law.country, law.text.say(lang))
            for law in rules.law
            if law.country in ("EU", shown.country)
        ),
    )


def open_deadlines(shown: Frame) -> tuple[Deadline, ...]:
    """Return the commitments still to come for which the law asks something."""
    return tuple(_deadline(c) for c in shown.commitments if c.statutory and c.ahead)


def _deadline(commitment: CommitmentView) -> Deadline:
    return Deadline(commitment.title, commitment.day, commitment.statutory)


def _answers_go(decision: Decision, rules: Confidentiality) -> date | None:
    if decision.decided_at is None:
        return None
    days = next(term.days for term in rules.retention if term.id == "answers")
    return date.fromordinal(decision.decided_at.date().toordinal() + days)


def _language() -> str:
    return "nl" if (get_language() or "nl").startswith("nl") else "en"
