"""Conversations with something of everything to fill in: when it is done, assumptions, questions, what each foresees."""

from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone
from tests.oeverland import Oeverland
from tests.topics.over_time.story import of

from beforehand.conversations.actions import (
    add_own,
    ask_those_concerned,
    hold_talk,
    invite_to_talk,
    record_outcome,
    settle_time,
    write_ahead,
    write_assumption,
)

DONE, MEANING, ASSUMED, AHEAD = "klaargesprek", "betekenisgesprek", "aannamegesprek", "premortem"


def talk_about_everything(home: Oeverland) -> None:
    """Lotte leads one of each; of two of them something came already, and one was held."""
    now, lotte = timezone.now(), of(home, "lotte")
    talks = {kind: _invited(home, kind) for kind in (DONE, MEANING, ASSUMED, AHEAD)}
    write_assumption(actor=lotte, item=talks[ASSUMED], over=None, text="They come in March.", now=now)
    write_ahead(actor=of(home, "femke"), conversation=talks[AHEAD], text="Late.", release=2, now=now)
    for kind, came in ((MEANING, "shared_text"), (ASSUMED, "agreed_to_differ")):
        said = record_outcome(
            actor=lotte, item=talks[kind], kind=came, over=None, text="Both count.", now=now
        )
        ask_those_concerned(actor=lotte, outcome=said, now=now)
    held = _invited(home, DONE)
    hold_talk(actor=lotte, conversation=held, now=now)


def _invited(home: Oeverland, kind: str) -> UUID:
    lotte, people = of(home, "lotte"), [home.seats[name].pk for name in ("femke", "ingrid", "karin")]
    talk = add_own(actor=lotte, kind=kind, people=people, now=timezone.now())
    starts = datetime.combine(lotte.today + timedelta(days=7), time(14), ZoneInfo("Europe/Amsterdam"))
    settle_time(actor=lotte, conversation=talk, starts_at=starts, place="Room 4")
    invite_to_talk(actor=lotte, conversation=talk, now=timezone.now())
    return talk
