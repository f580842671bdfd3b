"""The questions of a conversation of a kind that has some, and who nodded to what was said back."""

from typing import Any

from django.utils.translation import gettext as _

from beforehand.conversations.choices import LIVE
from beforehand.conversations.models import Conversation, PlayedBack
from beforehand.conversations.queries.during import CourseSeen, NodSeen, QuestionSeen, Voice
from beforehand.conversations.queries.listed import language
from beforehand.conversations.queries.rows import opened, part
from beforehand.conversations.rules import TOGETHER, attends, reached_question
from beforehand.decisions.access import Standing
from beforehand.decisions.choices import SideKind
from beforehand.decisions.models import Side
from beforehand.knowledge import load


def voices(row: Conversation) -> tuple[Voice, ...]:
    """Return the sides that sit in a conversation, who leads it not counted."""
    rows = Side.objects.filter(decision_id=row.decision_id, seats__in=row.people).distinct()
    sides = [
        Voice(id=str(side.pk), name=side.name, it=side.kind == SideKind.IT)
        for side in sorted(rows, key=lambda side: (side.name, side.pk))
    ]
    if len(sides) < 2:
        return (Voice(id=TOGETHER, name=_("Everybody"), named=False),)
    return tuple(sides)


def played_back(standing: Standing, row: Conversation) -> dict[str, Any]:
    """Return by question who nodded, and what was skipped, for who may read the conversation."""
    kept = PlayedBack.objects.scoped(standing.reader).filter(conversation=row).first()
    if kept is None:
        return {"nods": {}, "skipped": []}
    key = row.decision.data_key
    told = opened(standing, [part(standing, row, id=kept.pk, body=kept.body, about=kept.about, data_key=key)])
    return told.get(kept.pk, {"nods": {}, "skipped": []})


def course_of(standing: Standing, row: Conversation) -> CourseSeen | None:
    """Return the questions of a conversation; None for a kind without.

    Withheld, once it was held: who did not nod, from everybody; and who nodded, from who was not in it and did not lead
    it.
    """
    kind = load().conversation_types.get(row.kind)
    if kind is None or kind.course is None:
        return None
    live = row.status in LIVE
    inside = attends(standing, row) or row.lead_id == standing.seat
    there = voices(row)
    body = played_back(standing, row)
    lang = language()
    asked = [one.id for one in kind.course.questions]
    reached = reached_question(asked, [v.id for v in there], body["nods"], body["skipped"])
    questions = []
    for n, one in enumerate(kind.course.questions):
        nodded = set(body["nods"].get(one.id, ())) if live or inside else set()
        every = {v.id for v in there} <= nodded
        questions.append(
            QuestionSeen(
                id=one.id,
                text=one.text.say(lang),
                open=live and n <= reached,
                behind=live and (every or one.id in body["skipped"]),
                skipped=live and one.id in body["skipped"] and not every,
                nods=tuple(NodSeen(voice=v, nodded=v.id in nodded) for v in there if live or v.id in nodded),
            )
        )
    return CourseSeen(
        questions=tuple(questions),
        playback=kind.course.playback.say(lang),
        avoid=kind.course.avoid.say(lang),
        sources=kind.course.sources,
    )
