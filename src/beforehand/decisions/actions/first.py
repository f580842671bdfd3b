"""The decider answers first, for all to read, and signs the promise."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.actions.changing import changing, found, refuse
from beforehand.decisions.choices import ChangeKind
from beforehand.decisions.models import DeciderAnswer, Promise, Seat
from beforehand.decisions.rules.allowed import may_answer_first, may_frame
from beforehand.knowledge import load
from beforehand.shell.jobs import enqueue


def answer_first(*, actor: Standing, answers: Mapping[int, str]) -> None:
    """Keep what the decider answers to the questions 1 to 3; an empty one is taken away. May: decider, own answers.

    Once signed, an answer can be changed but not emptied.
    """
    with changing(actor, may_answer_first) as changes:
        questions = load().form.decider_first
        there = {row.n: row for row in DeciderAnswer.objects.filter(seat=actor.seat)}
        signed = Promise.objects.filter(seat=actor.seat).exists()
        for n, text in sorted(answers.items()):
            row = there.get(n)
            if signed and row is not None and not text:
                raise refuse(_("People were told this. Change it, but do not leave it empty."), "emptied")
            if text and (row is None or row.text != text):
                DeciderAnswer.objects.update_or_create(seat_id=actor.seat, n=n, defaults={"text": text})
            elif not text and row is not None:
                row.delete()
            subject = questions[n - 1].say(changes.decision.language)
            changes.note(ChangeKind.DECIDER, subject, row.text if row else "", text)


def sign_promise(*, actor: Standing) -> None:
    """Sign the promise in the language of the decision. May: decider, after answering all three questions."""
    with changing(actor, may_answer_first) as changes:
        if Promise.objects.filter(seat=actor.seat).exists():
            return
        if DeciderAnswer.objects.filter(seat=actor.seat).count() < len(load().form.decider_first):
            raise refuse(
                _("Answer the three questions first; everybody who is invited reads them."), "unanswered"
            )
        words = load().form.promise.say(changes.decision.language)
        Promise.objects.create(decision=changes.decision, seat_id=actor.seat, words=words)


def send_way_in(*, actor: Standing, seat: UUID) -> None:
    """Send somebody in the decision a personal link, so that they can answer first or look. May: who may frame.

    The link goes to their own address and to nowhere else.
    """
    with changing(actor, may_frame) as changes:
        row = found(Seat, changes, seat)
        if not row.person.mail:
            raise refuse(_("There is no mail address of {name} yet.").format(name=row.person.name), "mail")
        enqueue("people.new_link", row.person_id)
