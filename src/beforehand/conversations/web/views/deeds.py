"""What is done on the page of one conversation: each deed is one action, and gives back its form when it is refused."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from beforehand.conversations import actions
from beforehand.conversations.actions import Item
from beforehand.conversations.queries import ItemSeen, one
from beforehand.conversations.web.making import Meeting
from beforehand.conversations.web.views.during import DURING
from beforehand.conversations.web.views.keeping import Kept, item_or_whole, outcome_meant, refusing, taken_off


def settle(request: HttpRequest, m: Meeting) -> Kept:
    """Say when and where."""
    form = m.time(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        with refusing(form):
            actions.settle_time(
                actor=m.standing, conversation=m.seen.line.id, starts_at=told["starts_at"],
                minutes=told["minutes"], place=told["place"],
            )  # fmt: skip
    return {"time": form} if form.errors else {}


def invite(request: HttpRequest, m: Meeting) -> Kept:
    """Invite its people."""
    actions.invite_to_talk(actor=m.standing, conversation=m.seen.line.id, now=timezone.now())
    messages.success(request, _("Everybody in it is invited, each alone."))
    return {}


def change(request: HttpRequest, m: Meeting) -> Kept:
    """Change aim, first question, who leads or who is in it."""
    form = m.change(request.POST)
    if form.is_valid():
        told, new = form.cleaned_data, set(form.changed_data)
        with refusing(form):
            actions.change_talk(
                actor=m.standing,
                conversation=m.seen.line.id,
                people=form.people if new & set(form.seats) else None,
                aim=told["aim"] if "aim" in new else None,
                opening=told["opening"] if "opening" in new else None,
                lead=UUID(told["lead"]) if "lead" in new else None,
                serves=[UUID(moment) for moment in told["serves"]] if "serves" in new else None,
            )
    return {"change": form} if form.errors else {}


def agenda(request: HttpRequest, m: Meeting) -> Kept:
    """Say what it is about, in words all in it read; a line of one's own without words is taken off."""
    forms = m.lines(request.POST)
    if not all(form.is_valid() for form in forms.values()):
        return {f"line:{name}": form for name, form in forms.items()}
    items = {str(item.id): item for item in m.seen.items}
    wanted = []
    for name, form in forms.items():
        there = items.get(name)
        text = form.cleaned_data["text"]
        if text or (there is not None and (there.behind or there.topic is not None)):
            wanted.append(
                Item(
                    keeps=there.id if there else None,
                    text=text,
                    minutes=form.cleaned_data["minutes"],
                    mode=there.mode if there else "",
                )
            )
    try:
        actions.set_agenda(actor=m.standing, conversation=m.seen.line.id, items=wanted)
    except ValidationError as fault:
        forms["new1"].refused(fault)
        return {f"line:{name}": form for name, form in forms.items()}
    return {}


def drop(request: HttpRequest, m: Meeting) -> Kept:
    """Do not hold it after all."""
    form = m.drop(request.POST)
    if form.is_valid():
        with refusing(form):
            actions.drop_talk(actor=m.standing, conversation=m.seen.line.id, why=form.cleaned_data["why"])
    return {"drop": form} if form.errors else {}


def held(request: HttpRequest, m: Meeting) -> Kept:
    """Write down that it was held, and who was there."""
    form = m.held(request.POST)
    if form.is_valid():
        there = frozenset(UUID(seat) for seat in form.cleaned_data["there"])
        with refusing(form):
            actions.hold_talk(actor=m.standing, conversation=m.seen.line.id, there=there, now=timezone.now())
    return {"held": form} if form.errors else {}


def outcome(request: HttpRequest, m: Meeting) -> Kept:
    """Write down what came of an item; when somebody else wrote meanwhile, both texts come back."""
    item, gone = item_or_whole(request, m)
    form = m.outcome(item, request.POST)
    if gone:
        form.add_error(None, taken_off())
        form.data = _over_what_is_there(request.POST, m, item)
    if not form.is_valid():
        return {f"outcome:{item.id}": form}
    told = form.cleaned_data
    try:
        actions.record_outcome(
            actor=m.standing, item=item.id, kind=told["kind"], over=told["over"], text=told["text"],
            how=told["how"], changed=told["changed"], owner=UUID(told["owner"]) if told["owner"] else None,
            due=told["due"], done=form.done, now=timezone.now(),
        )  # fmt: skip
    except ValidationError as fault:
        form.refused(fault)
        if getattr(fault, "code", "") == "changed":
            form.data = _over_what_is_there(request.POST, m, item)
            return {f"outcome:{item.id}": form, f"clash:{item.id}": form}
        return {f"outcome:{item.id}": form}
    messages.success(request, _("It is written down. Who was in it can confirm it now."))
    return {}


def _over_what_is_there(typed: QueryDict, m: Meeting, item: ItemSeen) -> QueryDict:
    now = one(m.standing, m.seen.line.id)
    there = next((o.outcome for o in (now.items if now else ()) if o.id == item.id), None)
    kept = typed.copy()
    kept["over"] = str(there.id) if there else ""
    return kept


def ask(request: HttpRequest, m: Meeting) -> Kept:
    """Ask those concerned whether their answer changed."""
    said = outcome_meant(request, m)
    actions.ask_those_concerned(actor=m.standing, outcome=said.id, now=timezone.now())
    messages.success(request, _("It is asked. Nobody sees who was asked, nor what anybody answers."))
    return {}


def answer(request: HttpRequest, m: Meeting) -> Kept:
    """Say yes, no or another time."""
    form = m.answer(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            actions.answer_invitation(
                actor=m.standing, conversation=m.seen.line.id, answer=told["answer"],
                sequence=told["sequence"], note=told["note"], now=timezone.now(),
            )  # fmt: skip
        except ValidationError as fault:
            form.refused(fault)
            form.data = request.POST.copy()
            form.data["sequence"] = str(m.seen.line.sequence)
    if form.errors:
        return {"answer": form}
    messages.success(request, _("Your answer is kept."))
    return {}


def confirm(request: HttpRequest, m: Meeting) -> Kept:
    """Say whether this is what was agreed, or how one sees it oneself."""
    said = outcome_meant(request, m)
    agrees = request.POST.get("agrees", "")
    form = m.words(said, request.POST)
    place = {f"words:{said.id}": form}
    if not form.is_valid():
        return dict(place)
    if agrees not in ("yes", "no"):
        form.add_error(None, _("Choose yes or no."))
        return dict(place)
    words = form.cleaned_data["words"] if agrees == "yes" else ""
    try:
        actions.confirm_outcome(
            actor=m.standing, outcome=said.id, agrees=agrees == "yes", words=words, now=timezone.now()
        )
    except ValidationError as fault:
        form.refused(fault, "words" if getattr(fault, "code", "") == "empty" else "")
        return dict(place)
    messages.success(
        request,
        _("Thank you, that is kept.")
        if agrees == "yes"
        else _("That is kept. Nobody hears that you said no; tell who leads it what should be different."),
    )
    return {}


def changed(request: HttpRequest, m: Meeting) -> Kept:
    """Answer the small question afterwards."""
    said = outcome_meant(request, m)
    actions.answer_asked(
        actor=m.standing, outcome=said.id, changed=request.POST.get("changed", ""), now=timezone.now()
    )
    messages.success(request, _("Thank you. Nobody sees what you answered here."))
    return {}


DEEDS: dict[str, Callable[[HttpRequest, Meeting], Kept]] = {
    "time": settle, "invite": invite, "change": change, "agenda": agenda, "drop": drop, "held": held,
    "outcome": outcome, "ask": ask, "answer": answer, "confirm": confirm, "changed": changed,
    **DURING,
}  # fmt: skip


def do(request: HttpRequest, m: Meeting) -> Kept:
    """Do what was asked; a refusal that belongs to no field is said above the page.

    Raises
    ------
    Http404
        For who may not: the page does not tell what others can do on it.
    """
    name = request.POST.get("do", "")
    deed = DEEDS.get(name)
    if deed is None:
        messages.error(request, _("That cannot be done here. Look again."))
        return {}
    try:
        kept = deed(request, m)
        if kept and not _has_a_place(name, m):
            raise ValidationError(_refused(kept))
        return kept
    except PermissionDenied:
        raise Http404 from None
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
        return {}


def _has_a_place(deed: str, m: Meeting) -> bool:
    """Tell whether the form of a deed stands on the page; one that came too late has no place to come back in."""
    if deed in ("time", "change", "agenda", "drop", "held"):
        return m.live
    if deed == "answer":
        return m.asks_me
    return m.to_write if deed in ("outcome", "assume") else not m.seen.closed


def _refused(kept: Kept) -> list[str]:
    said = [str(text) for form in kept.values() for text in form.non_field_errors()]
    return list(dict.fromkeys(said)) or [_("This conversation is no longer to come.")]
