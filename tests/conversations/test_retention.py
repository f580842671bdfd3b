"""Conversations go with the answers: sixty days after the decision, and not a day before."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.conversations.story import NOW, of, own_invited, seen, told
from tests.oeverland import Oeverland

from beforehand.conversations.actions import (
    Item,
    ask_those_concerned,
    confirm_outcome,
    hold_talk,
    note_nod,
    record_outcome,
    set_agenda,
    write_ahead,
    write_assumption,
)
from beforehand.conversations.models import (
    AgendaItem,
    Asked,
    Assumption,
    Attendance,
    Confirmation,
    Conversation,
    Outcome,
    PlayedBack,
    WrittenAhead,
)
from beforehand.decisions.choices import Stage
from beforehand.decisions.models import Decision
from beforehand.stewardship.actions import run_retention
from beforehand.vault.processes.closer import closer

pytestmark = pytest.mark.django_db
ALL = (
    Conversation, Attendance, AgendaItem, Outcome, Confirmation, Asked, PlayedBack, Assumption, WrittenAhead,
)  # fmt: skip


def there(home: Oeverland) -> list[bool]:
    return [model.objects.scoped(closer(home.decision.pk)).exists() for model in ALL]


def test_they_go_with_the_answers(home: Oeverland) -> None:
    told(home)
    talk = own_invited(home, "femke", "ingrid", "karin")
    set_agenda(actor=of(home, "lotte"), conversation=talk, items=[Item(text="The first Monday")])
    hold_talk(actor=of(home, "lotte"), conversation=talk, now=NOW)
    [item] = seen(home, "lotte", talk).items
    text = record_outcome(
        actor=of(home, "lotte"), item=item.id, kind="shared_text", over=None, text="Both.", now=NOW
    )
    confirm_outcome(actor=of(home, "femke"), outcome=text, agrees=True, now=NOW)
    ask_those_concerned(actor=of(home, "lotte"), outcome=text, now=NOW)
    meaning = own_invited(home, "femke", "ingrid", kind="betekenisgesprek")
    care = str(home.sides["care"].pk)
    note_nod(actor=of(home, "lotte"), conversation=meaning, question="why", voice=care, nodded=True)
    assumed = own_invited(home, "femke", kind="aannamegesprek")
    set_agenda(actor=of(home, "lotte"), conversation=assumed, items=[Item(text="The readers")])
    [about] = seen(home, "lotte", assumed).items
    write_assumption(actor=of(home, "lotte"), item=about.id, over=None, text="They come.", now=NOW)
    ahead = own_invited(home, "femke", kind="premortem")
    write_ahead(actor=of(home, "femke"), conversation=ahead, text="They came late.", release=2, now=NOW)
    now = timezone.now()
    for days, stays in ((59, True), (61, False)):
        Decision.objects.update(stage=Stage.DECIDED, decided_at=now - timedelta(days=days))
        run_retention(now=now)
        assert there(home) == [stays] * len(ALL)
