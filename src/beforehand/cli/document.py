"""The JSON document of an analysis: what one reader gets, with stable keys, the same bytes for the same input."""

import json
from collections.abc import Iterable
from typing import Any

from beforehand.cli.sheet import Sheet
from beforehand.cli.voice import Voice
from beforehand.engine.results import Conversation, LatestDate, Topic
from beforehand.vault.disclose import Visible

SCHEMA = "beforehand-analysis/1"


def document(voice: Voice, sheet: Sheet) -> dict[str, Any]:
    """Return the document; it holds nothing that did not pass the door."""
    frame = sheet.frame.value
    talks = (*sheet.planned, *sheet.unplanned)
    found = {
        "schema": SCHEMA,
        "day": frame.day.isoformat(),
        "language": voice.words.lang,
        "reader": {"kind": sheet.viewer.kind.value, "person": sheet.viewer.person},
        "decision": {"title": voice.titles.title, "question": voice.titles.question},
        "similarity": frame.similarity,
        "uncalibrated": frame.uncalibrated,
        "commitments": [_commitment(voice, sheet, h.commitment) for h in frame.hardness],
        "topics": [_topic(voice, sheet, t) for t in sheet.topics],
        "conversations": [_talk(voice, sheet, c) for c in talks],
        "next": [_place(talks, k) for k in sheet.next],
        "uncovered": _handles(sheet, sheet.uncovered),
        "unserved": _handles(sheet, sheet.unserved),
        "invited": [
            {
                "kind": i.value.kind,
                "people": list(i.value.people),
                "day": i.value.planned.isoformat() if i.value.planned else None,
                "commitments": list(i.value.commitments),
            }
            for i in sheet.invited
        ],
    }
    if sheet.backstage is not None:
        found["facilitator"] = _backstage(sheet)
    return found


def written(found: dict[str, Any]) -> bytes:
    """Return a document as UTF-8 bytes, keys sorted, one newline at the end."""
    return (json.dumps(found, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False) + "\n").encode()


def _commitment(voice: Voice, sheet: Sheet, key: str) -> dict[str, Any]:
    frame = sheet.frame.value
    hard = next(h for h in frame.hardness if h.commitment == key)
    step = next((r for r in frame.room_left if r.commitment == key), None)
    return {
        "id": key,
        "title": voice.commitment(key),
        "day": hard.day.isoformat(),
        "door": hard.door.value,
        "marks": hard.marks,
        "mode": hard.mode.value,
        "ahead": hard.ahead,
        "working_days": hard.working_days,
        "room_left": None if step is None else round(step.left, 4),
    }


def _topic(voice: Voice, sheet: Sheet, topic: Visible[Topic]) -> dict[str, Any]:
    value = topic.value
    return {
        "topic": sheet.handle(topic),
        "pattern": value.pattern,
        "title": voice.topic(value.pattern),
        "about": voice.anchor(topic),
        "rank": value.rank.name.lower(),
        "certainty": value.certainty.value,
        "basis": value.basis.value,
        "grade": voice.grade(value.pattern) or None,
        "suggestion": value.suggestion,
        "people": list(value.people) if sheet.facilitates else [],
        "sides": list(value.sides) if sheet.facilitates else [],
        "commitments": list(value.commitments),
        "latest": _latest(value.latest),
        "statements": [
            {"text": said.text, "author": said.author, "field": said.field}
            for said in (sheet.sentences.get(s) for s in value.statements)
            if said is not None
        ],
    }


def _talk(voice: Voice, sheet: Sheet, talk: Visible[Conversation]) -> dict[str, Any]:
    value = talk.value
    return {
        "kind": value.kind,
        "title": voice.kind(value.kind),
        "role": value.role,
        "people": list(value.people),
        "topics": _handles(sheet, value.topics),
        "commitments": list(value.commitments),
        "planned": value.planned.isoformat() if value.planned else None,
        "latest": _latest(value.latest),
        "minutes": value.minutes,
        "suggestion": value.suggestion,
        "confidential": value.confidential,
        "after": [
            _place((*sheet.planned, *sheet.unplanned), k) for k in value.after if sheet.conversation(k)
        ],
        "reason": value.reason.value if value.reason else None,
    }


def _place(talks: Iterable[Visible[Conversation]], key: str) -> int:
    return next(n for n, talk in enumerate(talks, 1) if talk.value.key == key)


def _latest(latest: LatestDate) -> dict[str, Any]:
    day = latest.day.isoformat() if latest.day else None
    return {"day": day, "commitment": latest.commitment, "passed": latest.passed}


def _handles(sheet: Sheet, keys: Iterable[str]) -> list[str]:
    return [sheet.handle(t) for t in (sheet.topic(k) for k in keys) if t is not None]


def _backstage(sheet: Sheet) -> dict[str, Any]:
    assert sheet.backstage is not None
    value = sheet.backstage.value
    return {
        "sides": value.counts.sides,
        "people": value.counts.people,
        "answered": value.counts.answered,
        "gap": round(value.gap, 4),
        "reproducible": value.reproducible,
        "relations": [
            {
                "relation": list(r.relation),
                "low": r.low,
                "high": r.high,
                "observations": r.observations,
                "too_small": r.too_small,
                "view_of": r.view_of,
                "cold": r.cold,
                "advice": list(r.advice),
                "measured": False,
            }
            for r in value.relations
        ],
    }
