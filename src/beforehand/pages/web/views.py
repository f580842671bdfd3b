"""The first screen of everyone, and the pages behind the facilitator's."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beforehand.conversations.queries import room as coming_up
from beforehand.conversations.queries import waiting_in_talks
from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.decisions.queries import changes_since, my_decisions, owns_or_decides
from beforehand.decisions.queries.editing import is_asked_to_facilitate
from beforehand.pages.actions import put_in
from beforehand.pages.choices import Named
from beforehand.pages.queries import (
    answers_in,
    first_screen,
    headings,
    hear_first,
    lay_out,
    not_in_yet,
    own_first_answers,
    room_of,
    round_is_open,
)
from beforehand.people import second_factor
from beforehand.people.access import arrival_of
from beforehand.people.rules import may_administer
from beforehand.perspectives.actions import ask_for_reminder
from beforehand.perspectives.queries import (
    asked_for_table,
    calls_wanted,
    one_to_one_balance,
    own_card,
    replies_to_me,
    statements_for,
    unanswered_input,
)
from beforehand.perspectives.queries.waiting import waits_for_me as waiting
from beforehand.records.queries.looking_back import waiting_look_backs
from beforehand.shell.rendering import render
from beforehand.stewardship.actions import log_view
from beforehand.topics.queries import latest, waits_for_me


def home(request: HttpRequest) -> HttpResponseBase:
    """Say what this is to a stranger; lead somebody to their decision, or to the list of them."""
    arrival = arrival_of(request)
    if arrival is None:
        missing = second_factor.way_on(request)
        return redirect(missing) if missing else render(request, "pages/welcome.html")
    lines = my_decisions(arrival)
    may_start = arrival.strong or owns_or_decides(arrival)
    if len(lines) == 1 and not may_start:
        return redirect("pages:decision", lines[0].id)
    response = render(
        request,
        "pages/home.html",
        lines=lines,
        may_start=may_start,
        signed_in=request.user.is_authenticated,
        administers=may_administer(arrival),
    )
    response["Cache-Control"] = "private, no-store"
    return response


@in_decision()
def decision(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    """Show the first screen that belongs to the reader's role."""
    for role, show in FIRST:
        if standing.has(role):
            return show(request, standing)
    if is_asked_to_facilitate(standing):
        return redirect("decisions:facilitate", standing.decision)
    return redirect("stewardship:rights", standing.decision)


def facilitator(request: HttpRequest, standing: Standing) -> HttpResponse:
    """What does this need now: one change, the next three conversations, who is not yet in."""
    log_view(standing=standing, view="decision")
    screen, seen = first_screen(standing), latest(standing, sentences=False)
    return render(
        request,
        "pages/facilitator.html",
        screen=screen,
        seen=seen,
        coming=coming_up(standing, seen=seen) if seen else None,
        headings=headings(seen),
        facilitates=True,
        not_in=not_in_yet(standing, screen.frame),
        answers=answers_in(standing),
        calls=calls_wanted(standing),
        balance=one_to_one_balance(standing),
        room=room_of(seen),
        round_open=round_is_open(standing),
        talks=waiting_in_talks(standing),
        late=unanswered_input(standing, timezone.now()).many,
    )


def decider(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Three lines: what hardens next, how long that is, whom to hear first; and what I said first."""
    log_view(standing=standing, view="decision")
    screen, seen = first_screen(standing), latest(standing, sentences=False)
    reader = arrival_of(request)
    return render(
        request,
        "pages/decider.html",
        screen=screen,
        hear=hear_first(seen, reader=reader.name if reader else ""),
        mine=own_first_answers(standing, screen.frame, language=get_language() or "en"),
        room=room_of(seen),
        late=unanswered_input(standing, timezone.now()).many,
        happened=replies_to_me(standing),
        asked_to_share=waits_for_me(standing) > 0,
        waiting=waiting(standing),
        talks=waiting_in_talks(standing),
        look_backs=waiting_look_backs(standing),
    )


def participant(request: HttpRequest, standing: Standing) -> HttpResponse:
    """My card, what can still change, what happened with my input."""
    screen, card = first_screen(standing), own_card(standing)
    changes = changes_since(standing, card.sent_at) if card.sent_at else ()
    return render(
        request,
        "pages/participant.html",
        screen=screen,
        card=card,
        changes=changes,
        happened=replies_to_me(standing) if card.sent else (),
        asked_to_share=waits_for_me(standing) > 0,
        waiting=waiting(standing),
        talks=waiting_in_talks(standing),
        look_backs=waiting_look_backs(standing),
    )


def sponsor(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The frame, and when it hardens; nothing anybody said."""
    log_view(standing=standing, view="decision")
    return render(request, "pages/sponsor.html", screen=first_screen(standing))


def arrangement(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Lead council and confidant to how things are arranged."""
    return redirect("stewardship:arrangement", standing.decision)


FIRST: tuple[tuple[Role, Callable[[HttpRequest, Standing], HttpResponse]], ...] = (
    (Role.FACILITATOR, facilitator),
    (Role.DECIDER, decider),
    (Role.PARTICIPANT, participant),
    (Role.OWNER, sponsor),
    (Role.SPONSOR, sponsor),
    (Role.COUNCIL, arrangement),
    (Role.CONFIDANT, arrangement),
)


@in_decision(Role.FACILITATOR)
def said(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Everything that was released to the facilitator, question by question or side by side."""
    log_view(standing=standing, view="said")
    laid = lay_out(statements_for(standing), by=request.GET.get("by", ""))
    return render(
        request,
        "pages/said.html",
        screen=first_screen(standing),
        laid=laid,
        facilitates=True,
        page_language=get_language(),
    )


@in_decision(Role.FACILITATOR)
def topics(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Everything there is to talk about, with what it rests on."""
    log_view(standing=standing, view="topics")
    shown: dict[str, Any] = {"screen": first_screen(standing), "facilitates": True}
    seen = latest(standing)
    shown |= {"seen": seen, "headings": headings(seen), "asked_for": asked_for_table(standing)}
    return render(request, "pages/topics.html", **shown)


@require_POST
@in_decision(Role.FACILITATOR)
def remind(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Ask for a reminder; to whom it goes is said to nobody."""
    ask_for_reminder(actor=standing)
    messages.success(request, _("Whoever may still want to answer gets a reminder."))
    return redirect("pages:decision", standing.decision)


def states(request: HttpRequest) -> HttpResponse:
    """List the named states; exists in debug and demo together only."""
    if not (settings.DEBUG and settings.DEMO):
        raise Http404
    return render(request, "pages/states.html", states=tuple(Named.choices), links=())


def put_in_state(request: HttpRequest, state: str) -> HttpResponse:
    """Put the application in a named state and show the links of its people."""
    if not (settings.DEBUG and settings.DEMO) or state not in Named.values:
        raise Http404
    links = put_in(state=Named(state), language=get_language() or "nl")
    return render(request, "pages/states.html", states=tuple(Named.choices), links=links)
