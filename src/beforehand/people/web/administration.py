"""The page of who keeps the technique going: accounts and links, nothing of decisions."""

from uuid import UUID

from allauth.mfa.adapter import get_adapter
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from beforehand.people import actions, queries
from beforehand.people.access import Arrival, as_administrator
from beforehand.people.web.forms import Invitation, LetterAsked, Withdrawal
from beforehand.shell.rendering import render
from beforehand.shell.web.forms import Form


@require_safe
@as_administrator
def room(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Show the accounts and what can be done."""
    return _page(request, arrival)


@require_POST
@as_administrator
def invite(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Open an account and send how to sign in."""
    form = Invitation(request.POST)
    if form.is_valid():
        try:
            actions.invite_account(
                actor=arrival, name=form.cleaned_data["name"], mail=form.cleaned_data["mail"]
            )
        except ValueError:
            form.add_error("mail", gettext("Another organisation here has an account with this address."))
        else:
            messages.success(request, gettext("The account is open, and a mail says how to sign in."))
            return redirect("people:admin_room")
    return _page(request, arrival, invitation=form)


@require_POST
@as_administrator
def withdraw(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Withdraw the links of one person; says the same whether there were any."""
    form = Withdrawal(request.POST, auto_id="links-%s")
    if not form.is_valid():
        return _page(request, arrival, withdrawal=form)
    actions.withdraw_links_of(actor=arrival, mail=form.cleaned_data["mail"])
    messages.success(
        request, gettext("If this address had personal links, none of them opens anything any more.")
    )
    return redirect("people:admin_room")


@require_POST
@as_administrator
def close(request: HttpRequest, arrival: Arrival, account: int) -> HttpResponse:
    """Close an account."""
    try:
        actions.close_account(actor=arrival, account=account)
    except PermissionDenied:
        raise Http404 from None
    messages.success(request, gettext("The account is closed. Inviting the same address opens it again."))
    return redirect("people:admin_room")


@require_POST
@as_administrator
def letter(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Make a link for somebody without a mail address, and show it this once, to be printed."""
    form = LetterAsked(request.POST)
    if form.is_valid():
        try:
            made = actions.make_paper_letter(actor=arrival, number=form.cleaned_data["number"])
        except PermissionDenied:
            said = gettext(
                "You sit in a decision with this person, so you may not hold this link. Ask another administrator."
            )
            form.add_error("number", said)
        else:
            if made is not None:
                picture = get_adapter().build_totp_svg(made.address)
                response = render(request, "people/paper_letter.html", letter=made, picture=picture)
                response["Referrer-Policy"] = "no-referrer"
                return response
            said = gettext(
                "Nobody without a mail address has this number. Ask the facilitator to read it again."
            )
            form.add_error("number", said)
    return _page(request, arrival, letter_asked=form)


@require_POST
@as_administrator
def withdraw_letter(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Withdraw one letter on paper."""
    try:
        actions.withdraw_paper_letter(actor=arrival, link=UUID(request.POST.get("letter", "")))
    except (ValueError, PermissionDenied):
        raise Http404 from None
    messages.success(request, gettext("The link in that letter opens nothing any more."))
    return redirect("people:admin_room")


def _page(
    request: HttpRequest,
    arrival: Arrival,
    *,
    invitation: Form | None = None,
    withdrawal: Form | None = None,
    letter_asked: Form | None = None,
) -> HttpResponse:
    """Show the room; with a form that came back, what is wrong in it."""
    return render(
        request,
        "people/admin_room.html",
        status=422 if invitation or withdrawal or letter_asked else 200,
        accounts=queries.accounts(arrival),
        letters=queries.paper_letters(arrival),
        invitation=invitation or Invitation(),
        withdrawal=withdrawal or Withdrawal(auto_id="links-%s"),
        letter_asked=letter_asked or LetterAsked(),
    )
