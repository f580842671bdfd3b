"""The sheet of one conversation on A4, set by typst from plain data: what people wrote is never read as markup."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beforehand.conversations.queries import ConversationSeen, ItemSeen
from beforehand.decisions.queries import Frame

TEMPLATE = Path(__file__).parents[1] / "templates" / "conversations" / "sheet.typ"


def paper(seen: ConversationSeen, frame: Frame, *, language: str) -> bytes:
    """Return the sheet as PDF, tagged and to be read aloud (PDF/UA-1); the same conversation gives the same bytes.

    A sign no letter at hand can show makes the standard impossible; then the same is made without it.
    """
    # Not before somebody asks: the library is large, and most processes never make a page of paper.
    import typst

    given: dict[str, Any] = {
        "root": TEMPLATE.parent,
        "font_paths": _letters(),
        "sys_inputs": {"data": json.dumps(on_paper(seen, frame, language=language), ensure_ascii=False)},
        "format": "pdf",
    }
    try:
        made = typst.compile(TEMPLATE, pdf_standards=["ua-1"], **given)
    except typst.TypstError:
        made = typst.compile(TEMPLATE, **given)
    return bytes(made)


@cache
def _letters() -> Any:
    """The library's own letters, and those of the machine for scripts it has none for; looked up once per process."""
    import typst

    return typst.Fonts()


def on_paper(seen: ConversationSeen, frame: Frame, *, language: str) -> dict[str, Any]:
    """Return everything that stands on the sheet, as plain data in reading order."""
    line = seen.line
    return {
        "lang": language,
        "kicker": {"text": frame.title, "lang": frame.language},
        "title": line.name,
        "when": _when(seen),
        "who": {"label": _("Who"), "text": ", ".join(p.name for p in line.people)},
        "lead": {"label": _("Led by"), "text": line.lead},
        "aim": {"label": _("What it is for"), "text": seen.aim},
        "opening": {"label": _("It begins with"), "text": seen.opening},
        "parts": [
            {"words": part.words[:1].upper() + part.words[1:], "minutes": _minutes(part.minutes)}
            for part in seen.parts
        ],
        "about": _("What it is about"),
        "items": [_item(item, frame.language, language) for item in seen.items],
        "course": _course(seen),
        "ahead": _ahead(seen, frame.language),
        "write": _("Room to write"),
        "page": _("%(page)s of %(pages)s") % {"page": "{p}", "pages": "{n}"},
    }


def _when(seen: ConversationSeen) -> str:
    start = seen.line.starts_at
    if start is None:
        return _minutes(seen.line.minutes)
    told = [f"{date_format(localtime(start), 'l j F Y, H:i')}"]
    if seen.ends_at is not None:
        told[0] += f"–{date_format(localtime(seen.ends_at), 'H:i')}"
    if seen.place:
        told.append(seen.place)
    said = " · ".join(told)
    return said[:1].upper() + said[1:]


def _minutes(n: int) -> str:
    return ngettext("%(n)d minute", "%(n)d minutes", n) % {"n": n}


def _course(seen: ConversationSeen) -> dict[str, Any]:
    """Return the questions with a line per side to tick; who nodded does not stand on paper."""
    course = seen.course
    if course is None:
        return {"title": "", "playback": "", "avoid": "", "questions": [], "sides": []}
    voices = {nod.voice.name: nod.voice.named for q in course.questions for nod in q.nods}
    return {
        "title": _("One question after the other"),
        "playback": course.playback,
        "avoid": f"{_('What not to do here:')} {course.avoid}.",
        "questions": [q.text for q in course.questions],
        "sides": [
            _("Played back, and %(side)s nodded") % {"side": name}
            if named
            else _("Played back, and everybody nodded")
            for name, named in voices.items()
        ],
    }


def _ahead(seen: ConversationSeen, own: str) -> dict[str, Any]:
    there = seen.ahead
    if there is None:
        return {"title": "", "how": "", "words": []}
    return {
        "title": _("First each alone"),
        "how": "" if there.others else _("Each writes alone first. Then it is laid open, all at once."),
        "words": [{"text": one.text, "lang": own} for one in there.others],
    }


def _assumed(item: ItemSeen) -> list[dict[str, Any]]:
    rows = []
    for a in item.assumptions:
        told = (
            (_("What would show that it does not hold"), a.signpost),
            (_("What we do so that it holds"), a.shaping),
            (_("What we do in case it does not"), a.hedging),
            (_("Who keeps an eye on it"), a.owner),
            (_("We look again on"), date_format(a.due, "j F Y") if a.due else ""),
        )
        rows.append(
            {"text": a.text, "rows": [{"label": label, "text": said} for label, said in told if said]}
        )
    return rows


def _done(item: ItemSeen, own: str) -> dict[str, Any]:
    done = item.outcome.done if item.outcome else None
    if done is None:
        return {"head": [], "sides": [], "rows": []}
    told = ((_("What is agreed"), done.criteria), (_("Who owns the benefits"), done.benefits))
    return {
        "head": [_("Side"), _("The work flows when"), _("It is sound when")] if done.sides else [],
        "sides": [
            {"name": {"text": s.name, "lang": own}, "flow": s.flow or "–", "sound": s.sound or "–"}
            for s in done.sides
        ],
        "rows": [{"label": label, "text": said} for label, said in told if said],
    }


def _item(item: ItemSeen, own: str, language: str) -> dict[str, Any]:
    sides: dict[str, list[dict[str, str]]] = {}
    for sentence in item.topic.sentences if item.topic else ():
        sides.setdefault(sentence.side, []).append({"text": sentence.text, "lang": sentence.lang or own})
    return {
        "title": item.name,
        "minutes": "" if item.minutes is None else _minutes(item.minutes),
        "sides": [
            {"text": name or _("Side not named"), "lang": own if name else language, "sentences": sides[name]}
            for name in sorted(sides, key=lambda name: (not name, name))
        ],
        "avoid": f"{_('What not to do now:')} {item.topic.avoid}." if item.topic and item.topic.avoid else "",
        "came": item.outcome.text if item.outcome else "",
        "assumed": _assumed(item),
        "done": _done(item, own),
        "came_label": f"{_('What came of it')}: {item.outcome.words}" if item.outcome else "",
    }
