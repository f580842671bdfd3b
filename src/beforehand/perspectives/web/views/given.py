"""For facilitator and decider: what people gave, and saying what was done with it."""

from dataclasses import dataclass
from uuid import UUID

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.perspectives import actions
from beforehand.perspectives.actions import NotKeptError
from beforehand.perspectives.queries import InputLine, InputPart, input_for, unanswered_input
from beforehand.perspectives.rules.replying import days_to_reply, reads_input
from beforehand.perspectives.signals import opened
from beforehand.perspectives.web.forms import MESSAGES, ReplyForm
from beforehand.perspectives.web.views.sheet import not_kept
from beforehand.shell.rendering import render

SHOWN = ("waiting", "late", "said", "all")
REPLIERS = (Role.FACILITATOR, Role.DECIDER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """The part of the page that was asked for."""

    show: str
    parts: tuple[InputPart, ...]


@in_decision(*REPLIERS)
def given(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show the sentences somebody may reply to, by question: those that wait, those that wait too long, or all."""
    opened.send(sender=None, standing=standing, view="input")
    now = timezone.now()
    show = request.GET.get("show", "")
    every = input_for(standing, now)
    return render(
        request,
        "perspectives/input.html",
        decision=standing.decision,
        language=standing.language,
        readable=reads_input(standing),
        laid=_laid(every, show if show in SHOWN else "waiting"),
        any=bool(every),
        waits=unanswered_input(standing, now),
        days=days_to_reply(),
        done="done" in request.GET,
    )


@in_decision(*REPLIERS)
@require_http_methods(["GET", "HEAD", "POST"])
def replying(request: HttpRequest, standing: Standing, statement: UUID) -> HttpResponse:
    """Say what was done with one sentence, or say it better."""
    line = _line(standing, statement)
    if request.method != "POST":
        if line is None:
            raise Http404
        return _one(request, standing, line, ReplyForm(initial=_now(line)))
    form = ReplyForm(request.POST)
    if line is None:
        return _gone(request, standing, form)
    if not form.is_valid():
        return _one(request, standing, line, form)
    try:
        actions.reply(actor=standing, statement=statement, now=timezone.now(), **form.cleaned_data)
    except NotKeptError as fault:
        if fault.why == "gone":
            return _gone(request, standing, form)
        form.add_error(None, MESSAGES["replied" if fault.why == "changed" else fault.why])
        return _one(request, standing, _line(standing, statement) or line, form)
    except DatabaseError:
        return not_kept(request, "not_kept", 503)
    return HttpResponseRedirect(f"{reverse('perspectives:input', args=[standing.decision])}?done")


def _laid(parts: tuple[InputPart, ...], show: str) -> Laid:
    kept = (
        InputPart(
            field=p.field, question=p.question, lines=tuple(line for line in p.lines if _in(show, line))
        )
        for p in parts
    )
    return Laid(show=show, parts=tuple(part for part in kept if part.lines))


def _in(show: str, line: InputLine) -> bool:
    if show == "late":
        return line.late
    return show == "all" or (line.reply is None) == (show == "waiting")


def _line(standing: Standing, statement: UUID) -> tuple[str, InputLine] | None:
    for part in input_for(standing, timezone.now()):
        for line in part.lines:
            if line.said.id == statement:
                return part.question, line
    return None


def _now(line: tuple[str, InputLine]) -> dict[str, object]:
    reply = line[1].reply
    if reply is None:
        return {}
    return {"outcome": reply.outcome, "why": reply.why, "last": reply.at.isoformat()}


def _one(
    request: HttpRequest, standing: Standing, line: tuple[str, InputLine], form: ReplyForm
) -> HttpResponse:
    opened.send(sender=None, standing=standing, view="input")
    return render(
        request,
        "perspectives/reply.html",
        status=422 if form.errors else 200,
        decision=standing.decision,
        language=standing.language,
        question=line[0],
        line=line[1],
        form=form,
        gone=False,
    )


def _gone(request: HttpRequest, standing: Standing, form: ReplyForm) -> HttpResponse:
    """The sentence was taken back meanwhile; what was typed comes back, to be copied."""
    form.is_valid()
    return render(
        request,
        "perspectives/reply.html",
        status=409,
        decision=standing.decision,
        language=standing.language,
        form=form,
        gone=True,
    )
