"""Round 2 as a participant meets it: the start, the cards, and the end. Each page works without a script."""

from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.decisions.queries import frame
from beforehand.perspectives import actions
from beforehand.perspectives.actions import NotKeptError
from beforehand.perspectives.choices import RoundKind
from beforehand.perspectives.queries.responding import NOTHING_ASKED, Responding, open_round, responding
from beforehand.perspectives.web.forms import MESSAGES, a_uuid, whole
from beforehand.shell.rendering import render


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """Cards of one round: where they lie, what to do with a tap, where the last one leads, and where it all ends."""

    kind: RoundKind
    address: str
    after: str
    end: str
    react: Any
    undo: Any


CARDS = Deck(
    kind=RoundKind.RESPOND,
    address="perspectives:cards",
    after="perspectives:more",
    end="perspectives:respond_done",
    react=actions.react,
    undo=actions.undo_reaction,
)
PICTURES = Deck(
    kind=RoundKind.MIRROR,
    address="perspectives:mirror",
    after="perspectives:mirror_done",
    end="perspectives:mirror_done",
    react=actions.judge_mirror,
    undo=actions.undo_judgement,
)


@in_decision(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def respond(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Say who asks, that it takes two minutes, and what happens with it; begin."""
    here = responding(standing)
    if request.method == "POST" and here.open:
        return begin(standing, here, RoundKind.RESPOND)
    return shows_start(request, standing, here, RoundKind.RESPOND)


def begin(standing: Standing, here: Responding, kind: RoundKind) -> HttpResponse:
    """Take the cards of a round, once, and go where somebody left off."""
    address = "perspectives:mirror" if kind is RoundKind.MIRROR else "perspectives:picture_side"
    try:
        if not here.begun:
            actions.take_hand(actor=standing, now=timezone.now())
    except NotKeptError:  # closed between looking and pressing: the page says so
        pass
    return redirect(address, decision=standing.decision)


def shows_start(
    request: HttpRequest, standing: Standing, here: Responding, kind: RoundKind, *, status: int = 200
) -> HttpResponse:
    """Show the first page of a round, or that nothing is asked now."""
    other = None if here.open else open_round(standing.decision)
    return render(
        request,
        "perspectives/respond_start.html",
        status=status,
        frame=frame(standing),
        here=here,
        mirror=kind is RoundKind.MIRROR,
        elsewhere=other.kind.value if other else "",
    )


@in_decision(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def cards(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show one card and take one tap."""
    here = responding(standing)
    if request.method != "POST":
        if not here.open or not here.begun:
            return shows_start(request, standing, here, RoundKind.RESPOND)
        if not here.pictured:
            return redirect("perspectives:picture_side", decision=standing.decision)
    return deck(request, standing, CARDS, here)


def deck(request: HttpRequest, standing: Standing, of: Deck, here: Responding) -> HttpResponse:
    """Show the card that is asked for, or the next; keep a tap, or take one back."""
    n = whole(request.GET.get("card", request.POST.get("card")))
    wrong = ""
    if request.method == "POST":
        try:
            n += _tapped(request, standing, of)
        except NotKeptError as fault:
            wrong = fault.why
        except DatabaseError:
            wrong = "not_kept"
        here = responding(standing, of.kind)
        if not wrong and not request.htmx:  # type: ignore[attr-defined]
            return _to(standing, of, here, n)
    elif not n:
        n = here.next
    if wrong == "round_closed" or not here.open:
        return _closed(request, standing, of)
    if wrong == "taken_back":
        n = min(n, here.next)
    if n > len(here.cards) and not wrong:
        return _on(request, standing, of)
    return _card(request, standing, of, here, n, wrong)


def _tapped(request: HttpRequest, standing: Standing, of: Deck) -> int:
    """Keep what was tapped; return by how many cards to go on."""
    statement = a_uuid(request.POST.get("statement"))
    now, do = timezone.now(), request.POST.get("do", "")
    if statement is None:
        raise NotKeptError("taken_back")
    if do == "undo":
        of.undo(actor=standing, statement=statement, now=now)
        return -1
    more = {"may_change": request.POST.get("may_change") == "1"} if of.kind is RoundKind.RESPOND else {}
    of.react(actor=standing, statement=statement, value=do, now=now, **more)
    return 1


def _to(standing: Standing, of: Deck, here: Responding, n: int) -> HttpResponse:
    if n > len(here.cards):
        return redirect(of.after, decision=standing.decision)
    return HttpResponseRedirect(f"{reverse(of.address, args=[standing.decision])}?card={max(n, 1)}")


def _on(request: HttpRequest, standing: Standing, of: Deck) -> HttpResponse:
    """Lead to what comes after the cards; a script swaps a part, so it is told where to go instead."""
    response = redirect(of.after, decision=standing.decision)
    if not request.htmx:  # type: ignore[attr-defined]
        return response
    told = HttpResponse()
    told["HX-Redirect"] = response["Location"]
    return told


def _card(
    request: HttpRequest, standing: Standing, of: Deck, here: Responding, n: int, wrong: str
) -> HttpResponse:
    place = max(1, min(n, len(here.cards)))
    template = "perspectives/respond_cards.html"
    swapped = request.htmx and request.method == "POST"  # type: ignore[attr-defined]
    return render(
        request,
        f"{template}#card" if swapped else template,
        # A script swaps only what went well; what is wrong stands in the card, so the card is what it gets.
        status=200 if swapped or not wrong else 422,
        decision=standing.decision,
        language=standing.language,
        here=here,
        card=here.cards[place - 1] if here.cards else None,
        before=here.cards[place - 2] if place > 1 else None,
        place=place,
        last=place == len(here.cards),
        address=reverse(of.address, args=[standing.decision]),
        after=reverse(of.after, args=[standing.decision]),
        mirror=of.kind is RoundKind.MIRROR,
        left=here.options[-1 if of.kind is RoundKind.MIRROR else 1].label,
        wrong=str(MESSAGES[wrong]) if wrong else "",
    )


def _closed(request: HttpRequest, standing: Standing, of: Deck) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        told = HttpResponse()
        told["HX-Redirect"] = f"{reverse(of.end, args=[standing.decision])}?closed=1"
        return told
    return shows_end(request, standing, of.kind, NOTHING_ASKED, closed=True, status=409)


@in_decision(Role.PARTICIPANT)
def done(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Say thanks, what happens with it, and that everything may still be changed."""
    return shows_end(
        request, standing, RoundKind.RESPOND, responding(standing), closed="closed" in request.GET
    )


def shows_end(
    request: HttpRequest,
    standing: Standing,
    kind: RoundKind,
    here: Responding,
    *,
    closed: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Show the last page of a round."""
    return render(
        request,
        "perspectives/respond_done.html",
        status=status,
        decision=standing.decision,
        here=here,
        closed=closed and not here.open,
        mirror=kind is RoundKind.MIRROR,
    )
