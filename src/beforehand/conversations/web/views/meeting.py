"""One conversation: what it is for, when and with whom, what it is about and what came of it; and on a screen."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from beforehand.conversations.choices import Status
from beforehand.conversations.queries import AssumptionSeen, ItemSeen, aloud, one
from beforehand.conversations.queries.listed import language
from beforehand.conversations.queries.naming import says_something
from beforehand.conversations.rules import ASSUMPTIONS, DONE
from beforehand.conversations.web.making import NEW_LINES, Meeting
from beforehand.conversations.web.views.deeds import do
from beforehand.conversations.web.views.keeping import Kept
from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.queries import frame, people
from beforehand.knowledge import load
from beforehand.perspectives.signals import opened
from beforehand.shell.rendering import render
from beforehand.shell.web.forms import Form
from beforehand.topics.queries import SentenceSeen, apart_among


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemShown:
    """One item with its sentences side by side, and the forms the reader has for it."""

    item: ItemSeen
    sides: tuple[tuple[str, tuple[SentenceSeen, ...]], ...]
    came: Form | None
    came_open: bool
    clash: bool
    words: Form | None
    words_open: bool
    assumed: tuple["AssumedShown", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumedShown:
    """One assumption with the form of who may write; without ``said`` the form is for a new one."""

    said: AssumptionSeen | None
    form: Form | None
    open: bool
    clash: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    """One line of the agenda to fill in; ``topic`` is what the facilitator knows it by."""

    topic: str
    form: Form


@require_http_methods(["GET", "HEAD", "POST"])
@in_decision()
def meeting(request: HttpRequest, standing: Standing, conversation: UUID) -> HttpResponse:
    """Show one conversation, and do what is said of it; it does not exist for who is not in it."""
    if request.method != "POST" and request.GET.get("screen"):
        return _on_screen(request, standing, conversation)
    found = _found(standing, conversation)
    kept: Kept = {}
    if request.method == "POST":
        kept = do(request, found)
        if not kept:
            there = one(standing, conversation) is not None
            return (
                redirect("conversations:one", standing.decision, conversation)
                if there
                else redirect("conversations:talks", standing.decision)
            )
        found = _found(standing, conversation)
    return _page(request, found, kept)


def _found(standing: Standing, conversation: UUID) -> Meeting:
    seen = one(standing, conversation)
    if seen is None:
        raise Http404
    return Meeting(standing, seen, people(standing))


def _page(request: HttpRequest, found: Meeting, kept: Kept) -> HttpResponse:
    standing, seen, leads = found.standing, found.seen, found.leads
    opened.send(sender=None, standing=standing, view="topics")
    to_plan = leads and found.live
    refused = any(
        name.startswith("line:") for name in kept
    )  # what was typed comes back, also when it came too late
    agenda = to_plan and (not seen.fixed or refused)
    meant = request.GET.get("starts_at", "")
    forms = {
        "time": kept.get("time") or found.time(meant=meant) if to_plan else None,
        "change": kept.get("change") or found.change() if to_plan else None,
        "drop": kept.get("drop") or found.drop() if to_plan else None,
        "held": kept.get("held") or found.held() if to_plan else None,
        "answer": kept.get("answer") or found.answer(meant=request.GET.get("answer", ""))
        if found.asks_me
        else None,
        "ahead": kept.get("ahead") or found.ahead()
        if seen.ahead is not None and seen.ahead.may_write and not seen.closed
        else None,
    }
    rules = load().rules
    items = _items(found, kept)
    return render(
        request,
        "conversations/one.html",
        status=422 if kept else 200,
        frame=frame(standing),
        seen=seen,
        line=seen.line,
        leads=leads,
        to_plan=to_plan,
        planned=seen.line.status == Status.PLANNED,
        held=seen.line.status == Status.HELD,
        forms=forms,
        wrong=tuple(kept),
        chosen=bool(meant),
        apart=apart_among(standing, [person.seat for person in seen.line.people]) if to_plan else (),
        items=tuple(_shown(found, item, kept) for item in items),
        as_a_whole=[item.id for item in items] == [seen.line.id],
        agenda=_agenda(found, kept) if agenda else (),
        agenda_wrong=refused,
        page_language=get_language(),
        done_rule=rules["R23"].rule.say(language()) if seen.line.kind == DONE else "",
        assumed_rule=rules["R07"].rule.say(language()) if seen.line.kind == ASSUMPTIONS else "",
    )


def _items(found: Meeting, kept: Kept) -> tuple[ItemSeen, ...]:
    """Return the items to show; for who writes down what came of it the whole conversation, where there are none."""
    whole, every = found.whole, found.seen.items
    begun = any(name.partition(":")[2].startswith(str(whole.id)) for name in kept)
    shown = [item for item in every if found.leads or says_something(item)]
    if found.leads and (begun or (not every and found.to_write)) and whole.id not in {i.id for i in every}:
        shown.append(whole)
    return tuple(shown)


def _agenda(found: Meeting, kept: Kept) -> tuple[LineShown, ...]:
    items = {str(i.id): i for i in found.seen.items}
    shown = []
    for name in (*items, *NEW_LINES):
        item = items.get(name)
        topic = item.topic if item else None
        known = " · ".join(p for p in (topic.title, topic.about) if p) if topic else ""
        if item is not None and item.behind:
            known = _("Item %(n)s, from who facilitates") % {"n": item.place}
        shown.append(LineShown(topic=known, form=kept.get(f"line:{name}") or found.line(name)))
    return tuple(shown)


def by_side(item: ItemSeen) -> tuple[tuple[str, tuple[SentenceSeen, ...]], ...]:
    """Return the sentences of an item side by side."""
    sides: dict[str, list[SentenceSeen]] = {}
    for sentence in item.topic.sentences if item.topic else ():
        sides.setdefault(sentence.side, []).append(sentence)
    return tuple((name, tuple(sides[name])) for name in sorted(sides, key=lambda name: (not name, name)))


def _shown(found: Meeting, item: ItemSeen, kept: Kept) -> ItemShown:
    came = kept.get(f"outcome:{item.id}")
    may_write = found.leads and found.to_write
    words = None
    said = item.outcome
    if said is not None and found.may_confirm(said):
        words = kept.get(f"words:{said.id}") or found.words(said)
    return ItemShown(
        item=item,
        sides=by_side(item),
        came=(came or found.outcome(item)) if may_write else None,
        came_open=came is not None,
        clash=f"clash:{item.id}" in kept,
        words=words,
        words_open=said is not None and f"words:{said.id}" in kept,
        assumed=_assumed(found, item, kept, may_write) if found.seen.line.kind == ASSUMPTIONS else (),
    )


def _assumed(found: Meeting, item: ItemSeen, kept: Kept, may_write: bool) -> tuple[AssumedShown, ...]:
    shown = []
    for said in (*item.assumptions, *((None,) if may_write else ())):
        line = "" if said is None else str(said.line)
        form = kept.get(f"assume:{item.id}:{line}")
        shown.append(
            AssumedShown(
                said=said,
                form=(form or found.assumption(item, line)) if may_write else None,
                open=form is not None,
                clash=bool(line) and f"clash:{line}" in kept,
            )
        )
    return tuple(shown)


def _on_screen(request: HttpRequest, standing: Standing, conversation: UUID) -> HttpResponse:
    seen = aloud(standing, conversation)
    if seen is None:
        raise Http404
    return render(
        request,
        "conversations/screen.html",
        frame=frame(standing),
        seen=seen,
        line=seen.line,
        items=tuple((item, by_side(item)) for item in seen.items),
    )
