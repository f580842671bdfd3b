"""What was typed for somebody: one yes to all of it, or an answer to each."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.perspectives import actions
from beforehand.perspectives.access import Place, own_place
from beforehand.perspectives.actions import Yes
from beforehand.perspectives.queries import Card, own_card
from beforehand.perspectives.queries.typed import Written, gone
from beforehand.perspectives.web.forms import MESSAGES, SentenceForm, a_level, a_uuid, whole
from beforehand.perspectives.web.views.card import show_card
from beforehand.perspectives.web.views.sheet import keeps_typed, not_kept
from beforehand.shell.web.forms import LINE_ENDS, REFUSED

Boxes = dict[UUID, Written]


@require_POST
@keeps_typed
@in_decision(Role.PARTICIPANT)
def typed_for_me(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Say yes to everything that was typed for the person at the door, or yes or no to one sentence.

    Says yes to what stood on the page that was sent; what was typed or changed since is left, and said so. What was
    written over the others stays in their boxes.
    """
    if a_uuid(request.POST.get("seat")) != standing.seat:
        return not_kept(request, "someone_else", 409)
    place, (do, _colon, which) = own_place(standing), request.POST.get("do", "").partition(":")
    one = a_uuid(which)
    if place is None or do not in ("all", "confirm", "throw") or (one is None) != (do == "all"):
        raise Http404
    boxes = _boxes(request.POST)
    try:
        if one is not None and do == "throw":
            actions.throw_away_statement(actor=standing, place=place, statement=one)
            boxes.pop(one, None)
            return _on(request, standing, _readable(boxes), "throw")
        return _yes(request, standing, place, boxes, one)
    except DatabaseError:
        return not_kept(request, "not_kept", 503)


def _yes(
    request: HttpRequest, standing: Standing, place: Place, boxes: Boxes, one: UUID | None
) -> HttpResponse:
    asked = [one] if one is not None else list(boxes)
    checked = {each: _checked(boxes[each]) for each in asked if each in boxes}
    boxes = _readable(boxes) | checked
    if any(boxes[each].wrong for each in asked if each in boxes):
        return show_card(request, standing, own_card(standing), written=boxes, status=422)
    said = [
        Yes(statement=each, revision=boxes[each].revision, text=boxes[each].text, release=boxes[each].release)
        for each in asked
        if each in boxes
    ]
    left = actions.confirm_statements(actor=standing, place=place, said=said, now=timezone.now())
    card = own_card(standing)
    boxes |= {
        each: replace(boxes[each], wrong=_("This was changed while you read. Look at it once more."))
        for each in left
    }
    if one is None:
        new = {line.id: line for line in card.waiting if line.id not in boxes}
        boxes |= {
            each: Written(
                text=line.text,
                release=-1,
                revision=line.revision,
                wrong=_("This was typed while you read. Look at it too."),
            )
            for each, line in new.items()
        }
    done = "" if len(left) == len(said) else "confirm" if one else "others" if card.waiting else "all"
    if left or (one is None and card.waiting):
        missing = gone(card, boxes, left)
        return show_card(request, standing, card, written=boxes, status=409, done=done, gone=missing)
    return _on(request, standing, boxes, done)


def _on(request: HttpRequest, standing: Standing, boxes: Boxes, done: str) -> HttpResponse:
    """Go back to the card; or stay, while something that was written over another sentence is not kept yet."""
    card = own_card(standing)
    if any(_touched(card, boxes)):
        return show_card(request, standing, card, written=boxes, done=done)
    return HttpResponseRedirect(f"{reverse('perspectives:card', args=[standing.decision])}?done={done}")


def _touched(card: Card, boxes: Boxes) -> list[bool]:
    return [
        box.revision == line.revision and (box.text != line.text or box.release not in (-1, card.release))
        for line in card.waiting
        if (box := boxes.get(line.id)) is not None
    ]


def _boxes(data: Mapping[str, str]) -> Boxes:
    """Return what stood in each box, by sentence."""
    boxes = {}
    for key in data:
        statement = a_uuid(key.removesuffix(".revision")) if key.endswith(".revision") else None
        if statement is not None:
            boxes[statement] = Written(
                text=LINE_ENDS.sub("\n", data.get(f"{statement}.value", "")),
                release=a_level(data.get(f"{statement}.release")),
                revision=whole(data[key]),
            )
    return boxes


def _readable(boxes: Boxes) -> Boxes:
    """Return the boxes with what cannot be kept made visible, to be shown again."""
    return {each: replace(box, text=REFUSED.sub("�", box.text)) for each, box in boxes.items()}


def _checked(box: Written) -> Written:
    """Return a box the way it is kept, or with what is wrong with it and as it is shown again."""
    form = SentenceForm({"text": box.text, "revision": box.revision})
    faults = [] if form.is_valid() else [str(fault) for fault in form.errors.get("text", [])]
    if not faults and (box.release < 0 or box.revision < 1):
        faults = [str(MESSAGES["unknown"])]
    if faults:
        return replace(box, text=str(form["text"].value() or ""), wrong=" ".join(faults))
    return replace(box, text=form.cleaned_data["text"])
