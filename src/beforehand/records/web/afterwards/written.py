"""What was written down: all of it in order, one moment as a page, and as something to take along."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.queries import frame
from beforehand.perspectives.signals import opened
from beforehand.records.documents import as_brief, as_docx, as_json, as_markdown, as_pdf
from beforehand.records.queries.record import record as read
from beforehand.records.queries.record import whole_record
from beforehand.records.rules.gate import may_close_look_back, may_see_gate
from beforehand.records.rules.reading import READS
from beforehand.records.rules.shapes import Assumption, Record
from beforehand.shell.rendering import render

SHORT = 8
"""Signs of the digest by which two people compare at a glance; all of it proves."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form in which a record is taken along; ``inline`` when a browser shows it itself."""

    kind: str
    made: Callable[[Record, str], bytes]
    inline: bool = False


FORMS = {
    "record.pdf": Form("application/pdf", lambda one, lang: as_pdf(one, language=lang), inline=True),
    "record.docx": Form(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda one, lang: as_docx(one, language=lang),
    ),
    "record.md": Form(
        "text/markdown; charset=utf-8", lambda one, lang: as_markdown(one, language=lang).encode()
    ),
    "record.json": Form("application/json", lambda one, lang: as_json(one)),
    "brief.pdf": Form("application/pdf", lambda one, lang: as_brief(one, language=lang), inline=True),
}


def language() -> str:
    """Return the language of the page."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


@require_safe
@in_decision(*READS)
def record(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show every moment that was written down, in order, and the line by which it is checked."""
    opened.send(sender=None, standing=standing, view="record")
    seen = whole_record(standing)
    return render(
        request,
        "records/record.html",
        frame=frame(standing),
        lines=seen.lines,
        head=str(seen.head or ""),
        short=shortened(str(seen.head or "")),
        looks_back=may_see_gate(standing) or may_close_look_back(standing),
    )


@require_safe
@in_decision(*READS)
def entry(request: HttpRequest, standing: Standing, entry: int) -> HttpResponse:
    """Show what was decided at one moment, with what was known to be open."""
    found = _found(standing, entry)
    opened.send(sender=None, standing=standing, view="record")
    return render(
        request,
        "records/record_entry.html",
        frame=frame(standing),
        entry=entry,
        record=found,
        bound=tuple(one for one in found.conditions if one.bound),
        asked=tuple(one for one in found.conditions if not one.bound),
        watched=tuple(one for one in found.assumptions if _is_watched(one)),
        unwatched=tuple(one for one in found.assumptions if not _is_watched(one)),
        ways=tuple(sorted(found.ways, key=lambda way: not way.taken)),
        short=shortened(found.head),
        looks_back=may_see_gate(standing) or may_close_look_back(standing),
    )


@require_safe
@in_decision(*READS)
def document(request: HttpRequest, standing: Standing, entry: int, form: str) -> HttpResponse:
    """Give one moment to take along, in the language of the page; its file name says nothing of what is in it."""
    wanted = FORMS.get(form)
    if wanted is None:
        raise Http404
    found = _found(standing, entry)
    opened.send(sender=None, standing=standing, view="record")
    response = HttpResponse(wanted.made(found, language()), content_type=wanted.kind)
    name, _dot, ending = form.rpartition(".")
    named = _("record-on-one-page") if name == "brief" else _("record")
    way = "inline" if wanted.inline else "attachment"
    response["Content-Disposition"] = f'{way}; filename="{named}.{ending}"'
    response["Cache-Control"] = "private, no-store"
    return response


def shortened(head: str) -> str:
    """Return where a record ends, short enough to compare at a glance.

    >>> shortened("12:9f3a1c5e77")
    '12:9f3a1c5e…'
    """
    place, colon, digest = head.partition(":")
    return f"{place}{colon}{digest[:SHORT]}…" if digest else ""


def _is_watched(one: Assumption) -> bool:
    """Tell whether more was written down of an assumption than its words."""
    return bool(one.day or one.signpost or one.shaping or one.hedging)


def _found(standing: Standing, entry: int) -> Record:
    found = read(standing, entry)
    if found is None:
        raise Http404
    return found
