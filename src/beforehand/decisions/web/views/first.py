"""The decider answers first and signs; everybody in the decision reads it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from beforehand.decisions import actions
from beforehand.decisions.access import Standing, in_decision
from beforehand.decisions.choices import Role
from beforehand.decisions.queries import frame
from beforehand.decisions.queries.editing import FirstToDo, first_to_do, unsigned_deciders
from beforehand.decisions.queries.words import say
from beforehand.decisions.web.forms.people import AnswerFirstForm
from beforehand.decisions.web.views.flow import attempt, onward, tried, typed_in
from beforehand.knowledge import load
from beforehand.shell.rendering import render


@require_http_methods(["GET", "POST"])
@in_decision()
def first(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show what the deciders said first; a decider answers here."""
    decides = standing.has(Role.DECIDER)
    own = first_to_do(standing)
    form = _form(request, own) if decides else None
    if form is not None and request.method == "POST":
        if tried(form, lambda: actions.answer_first(actor=standing, answers=form.answers())):
            return onward(request, standing, "first")
    seen = frame(standing)
    knowledge = load()
    return render(
        request,
        "decisions/first.html",
        frame=seen,
        form=form,
        own=own,
        decides=decides,
        frames=standing.has(Role.OWNER, Role.FACILITATOR, Role.DECIDER),
        complete=len(own.answers) == len(knowledge.form.decider_first),
        promise=knowledge.form.promise.say(seen.language),
        unsigned=unsigned_deciders(standing),
        questions=tuple(
            (say(question), tuple((a.answer, a.by) for a in seen.decider_first if a.n == n))
            for n, question in enumerate(knowledge.form.decider_first, 1)
        ),
    )


@require_POST
@in_decision(Role.DECIDER)
def sign(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Sign the promise."""
    return attempt(
        request, standing, lambda: actions.sign_promise(actor=standing), done="first", refused="first"
    )


def _form(request: HttpRequest, own: FirstToDo) -> AnswerFirstForm:
    questions = tuple(say(question) for question in load().form.decider_first)
    begun = {f"q{n}": text for n, text in own.answers}
    return AnswerFirstForm(typed_in(request), questions=questions, initial=begun)
