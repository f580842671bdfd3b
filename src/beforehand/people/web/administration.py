"""The page of who keeps the technique going: accounts and links, nothing of decisions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from beforehand.people import actions, queries
from beforehand.people.access import Arrival, as_administrator
from beforehand.people.web.forms import Invitation, Withdrawal
from beforehand.shell.rendering import render


@require_safe
@as_administrator
def room(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Show the accounts and what can be done."""
    return _page(request, arrival, Invitation(), Withdrawal())


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
    return _page(request, arrival, form, Withdrawal(), status=422)


@require_POST
@as_administrator
def withdraw(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Withdraw the links of one person; says the same whether there were any."""
    form = Withdrawal(request.POST)
    if not form.is_valid():
        return _page(request, arrival, Invitation(), form, status=422)
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


def _page(
    request: HttpRequest,
    arrival: Arrival,
    invitation: Invitation,
    withdrawal: Withdrawal,
    *,
    status: int = 200,
) -> HttpResponse:
    return render(
        request,
        "people/admin_room.html",
        status=status,
        accounts=queries.accounts(arrival),
        invitation=invitation,
        withdrawal=withdrawal,
    )
