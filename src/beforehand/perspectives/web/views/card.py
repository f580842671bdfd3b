"""The card: what the facilitator sees next to what only the writer sees, and every way to change it."""

from collections.abc import Mapping
from uuid import UUID

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.perspectives import actions
from beforehand.perspectives.access import Place, own_place
from beforehand.perspectives.actions import NotKeptError
from beforehand.perspectives.queries import Card, card_as_facilitator_sees, own_card
from beforehand.perspectives.queries.around import around
from beforehand.perspectives.queries.card import certainty_of, own_contest, question_of
from beforehand.perspectives.queries.meaning import levels
from beforehand.perspectives.queries.own import Own, own_sentence_by_id
from beforehand.perspectives.queries.typed import Written, waiting
from beforehand.perspectives.web.forms import MESSAGES, ContestForm, ReaderForm, SentenceForm
from beforehand.perspectives.web.views.sheet import not_kept
from beforehand.shell.rendering import render
from beforehand.shell.web.forms import Form, Wrong


@in_decision(Role.PARTICIPANT)
def card(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show somebody the own card, and the same card as a facilitator sees it."""
    done = request.GET.get("done", "")
    return show_card(request, standing, own_card(standing), done=done if done in DONE else "")


def show_card(
    request: HttpRequest,
    standing: Standing,
    mine: Card,
    *,
    written: Mapping[UUID, Written] | None = None,
    status: int = 200,
    done: str = "",
    gone: tuple[str, ...] = (),
) -> HttpResponse:
    """Show somebody the own card, with what they wrote over what was typed for them."""
    group = around(standing)
    asks = waiting(mine, written or {})
    return render(
        request,
        "perspectives/card.html",
        status=status,
        decision=standing.decision,
        language=standing.language,
        seat=standing.seat,
        mine=mine,
        waiting=asks,
        troubles=tuple(
            Wrong(at=f"w-{one.line.id}", about=one.line.question, said=one.wrong) for one in asks if one.wrong
        ),
        gone=gone,
        theirs=card_as_facilitator_sees(standing),
        facilitators=group.facilitators,
        levels=levels(group),
        just_sent="sent" in request.GET,
        done=done,
    )


DONE = ("correct", "release", "withdraw", "contest", "confirm", "all", "throw", "everything")


@in_decision(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: HttpRequest, standing: Standing, statement: UUID) -> HttpResponse:
    """Correct, withdraw or contest one own sentence, or change who may read it."""
    place = own_place(standing)
    own = own_sentence_by_id(place, statement) if place else None
    if place is None or own is None:
        raise Http404
    if not own.confirmed:  # the card asks about it; what can be changed here is the person's own
        return show_card(request, standing, own_card(standing))
    if request.method != "POST":
        return _one(request, standing, place, own)
    try:
        return _change(request, standing, place, own)
    except NotKeptError as fault:
        return _one(request, standing, place, own, wrong=str(MESSAGES[fault.why]))
    except DatabaseError:
        return not_kept(request, "not_kept", 503)


def _change(request: HttpRequest, standing: Standing, place: Place, own: Own) -> HttpResponse:
    do, now = request.POST.get("do", ""), timezone.now()
    forms: dict[str, Form] = {
        "correct": SentenceForm(request.POST if do == "correct" else None, initial=_now(own)),
        "release": ReaderForm(request.POST if do == "release" else None, initial={"release": own.release}),
        "contest": ContestForm(request.POST if do == "contest" else None),
    }
    if do in forms and not forms[do].is_valid():
        return _one(request, standing, place, own, forms=forms)
    if do == "correct":
        given = forms[do].cleaned_data
        kept = actions.correct_statement(
            actor=standing, place=place, statement=own.id, text=given["text"], certainty=own.certainty,
            revision=given["revision"], now=now,
        )  # fmt: skip
        if not kept:
            return _one(request, standing, place, own, forms=forms, newer=True)
    elif do == "release":
        level = forms[do].cleaned_data["release"]
        actions.release_statement(actor=standing, place=place, statement=own.id, release=level)
    elif do == "withdraw":
        actions.withdraw_statement(actor=standing, place=place, statement=own.id)
    elif do == "contest":
        text = forms[do].cleaned_data["contest"]
        actions.contest_statement(actor=standing, place=place, statement=own.id, text=text, now=now)
    else:
        raise Http404
    return _back(standing, do)


def _now(own: Own) -> dict[str, object]:
    return {"text": own.text, "revision": own.revision}


def _one(
    request: HttpRequest,
    standing: Standing,
    place: Place,
    own: Own,
    *,
    forms: dict[str, Form] | None = None,
    wrong: str = "",
    newer: bool = False,
) -> HttpResponse:
    shown = forms or {
        "correct": SentenceForm(initial=_now(own)),
        "release": ReaderForm(initial={"release": own.release}),
        "contest": ContestForm(initial={"contest": own_contest(place, own.id)}),
    }
    return render(
        request,
        "perspectives/statement.html",
        status=422 if forms or wrong else 200,
        decision=standing.decision,
        language=standing.language,
        own=own,
        question=question_of(own.field),
        certainty=certainty_of(own.field, own.certainty),
        forms=shown,
        levels=levels(around(standing)),
        refusal=str(MESSAGES["newer_here"]) if newer else wrong,
    )


def _back(standing: Standing, done: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('perspectives:card', args=[standing.decision])}?done={done}")


@in_decision(Role.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Take everything back, after asking once."""
    if request.method == "POST":
        if request.POST.get("do") != "everything":
            return redirect("perspectives:card", decision=standing.decision)
        try:
            actions.withdraw_everything(actor=standing)
        except DatabaseError:
            return not_kept(request, "not_kept", 503)
        return _back(standing, "everything")
    return render(request, "perspectives/withdraw.html", decision=standing.decision)
