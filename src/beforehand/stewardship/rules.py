"""Who may do what with the log, the rights and the papers. Each reads like a sentence."""

from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.people.access import Arrival
from beforehand.people.models import Person
from beforehand.stewardship.choices import LOGGED_ROLES

READ_LOG = (Role.PARTICIPANT, Role.DECIDER, Role.FACILITATOR)
READ_LOG_FIGURES = (Role.COUNCIL, Role.CONFIDANT)
READ_PAPERS = (Role.OWNER, Role.FACILITATOR, Role.COUNCIL, Role.CONFIDANT)


def opened_as(standing: Standing) -> Role | None:
    """Return the role in which an opening is logged; None for who is only a participant (G11)."""
    return next((role for role in LOGGED_ROLES if standing.has(role)), None)


def may_read_log(standing: Standing) -> bool:
    """Participants, deciders and facilitators read who opened what."""
    return standing.has(*READ_LOG)


def may_read_log_figures(standing: Standing) -> bool:
    """A works council or confidant reads how often, by role and week, and no names."""
    return standing.has(*READ_LOG_FIGURES)


def may_read_papers(standing: Standing) -> bool:
    """Owner, facilitator, works council and confidant read the papers."""
    return standing.has(*READ_PAPERS)


def may_be_forgotten(arrival: Arrival) -> bool:
    """Everyone may, for themselves; who has an account only after signing in, because a link travels by mail."""
    person = Person.objects.filter(pk=arrival.person, erased_at__isnull=True).first()
    return person is not None and (arrival.strong or person.account_id is None)
