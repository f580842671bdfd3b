"""The feed of one person, and the page on which they make it, end it, and give a calendar."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from beforehand.decisions.access import Standing, in_decision
from beforehand.exchange.actions import calendars
from beforehand.exchange.calendars.making import etag
from beforehand.exchange.queries import feed_of, my_calendar
from beforehand.exchange.rules.calendars import LONGEST
from beforehand.shell.rendering import render
from beforehand.shell.web.forms import Form, Typed


class GiveForm(Form):
    """The address of a calendar."""

    address = Typed(
        label=gettext_lazy("The address of your calendar"),
        help_text=gettext_lazy(
            "Most calendar programs call it a secret or private address. It begins with https:// or webcal://."
        ),
        max_length=LONGEST,
    )


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give a calendar program what stands in it. Withdrawn, unknown or somebody's who left: the same page."""
    found = feed_of(token)
    if found is None:
        raise Http404
    mark = etag(found)
    known = {one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")}
    answer = (
        HttpResponse(status=304)
        if mark in known
        else HttpResponse(found, content_type="text/calendar; charset=utf-8")
    )
    answer["ETag"] = mark
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@in_decision()
def calendar(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show what somebody keeps here of calendars, and do what one button of it says."""
    if request.method != "POST":
        return _page(request, standing, GiveForm())
    act = request.POST.get("act")
    if act == "make":
        # Shown at once and on no other page: the address stands in no other address, message or session.
        return _page(
            request, standing, GiveForm(), address=calendars.make_feed(actor=standing, now=timezone.now())
        )
    if act == "give":
        return _give(request, standing)
    if act == "end":
        calendars.withdraw_feed(actor=standing)
        messages.success(request, _("Done. That address opens nothing any more."))
    elif act == "take_back":
        calendars.take_back_calendar(actor=standing)
        messages.success(request, _("Done. Nothing of your calendar is kept here any more."))
    return redirect("exchange:calendar", decision=standing.decision)


def _give(request: HttpRequest, standing: Standing) -> HttpResponse:
    form = GiveForm(request.POST)
    if form.is_valid():
        try:
            calendars.give_calendar(actor=standing, address=form.cleaned_data["address"], now=timezone.now())
        except ValidationError as fault:
            form.add_error("address", fault)
        else:
            messages.success(request, _("Kept. It is read within a few minutes."))
            return redirect("exchange:calendar", decision=standing.decision)
    return _page(request, standing, form, status=422)


def _page(
    request: HttpRequest, standing: Standing, form: GiveForm, *, address: str = "", status: int = 200
) -> HttpResponse:
    mine = my_calendar(standing)
    page = render(
        request,
        "exchange/calendar.html",
        status=status,
        decision=standing.decision,
        mine=mine,
        form=form,
        address=address,
    )
    page["Cache-Control"] = "private, no-store"
    return page
