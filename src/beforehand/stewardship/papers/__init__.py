"""The papers an organisation needs before it uses this: drafts for a lawyer, made from what is really set up."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from beforehand.decisions.access import Standing
from beforehand.people.choices import Country
from beforehand.stewardship.choices import Paper
from beforehand.stewardship.papers.consent import consent
from beforehand.stewardship.papers.consultation import consultation
from beforehand.stewardship.papers.dpia import dpia
from beforehand.stewardship.papers.facts import Facts, facts
from beforehand.stewardship.papers.leaflet import leaflet
from beforehand.stewardship.papers.register import register
from beforehand.stewardship.rules import may_read_papers

WRITERS: dict[Paper, Callable[[Facts, str], bytes]] = {
    Paper.DPIA: dpia,
    Paper.CONSENT: consent,
    Paper.CONSULTATION: consultation,
    Paper.REGISTER: register,
    Paper.LEAFLET: leaflet,
}
ELSEWHERE = {Country.NL: Paper.CONSULTATION, Country.BE: Paper.CONSENT}
"""The paper that belongs to the law of the other country."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper that can be downloaded."""

    paper: str
    name: str


def available(standing: Standing) -> tuple[PaperLine, ...]:
    """Return the papers for the country of this decision.

    Raises
    ------
    PermissionDenied
        For who is neither owner, facilitator, works council nor confidant.
    """
    if not may_read_papers(standing):
        raise PermissionDenied
    country = Country(facts(standing).country)
    return tuple(
        PaperLine(paper.value, str(paper.label)) for paper in Paper if paper is not ELSEWHERE[country]
    )


def written(standing: Standing, paper: Paper, lang: str) -> bytes:
    """Return one paper as a document; nothing anybody answered is in it.

    Raises
    ------
    PermissionDenied
        For who is neither owner, facilitator, works council nor confidant.
    """
    if not may_read_papers(standing):
        raise PermissionDenied
    return WRITERS[paper](facts(standing), lang)
