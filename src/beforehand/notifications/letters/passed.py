"""Something was decided, postponed or made smaller. Of what was written with it, the letter says nothing."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, override

from beforehand.decisions.access import Standing, standing_of
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Seat
from beforehand.notifications.access import Addressee, addressee, held_in
from beforehand.notifications.choices import Kind
from beforehand.notifications.letters.parts import Part, Quiet, Said, Sentence, Way, Ways
from beforehand.notifications.letters.writing import at_home, letter, on, own_link, to_record
from beforehand.outbox.rendering import Due, Letter, renders
from beforehand.people.actions import LINK_DAYS
from beforehand.records.choices import Chosen
from beforehand.records.queries.to_tell import Passed, passed
from beforehand.records.rules.chain import Head
from beforehand.records.rules.reading import may_read_record


@renders(Kind.PASSED)
def passed_gate(due: Due) -> Letter | None:
    """Return the letter; to who decides, with the line by which the record can be checked. None for who is not in it."""
    who = addressee(due.recipient, Kind.PASSED)
    found = None if who is None else _found(who, due.subject_id)
    if who is None or found is None:
        return None
    told, standing = found
    decides = standing.has(Role.DECIDER)
    if not decides and standing.seat not in told.must_know:
        return None
    with override(who.language):
        ways, link = _ways(who, standing, told, decides=decides)
        return letter(
            who=who,
            kind=Kind.PASSED,
            subject=gettext("A decision you are part of"),
            parts=[*_said(told), *ways, *(kept_apart(told.head) if decides else ())],
            why=gettext("You get this mail because you decide in this decision.")
            if decides
            else gettext("You get this mail because you were named as somebody who must know this."),
            link=link,
        )


def kept_apart(head: Head) -> list[Part]:
    """Return the line that a decider keeps, and what it is for: outside, nobody who has the database changes it."""
    return [
        Said(
            gettext(
                "Keep this letter. This line is how the record ended, and here it stands outside the system:"
            )
        ),
        Sentence(str(head), "en"),
        Quiet(
            gettext(
                "With it anybody can see whether what was written down was changed later. "
                "Take the record along as a file, and run:"
            )
        ),
        Sentence(f"beforehand verify FILE --head {head}", "en"),
    ]


def _found(who: Addressee, decided: UUID | None) -> tuple[Passed, Standing] | None:
    if decided is None:
        return None
    seats = Seat.objects.filter(person_id=who.arrival.person).order_by("pk")
    for decision in seats.values_list("decision_id", flat=True):
        told, standing = passed(decision, decided), held_in(who, decision)
        if told is not None and standing is not None:
            return told, standing
    return None


def _said(told: Passed) -> list[Part]:
    lead = {
        Chosen.DECIDED: gettext("This was decided:"),
        Chosen.POSTPONED: gettext("This was postponed:"),
        Chosen.SMALLER: gettext("This was made smaller:"),
    }[told.what]
    by = gettext("By %(who)s, on %(day)s.") if told.by else gettext("On %(day)s.")
    parts: list[Part] = [
        Said(lead),
        Sentence(told.title, told.language),
        Said(by % {"who": told.by, "day": on(told.at)}),
    ]
    if told.moved_to is not None:
        parts.append(Said(gettext("The new day is %(day)s.") % {"day": on(told.moved_to)}))
    return parts


def _ways(who: Addressee, standing: Standing, told: Passed, *, decides: bool) -> tuple[list[Part], str]:
    """Return the way to the page; a letter that is kept holds no personal link, because it may be passed on."""
    if not may_read_record(standing):
        return [], ""
    read = gettext("Read what was written down")
    by_link = standing_of(who.arrival, told.decision)
    if decides or by_link is None or not may_read_record(by_link):
        page = at_home(reverse("records:entry", kwargs={"decision": told.decision, "entry": told.entry}))
        return [Ways((Way(read, page),))], ""
    link = own_link(who)
    lasts = gettext("This link is yours alone, so do not pass it on. It works for %(days)d days.")
    way = Way(read, to_record(link, told.decision, record=told.entry))
    return [Ways((way,)), Quiet(lasts % {"days": LINK_DAYS})], link
