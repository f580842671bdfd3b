"""Which questions people answer: confirm that they are the same, split, merge, or say that they are not."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.shell.rendering import render
from beforehand.topics.actions import confirm_group, merge_groups, set_aside, split_group, take_back
from beforehand.topics.queries import latest
from beforehand.topics.web.forms import ids


@require_http_methods(["GET", "POST"])
@in_decision(Role.FACILITATOR)
def questions(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show the groups of questions, and do what the facilitator says of them."""
    if request.method == "POST":
        try:
            _do(request, standing)
        except ValidationError as fault:
            for message in fault.messages:
                messages.error(request, message)
        return redirect("topics:questions", standing.decision)
    seen = latest(standing)
    groups = seen.question_groups if seen else ()
    return render(
        request,
        "topics/questions.html",
        decision=standing.decision,
        language=standing.language,
        confirmed=tuple(g for g in groups if g.confirmed),
        suggested=tuple(g for g in groups if not g.confirmed and len(g.questions) > 1),
        alone=tuple(g.questions[0] for g in groups if not g.confirmed and len(g.questions) == 1),
    )


def _do(request: HttpRequest, standing: Standing) -> None:
    chosen = ids(request.POST.getlist("question"))
    groups = ids(request.POST.getlist("group"))
    deed = request.POST.get("do", "")
    if deed == "merge":
        merge_groups(actor=standing, groups=groups)
        return
    if not chosen:
        raise ValidationError(_("Choose one question or more first."))
    if deed == "confirm":
        confirm_group(actor=standing, statements=chosen)
    elif deed == "split" and len(groups) == 1:
        split_group(actor=standing, group=groups[0], statements=chosen)
    elif deed == "aside":
        set_aside(actor=standing, statements=chosen)
    elif deed == "back":
        take_back(actor=standing, statements=chosen)
    else:
        raise ValidationError(_("That cannot be done here. Look again."))
