"""The invitation: who asks, what can still change, the promise, and how to take part."""

from django.utils.translation import gettext, override

from beforehand.decisions.choices import Role
from beforehand.decisions.queries import CommitmentView, Frame, frame
from beforehand.decisions.rules.moments import Asked
from beforehand.knowledge import load
from beforehand.notifications.access import Addressee, addressee, standing_in
from beforehand.notifications.choices import Kind
from beforehand.notifications.letters.parts import (
    Heading,
    Part,
    Point,
    Points,
    Quiet,
    Said,
    Sentence,
    Way,
    Ways,
)
from beforehand.notifications.letters.writing import letter, on, own_link, to_decision
from beforehand.notifications.rules import what_it_asks
from beforehand.outbox.rendering import Due, Letter, renders
from beforehand.people.actions import LINK_DAYS
from beforehand.perspectives.analyses import modes


@renders(Kind.INVITATION)
def invitation(due: Due) -> Letter | None:
    """Return the invitation to one decision, with the frame as it is now; None for who is not in it any more."""
    who = addressee(due.recipient, Kind.INVITATION)
    standing = None if who is None else standing_in(who, due.subject_id)
    if who is None or standing is None or not standing.has(Role.PARTICIPANT):
        return None
    with override(who.language):
        seen = frame(standing)
        link = own_link(who)
        asked = what_it_asks(seen) is not Asked.INFORMATION
        title = (
            gettext("%(title)s: how it looks from your side")
            if asked
            else gettext("%(title)s: for your information")
        )
        return letter(
            who=who,
            kind=Kind.INVITATION,
            subject=title % {"title": seen.title},
            parts=[*_asks(seen, asked), *_can_change(seen), *_how(seen, who, link, asked)],
            why=gettext("You get this mail because you have a place in this decision."),
            link=link,
        )


def asker(seen: Frame) -> str:
    """Return who asks: the deciders, else the owners, else the organisation as it is."""
    return names(seen.deciders or seen.owners)


def names(people: tuple[str, ...]) -> str:
    """Return names as they are said in a sentence."""
    if len(people) < 2:
        return "".join(people)
    return gettext("%(all)s and %(last)s") % {"all": ", ".join(people[:-1]), "last": people[-1]}


def ways_in(seen: Frame, link: str, language: str) -> Ways:
    """Return the ways to take part, in the words of the form; each opens a page, none does anything by itself."""
    return Ways(
        tuple(Way(way.name.say(language), to_decision(link, seen.id, way.id)) for way in load().form.ways_in)
    )


def _asks(seen: Frame, asked: bool) -> list[Part]:
    who = asker(seen)
    if not asked:
        lead = gettext("%(who)s wants you to know about this decision:") % {"who": who}
        if not who:
            lead = gettext("This decision is about to be taken:")
    elif who:
        lead = gettext("%(who)s would like to hear how this looks from your side:") % {"who": who}
    else:
        lead = gettext("We would like to hear how this looks from your side:")
    parts: list[Part] = [Said(lead), Sentence(seen.sentence, seen.language)]
    if seen.day is not None:
        parts.append(Said(gettext("It is to be decided on %(day)s.") % {"day": on(seen.day)}))
    if not asked:
        said = gettext(
            "Nothing about it can change any more, so you are not asked for your say. This is information."
        )
        parts.append(Said(said))
    return parts


def _can_change(seen: Frame) -> list[Part]:
    if not seen.ahead:
        return []
    hard = modes(seen)
    points = tuple(_moment(c, hard[c.id].value, seen.language) for c in seen.ahead)
    return [Heading(gettext("What can still change")), Points(points)]


def _moment(c: CommitmentView, mode: str, language: str) -> Point:
    stand = {
        "exploring": gettext("Exploring: little is fixed yet."),
        "negotiating": gettext("Negotiating: part of it is fixed already."),
        "correcting": gettext("Correcting: most of it is fixed already."),
    }
    if c.nothing_open:
        return Point(
            f"{on(c.day)}: {c.title}",
            (gettext("Nothing can change before this any more."),),
            language=language,
        )
    more = (
        (stand[mode],)
        if c.still_open
        else (gettext("Nobody has said yet what can still change."), stand[mode])
    )
    return Point(f"{on(c.day)}: {c.title}", more, c.still_open, language)


def _how(seen: Frame, who: Addressee, link: str, asked: bool) -> list[Part]:
    page = Ways((Way(gettext("Read more"), to_decision(link, seen.id)),))
    form = load().form
    promise = seen.promise.words if seen.promise else form.promise.say(who.language)
    if not asked:
        listening = gettext("If you want to say something about it all the same, it will be read.")
        return [page, Said(listening), ways_in(seen, link, who.language), _link_lasts()]
    parts: list[Part] = [
        Heading(gettext("Your side")),
        Said(gettext("Every question may be left open. Choose what suits you:")),
        ways_in(seen, link, who.language),
        Heading(gettext("What you can count on")),
        Sentence(promise, seen.language if seen.promise else who.language),
    ]
    if seen.promise:
        signed = {"who": seen.promise.by, "day": on(seen.promise.signed_at)}
        parts.append(Quiet(gettext("Signed by %(who)s on %(day)s.") % signed))
    parts.append(Said(gettext("Taking part is your choice. Nobody is shown who did not.")))
    if seen.facilitators:
        leads = gettext("%(who)s guides the conversations and reads what you release.")
        parts.append(Said(leads % {"who": names(seen.facilitators)}))
    return [*parts, _link_lasts()]


def _link_lasts() -> Part:
    days = {"days": LINK_DAYS}
    return Quiet(
        gettext("The links in this mail are yours alone, so do not pass it on. They work for %(days)d days.")
        % days
    )
