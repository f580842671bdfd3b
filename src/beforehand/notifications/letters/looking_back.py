"""The day has come to look back on what was decided, and later: what came of it. Who judged is in neither letter."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, override

from beforehand.decisions.access import Standing, standing_of
from beforehand.decisions.choices import Role, Stage
from beforehand.decisions.models import Decision, Seat
from beforehand.notifications.access import Addressee, addressee, held_in
from beforehand.notifications.choices import Kind
from beforehand.notifications.letters.parts import Part, Quiet, Said, Sentence, Way, Ways
from beforehand.notifications.letters.passed import kept_apart
from beforehand.notifications.letters.writing import at_home, letter, own_link, to_record
from beforehand.notifications.rules import (
    closes_look_back,
    is_told_look_back,
    is_told_looked_back,
    watches_benefit,
)
from beforehand.outbox.rendering import Due, Letter, renders
from beforehand.people.actions import LINK_DAYS
from beforehand.records.queries.to_tell import Looked, looked
from beforehand.records.rules.gate import may_look_back, may_see_gate


@renders(Kind.LOOK_BACK)
def look_back(due: Due) -> Letter | None:
    """Return the letter; None when it closed meanwhile, or somebody has no part in it any more."""
    who = addressee(due.recipient, Kind.LOOK_BACK)
    found = None if who is None else _found(who, due.subject_id)
    if who is None or found is None:
        return None
    told, standing, invited = found
    stopped = Decision.objects.filter(pk=told.decision, stage=Stage.STOPPED).exists()
    if told.closed or stopped or not is_told_look_back(standing, invited=invited, watcher=told.watcher):
        return None
    with override(who.language):
        looks = gettext("Look back")
        ways, link = _ways(who, told, looks)
        return letter(
            who=who,
            kind=Kind.LOOK_BACK,
            subject=gettext("Looking back"),
            parts=[
                Said(gettext("The day has come to look back on this:")),
                Sentence(told.title, told.language),
                *(_asked() if may_look_back(standing) else ()),
                *(_of_the_benefit() if watches_benefit(standing, told.watcher) else ()),
                *ways,
                *(_to_close() if closes_look_back(standing) else ()),
            ],
            why=gettext("You get this mail because you have a place in this decision."),
            link=link,
        )


@renders(Kind.LOOKED_BACK)
def looked_back(due: Due) -> Letter | None:
    """Return the letter that it closed; to who decides, with the line by which the record can be checked."""
    who = addressee(due.recipient, Kind.LOOK_BACK)
    found = None if who is None else _found(who, due.subject_id)
    if who is None or found is None:
        return None
    told, standing, invited = found
    if not told.closed or not is_told_looked_back(standing, invited=invited):
        return None
    keeps = told.head if standing.has(Role.DECIDER) else None
    with override(who.language):
        ways, link = _ways(who, told, gettext("Read it"), kept=keeps is not None)
        return letter(
            who=who,
            kind=Kind.LOOK_BACK,
            subject=gettext("Looking back: what came of it"),
            parts=[
                Said(gettext("The look back on this is closed:")),
                Sentence(told.title, told.language),
                Said(
                    gettext("You can read what came of it. Where too few people answered, nothing is shown.")
                ),
                *ways,
                *(() if keeps is None else kept_apart(keeps)),
            ],
            why=gettext("You get this mail because you have a place in this decision."),
            link=link,
        )


def _asked() -> list[Part]:
    return [
        Said(
            gettext(
                "Is it done? What held, and what did not? Which conversation would have helped? "
                "If you looked back already, you need not do anything."
            )
        ),
        Said(
            gettext(
                "What you answer is read by nobody. Only counts leave it, once the look back is closed, "
                "and only where enough people answered."
            )
        ),
        Said(gettext("Taking part is your choice. Nobody is shown who did not.")),
    ]


def _of_the_benefit() -> list[Part]:
    return [
        Said(gettext("You watch over the benefit. So this look back asks you whether the benefit is there.")),
        Said(gettext("That one answer is read, with your name, once the look back is closed.")),
    ]


def _to_close() -> list[Part]:
    return [
        Said(
            gettext(
                "You can close this look back when people had time for it. Until then nobody reads any of it."
            )
        ),
        Said(gettext("Who answered and who did not is shown to nobody, to you neither.")),
    ]


def _found(who: Addressee, look_back: UUID | None) -> tuple[Looked, Standing, bool] | None:
    if look_back is None:
        return None
    seats = Seat.objects.filter(person_id=who.arrival.person).order_by("pk")
    for decision, invited in seats.values_list("decision_id", "invited_at"):
        told, standing = looked(decision, look_back), held_in(who, decision)
        if told is not None and standing is not None:
            return told, standing, invited is not None
    return None


def _ways(who: Addressee, told: Looked, label: str, *, kept: bool = False) -> tuple[list[Part], str]:
    """Return the way to the page: by a personal link where one opens it, else for who signs in."""
    by_link = standing_of(who.arrival, told.decision)
    opens = by_link is not None and (may_see_gate(by_link) or watches_benefit(by_link, told.watcher))
    if kept or not opens:
        page = reverse("records:look_back", kwargs={"decision": told.decision, "day": told.id})
        return [Ways((Way(label, at_home(page)),))], ""
    link = own_link(who)
    lasts = gettext("This link is yours alone, so do not pass it on. It works for %(days)d days.")
    way = Way(label, to_record(link, told.decision, look_back=told.id))
    return [Ways((way,)), Quiet(lasts % {"days": LINK_DAYS})], link
