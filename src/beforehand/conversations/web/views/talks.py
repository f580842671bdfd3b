"""The next conversations for who facilitates; for everybody else their own, and what waits for them."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from beforehand.conversations.actions import add_own, drop_proposal, take_over
from beforehand.conversations.choices import LIVE, Status
from beforehand.conversations.queries import conversations_of, my_conversations, room, waiting_in_talks
from beforehand.conversations.queries.listed import language
from beforehand.conversations.queries.room import ROOMS
from beforehand.conversations.web.forms import OwnForm, ReasonForm
from beforehand.conversations.web.making import by_side
from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.decisions.queries import frame, people
from beforehand.knowledge import load
from beforehand.perspectives.signals import opened
from beforehand.shell.rendering import render
from beforehand.shell.web.forms import Form
from beforehand.topics.queries import ConversationSeen, latest
from beforehand.topics.rules import may_say_own


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalShown:
    """Something proposed, and the form with which it is left out."""

    talk: ConversationSeen
    leave: Form
    leave_open: bool


@require_http_methods(["GET", "HEAD", "POST"])
@in_decision()
def talks(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show what comes next, or the reader's own conversations."""
    if standing.has(Role.FACILITATOR):
        return _plan(request, standing)
    if request.method == "POST":
        raise Http404
    mine = my_conversations(standing)
    led = tuple(line for line in conversations_of(standing) if line.leads and not line.mine)
    every = (*mine, *led)
    return render(
        request,
        "conversations/mine.html",
        frame=frame(standing),
        waiting=waiting_in_talks(standing),
        takes_part=may_say_own(standing),
        coming=tuple(line for line in every if line.status in LIVE),
        past=tuple(line for line in every if line.status not in LIVE),
    )


def _plan(request: HttpRequest, standing: Standing) -> HttpResponse:
    asked = request.GET.get("room", "")
    places = int(asked) if asked in {str(n) for n in ROOMS} else 3
    wrong: dict[str, ReasonForm] = {}
    if request.method == "POST":
        done = _do(request, standing, places, wrong)
        if done is not None:
            return done
    opened.send(sender=None, standing=standing, view="topics")
    seen, lines = room(standing, room=places), conversations_of(standing)
    shown = {
        name: tuple(_proposal(n, talk, wrong) for n, talk in enumerate(getattr(seen, name), 100 * k))
        for k, name in enumerate(("next", "later", "did_not_fit"))
        if seen is not None
    }
    return render(
        request,
        "conversations/talks.html",
        status=422 if wrong else 200,
        frame=frame(standing),
        rooms=ROOMS,
        places=places,
        room=seen,
        going=tuple(line for line in lines if line.status in LIVE),
        held=tuple(line for line in lines if line.status == Status.HELD),
        dropped=tuple(line for line in lines if line.status == Status.DROPPED),
        again=frozenset(line.proposal for line in seen.dropped if line.proposal) if seen else frozenset(),
        waiting=waiting_in_talks(standing),
        facilitates=True,
        **shown,
    )


def _proposal(n: int, talk: ConversationSeen, wrong: dict[str, ReasonForm]) -> ProposalShown:
    form = wrong.get(talk.handle)
    return ProposalShown(
        talk=talk, leave=form or ReasonForm(auto_id=f"leave{n}-%s"), leave_open=form is not None
    )


def _do(
    request: HttpRequest, standing: Standing, places: int, wrong: dict[str, ReasonForm]
) -> HttpResponse | None:
    back = redirect(f"{reverse('conversations:talks', args=[standing.decision])}?room={places}")
    proposal, deed = request.POST.get("proposal", "")[:100], request.POST.get("do", "")
    try:
        if deed == "take":
            talk = take_over(actor=standing, proposal=proposal, now=timezone.now())
            return redirect("conversations:one", standing.decision, talk)
        if deed == "leave":
            form = ReasonForm(request.POST, auto_id="leave-%s")
            if not form.is_valid():
                wrong[proposal] = form
                return None
            drop_proposal(actor=standing, proposal=proposal, why=form.cleaned_data["why"], now=timezone.now())
            messages.success(request, _("It is left out. You can still take it over below."))
            return back
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
        return back
    messages.error(request, _("That cannot be done here. Look again."))
    return back


@require_http_methods(["GET", "HEAD", "POST"])
@in_decision(Role.FACILITATOR)
def add(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Add a conversation the analysis did not think of."""
    typed = request.POST if request.method == "POST" else None
    form = _own(standing, typed)
    if typed is not None and form.is_valid():
        told = form.cleaned_data
        try:
            talk = add_own(
                actor=standing,
                kind=told["kind"],
                people=form.people,
                topics=[UUID(topic) for topic in told["topics"]],
                serves=[UUID(moment) for moment in told["serves"]],
                minutes=told["minutes"],
                now=timezone.now(),
            )
        except ValidationError as fault:
            form.refused(fault)
        else:
            return redirect("conversations:one", standing.decision, talk)
    opened.send(sender=None, standing=standing, view="topics")
    return render(
        request,
        "conversations/add.html",
        status=422 if form.errors else 200,
        frame=frame(standing),
        form=form,
    )


def _own(standing: Standing, typed: object) -> OwnForm:
    whole, seen = frame(standing), latest(standing, sentences=False)
    kinds = load().conversation_types.values()
    return OwnForm(
        typed,
        kinds=[
            (kind.id, f"{kind.name.say(language()).capitalize()} ({kind.size[0]}–{kind.size[1]})")
            for kind in kinds
        ],
        sides=by_side(people(standing), standing.seat),
        topics=[
            (str(topic.story.id), ": ".join(p for p in (topic.title, topic.about) if p))
            for topic in (seen.topics if seen else ())
            if topic.story is not None
        ],
        moments=[(str(moment.id), moment.title) for moment in whole.ahead],
    )
