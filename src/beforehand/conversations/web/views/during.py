"""What is done on the page while people prepare and talk: playing back, writing ahead, assumptions."""

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from beforehand.conversations import actions
from beforehand.conversations.queries import ItemSeen, one
from beforehand.conversations.web.making import Meeting
from beforehand.conversations.web.views.keeping import Kept, item_meant, item_or_whole, refusing, taken_off


def nod(request: HttpRequest, m: Meeting) -> Kept:
    """Note that a side nodded to what was said back, or take that back; or skip the question, or come back to it."""
    told, question = request.POST, request.POST.get("question", "")[:40]
    if "skip" in told:
        actions.skip_question(
            actor=m.standing, conversation=m.seen.line.id, question=question, skipped=told["skip"] == "yes"
        )
        return {}
    nodded = "nodded" in told
    actions.note_nod(
        actor=m.standing, conversation=m.seen.line.id, question=question,
        voice=told.get("nodded" if nodded else "not", "")[:40], nodded=nodded,
    )  # fmt: skip
    return {}


def ahead(request: HttpRequest, m: Meeting) -> Kept:
    """Write alone what one foresees."""
    form = m.ahead(request.POST)
    if form.is_valid():
        with refusing(form):
            actions.write_ahead(
                actor=m.standing, conversation=m.seen.line.id, text=form.cleaned_data["text"],
                release=form.cleaned_data["release"], now=timezone.now(),
            )  # fmt: skip
    if form.errors:
        return {"ahead": form}
    messages.success(request, _("It is kept. Nobody reads it before it is laid open."))
    return {}


def take_back(request: HttpRequest, m: Meeting) -> Kept:
    """Take back what one wrote ahead."""
    with suppress(PermissionDenied):  # pressed twice: it is gone already
        actions.withdraw_ahead(actor=m.standing, conversation=m.seen.line.id)
    messages.success(request, _("It is gone."))
    return {}


def lay_open(request: HttpRequest, m: Meeting) -> Kept:
    """Lay open what people wrote ahead."""
    actions.lay_open(actor=m.standing, conversation=m.seen.line.id, now=timezone.now())
    return {}


def assume(request: HttpRequest, m: Meeting) -> Kept:
    """Write down an assumption; when somebody else wrote meanwhile, both texts come back."""
    item, gone = item_or_whole(request, m)
    line = _line(request, item)
    form = m.assumption(item, line, request.POST)
    place = f"assume:{item.id}:{line}"
    if gone:
        form.add_error(None, taken_off())
        form.data = _over_what_is_there(request.POST, m, item, line)
    if not form.is_valid():
        return {place: form}
    told = form.cleaned_data
    try:
        actions.write_assumption(
            actor=m.standing, item=item.id, over=told["over"], text=told["text"], signpost=told["signpost"],
            shaping=told["shaping"], hedging=told["hedging"], due=told["due"],
            owner=UUID(told["owner"]) if told["owner"] else None, now=timezone.now(),
        )  # fmt: skip
    except ValidationError as fault:
        form.refused(fault)
        if getattr(fault, "code", "") == "changed":
            form.data = _over_what_is_there(request.POST, m, item, line)
            return {place: form, f"clash:{line}": form}
        return {place: form}
    messages.success(request, _("It stands in the table."))
    return {}


def take_off(request: HttpRequest, m: Meeting) -> Kept:
    """Take an assumption off the table."""
    item = item_meant(request, m)
    there = next((a for a in item.assumptions if str(a.id) == request.POST.get("over", "")), None)
    if there is None:
        raise ValidationError(_("Somebody else wrote something here meanwhile. Read it first."))
    actions.drop_assumption(actor=m.standing, item=item.id, over=there.id)
    return {}


DURING: dict[str, Callable[[HttpRequest, Meeting], Kept]] = {
    "nod": nod, "ahead": ahead, "take_back": take_back, "lay_open": lay_open, "assume": assume, "take_off": take_off,
}  # fmt: skip


def _line(request: HttpRequest, item: ItemSeen) -> str:
    wanted = request.POST.get("line", "")
    return wanted if wanted in {str(a.line) for a in item.assumptions} else ""


def _over_what_is_there(typed: QueryDict, m: Meeting, item: ItemSeen, line: str) -> QueryDict:
    now = one(m.standing, m.seen.line.id)
    there = [a for o in (now.items if now else ()) if o.id == item.id for a in o.assumptions]
    kept = typed.copy()
    kept["over"] = next((str(a.id) for a in there if str(a.line) == line), "")
    return kept
