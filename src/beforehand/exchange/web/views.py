"""People from a list, and a decision to take along."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.actions import add_people
from beforehand.decisions.choices import Role
from beforehand.decisions.queries import frame
from beforehand.exchange.queries import along, known_here
from beforehand.exchange.rules.newcomers import ImportLine, Known, lines_of, told_apart
from beforehand.exchange.rules.sheets import MOST_BYTES
from beforehand.exchange.web.forms import WHY, ListForm, ReadForm
from beforehand.shell.rendering import render

FRAMERS = (Role.OWNER, Role.DECIDER, Role.FACILITATOR)
ROOM = 1_000_000  # beside the file itself: the form around it


@csrf_exempt  # so that a body that is far too large is refused before it is read; the inner view is protected
@require_http_methods(["GET", "POST"])
def import_people(request: HttpRequest, **where: Any) -> HttpResponseBase:
    """Bring in a list of people: choose a file, look at each line, add them."""
    if _too_large(request):
        request.method = "GET"
        return _refused(request, **where)
    return _import(request, **where)


@csrf_protect
@in_decision(*FRAMERS)
def _import(request: HttpRequest, standing: Standing) -> HttpResponse:
    if request.method == "GET":
        return _page(request, standing, ListForm())
    known = known_here(standing)
    if request.POST.get("step") in ("look", "add"):
        return _confirm(request, standing, known)
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, standing, form)
    return _preview(request, standing, lines_of(form.rows, known))


@in_decision(*FRAMERS)
def _refused(request: HttpRequest, standing: Standing) -> HttpResponse:
    return _page(request, standing, ListForm.refused(WHY["large"]), status=413)


def _too_large(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdigit() and int(length) > MOST_BYTES + ROOM


def _confirm(request: HttpRequest, standing: Standing, known: Known) -> HttpResponse:
    form = ReadForm(request.POST)
    if not form.is_valid():
        return _preview(request, standing, (), form=form)
    typed = _typed(form.cleaned_data["rest"], after=max((n for n, _ in form.cleaned_data["kept"]), default=0))
    lines = told_apart([*form.cleaned_data["kept"], *typed], known)
    good = [line.newcomer for line in lines if line.kind == "add"]
    if request.POST["step"] == "look" or not good:
        return _preview(request, standing, lines)
    try:
        added = add_people(actor=standing, newcomers=good)
    except ValidationError as refused:
        return _preview(request, standing, lines, refused=" ".join(refused.messages))
    count = len(added.seats)
    messages.success(
        request, ngettext("%(n)d person was added.", "%(n)d people were added.", count) % {"n": count}
    )
    rest = tuple(line for line in lines if line.kind == "fault")
    if rest:
        return _preview(request, standing, rest)
    return redirect("decisions:people", decision=standing.decision)


def _typed(text: str, *, after: int) -> Iterable[tuple[int, tuple[str, ...]]]:
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=";", skipinitialspace=True))
    except csv.Error:
        rows = [line.split(";") for line in text.split("\n")]
    for n, cells in enumerate((row for row in rows if any(cell.strip() for cell in row)), after + 1):
        parts = [" ".join(cell.split()) for cell in cells[:4]]
        yield n, (*parts, *[""] * (4 - len(parts)))


def _page(request: HttpRequest, standing: Standing, form: ListForm, *, status: int = 200) -> HttpResponse:
    return render(
        request,
        "exchange/import_people.html",
        status=status,
        frame=frame(standing),
        form=form,
    )


def _preview(
    request: HttpRequest,
    standing: Standing,
    lines: tuple[ImportLine, ...],
    *,
    form: ReadForm | None = None,
    refused: str = "",
) -> HttpResponse:
    kinds = {kind: tuple(line for line in lines if line.kind == kind) for kind in ("add", "there", "fault")}
    kept = [(c.n, c.name, c.mail, c.side, c.function) for c in lines if c.kind != "fault"]
    rest = "\n".join(line.typed for line in kinds["fault"])
    return render(
        request,
        "exchange/import_preview.html",
        frame=frame(standing),
        form=form or ReadForm(initial={"kept": json.dumps(kept, ensure_ascii=False), "rest": rest}),
        add=kinds["add"],
        there=kinds["there"],
        faults=kinds["fault"],
        sides=tuple(dict.fromkeys(line.side for line in kinds["add"] if line.new_side)),
        refused=refused,
    )


@require_GET
@in_decision()
def take_along(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Take the frame and one's own answers along as a file; the page says what is in it."""
    form = request.GET.get("as", "")
    if not form:
        return render(request, "exchange/take_along.html", frame=frame(standing))
    if form not in ("yaml", "json"):
        raise Http404
    file = along(standing)
    text, kind = (file.yaml, "application/yaml") if form == "yaml" else (file.json, "application/json")
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{_name()}.{form}"'
    return response


def _name() -> str:
    return _("decision")
