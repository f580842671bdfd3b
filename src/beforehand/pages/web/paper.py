"""The shared picture on two pages of A4, set by typst from plain data: what people wrote is never read as markup."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beforehand.pages.queries.picture.apart import in_words
from beforehand.pages.queries.picture.shapes import Asked, Line, Picture, SetApart, Told
from beforehand.pages.web.drawn import drawn

TEMPLATE = Path(__file__).parents[1] / "templates" / "pages" / "picture" / "paper.typ"


def paper(picture: Picture, *, language: str) -> bytes:
    """Return the picture as PDF, two pages, tagged and to be read aloud (PDF/UA-1).

    The same picture gives the same bytes. A sign no letter at hand can show (an emoji, a script that is not installed)
    makes the standard impossible; then the same is made without it.
    """
    # Not before somebody asks: the library is large, and most processes never make a page of paper.
    import typst

    given: dict[str, Any] = {
        "root": TEMPLATE.parent,
        "font_paths": _letters(),
        "sys_inputs": {"data": json.dumps(on_paper(picture, language=language), ensure_ascii=False)},
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


def on_paper(picture: Picture, *, language: str) -> dict[str, Any]:
    """Return everything that stands on the two pages, as plain data in reading order."""
    frame = picture.frame
    questions = picture.questions
    unnamed = _("Side not named")
    return {
        "lang": language,
        "kicker": _("The shared picture"),
        "title": _own(frame.title, frame.language),
        "dateline": _dateline(picture),
        "posed": {"label": _("The question as it was posed"), **_own(frame.sentence, frame.language)},
        "asked": {
            "label": _("The questions people are answering"),
            "both": _both(picture),
            "together": [_asked(one, frame.language) for one in questions.together],
            "columns": [
                {
                    **_own(column.name or unnamed, frame.language if column.name else language),
                    "items": [_asked(one, frame.language) for one in column.asked],
                }
                for column in questions.columns
            ],
            "empty": ""
            if questions.anything
            else _("Nobody has shared yet which question they are answering."),
        },
        "shared": {
            "title": _("What is shared"),
            "items": [
                line for part in picture.shared for line in _lines(part.lines, frame.language, by_side=True)
            ],
            "empty": _("What people recognise of each other stands here once a round about it has closed."),
        },
        "protected": {
            "title": _("What each side wants to protect, and under which condition"),
            "sides": [
                {
                    **_own(side.name or unnamed, frame.language if side.name else language),
                    "protects": _lines(side.protects, frame.language),
                    "conditions": _lines(side.conditions, frame.language),
                }
                for side in picture.protected
            ],
            "condition": _("so this must be in place"),
            "empty": _nothing(picture),
        },
        "apart": _apart(picture),
        "done": _done(picture, unnamed),
        "grounds": {
            "title": _("What the decision rests on"),
            "parts": [
                {
                    "text": g.title[:1].upper() + g.title[1:],
                    "lang": language,
                    "items": _lines(g.lines, frame.language, by_side=True),
                }
                for g in picture.grounds
            ],
            "empty": _nothing(picture),
        },
        "knew": {
            "title": _("What one person knew"),
            "parts": [
                {"text": words, "lang": language, "items": _lines(lines, frame.language, by_side=True)}
                for words, lines in (
                    (_("In no document yet"), picture.knows),
                    (_("What could go wrong"), picture.risks),
                )
                if lines
            ],
            "empty": _nothing(picture),
        },
        "mirror": {
            "title": _("What we think the others want"),
            "thought": _("as others picture it"),
            "itself": _("as it says itself"),
            "sides": [
                {
                    **_own(one.name or _("Another side"), frame.language if one.name else language),
                    "thought": [
                        _line(line, frame.language, by_side=True, judged=True) for line in one.thought
                    ],
                    "itself": _lines(one.itself, frame.language),
                }
                for one in picture.mirrored
            ],
            "empty": _("Each side pictures another one in the second round."),
        },
        "room": _room(picture),
        "talk": {
            "title": _("What there is to talk about"),
            "items": [
                {
                    "title": one.title,
                    "about": ", ".join(one.about),
                    "seen": one.seen,
                    "before": _before(one.day, one.before),
                }
                for one in picture.matters
            ],
            "empty": _("Nothing that was shared asks for a conversation yet."),
        },
        "more": {"one": _("1 more on the page itself"), "many": _("{n} more on the page itself")},
        "footer": _(
            "Made from what people let everybody read, on %(day)s. It holds no name but where its writer chose so."
        )
        % {"day": date_format(frame.today, "j F Y")},
        "of": _("%(page)s of %(pages)s") % {"page": "{p}", "pages": "2"},
    }


def _own(text: str, lang: str) -> dict[str, str]:
    return {"text": text, "lang": lang}


def _nothing(picture: Picture) -> str:
    if picture.began:
        return _("Nothing was shared about this yet.")
    return _("What people share about this stands here when the first round closes.")


def _both(picture: Picture) -> str:
    asked = picture.questions
    if asked.apart:
        if len(asked.columns) == 2 and not asked.together:
            return _("Both can be right: they answer different questions.")
        return _("Each can be right: these are different questions.")
    return _("More than one side answers the same question.") if asked.one else ""


def _dateline(picture: Picture) -> str:
    frame = picture.frame
    day = (
        _("Decision on %(day)s") % {"day": date_format(frame.day, "l j F Y")}
        if frame.day
        else _("The day of the decision is not chosen yet")
    )
    names = ", ".join(frame.deciders)
    who = ngettext("%(names)s decides", "%(names)s decide", len(frame.deciders)) % {"names": names}
    return f"{day} · {who}" if names else day


def _asked(one: Asked, lang: str) -> dict[str, Any]:
    others = [_line(line, lang) for line in one.others]
    return {
        **_line(one.lead, lang, asks=True),
        "sides": _own(" · ".join(one.sides), lang),
        "others": others,
        "also": ""
        if not others
        else _("The same question in other words:")
        if one.confirmed
        else _("Perhaps the same question (a suggestion):"),
    }


def _lines(lines: Iterable[Line], lang: str, *, by_side: bool = False) -> list[dict[str, Any]]:
    return [_line(line, lang, by_side=by_side) for line in lines]


def _line(
    line: Line, lang: str, *, by_side: bool = False, asks: bool = False, judged: bool = False
) -> dict[str, Any]:
    notes = []
    if line.recognised:
        words = _("That is my question too") if asks else _("recognised by")
        notes.append(f"{words}{':' if asks else ''} {_told(line.recognised)}")
    if line.differs and not asks:
        notes.append(f"{_('different for')} {_told(line.differs)}")
    if judged and line.judged:
        notes.append(f"{_('That side itself:')} {_told(line.judged)}")
    return {
        "text": line.text,
        "lang": line.lang or lang,
        "by": ", ".join(p for p in (line.name, line.side_name if by_side else "") if p),
        "own": lang,
        "notes": notes,
    }


def _told(told: Sequence[Told]) -> str:
    said = (
        (f"{one.who}: " if one.who else "") + one.words + (f" ({one.figure})" if one.figure else "")
        for one in told
    )
    return ", ".join(said)


def _apart(picture: Picture) -> dict[str, Any] | None:
    found = picture.apart
    if found is None:
        return None
    lang = picture.frame.language
    known = _("Worked out from the published counts, only where it is likely enough to say.")
    return {
        "title": _("Where sides answered differently"),
        "note": f"{known} {found.chance}",
        "items": [_set_apart(one, lang) for one in found.shown],
        "left": found.more,
    }


def _set_apart(one: SetApart, lang: str) -> dict[str, Any]:
    line = _line(one.line, lang, by_side=True)
    between = [in_words(two) % {"first": two.first, "second": two.second} for two in one.between]
    return {**line, "notes": [*between, *line["notes"]]}


def _done(picture: Picture, unnamed: str) -> dict[str, Any]:
    lang, done = picture.frame.language, picture.done
    marked = ((_("When the work flows"), done.flow), (_("When it is sound"), done.sound))
    parts = [
        {**_own(words, ""), "items": _lines(lines, lang, by_side=True)} for words, lines in marked if lines
    ]
    parts += [
        {**_own(s.name or unnamed, lang if s.name else ""), "items": _lines(s.lines, lang)}
        for s in done.by_side
    ]
    return {"title": _("The day each calls it done"), "parts": parts, "empty": _nothing(picture)}


def _room(picture: Picture) -> Mapping[str, Any]:
    hard = picture.hardest
    return {
        "title": _("Room left to choose"),
        "drawing": drawn(picture.room) if picture.room else "",
        "alt": _("A line that falls at every commitment. The list beside it says the same."),
        "hardest": {
            "label": _("Hardest to undo"),
            **_own(hard.title, picture.frame.language),
            "note": f"{date_format(hard.day, 'j F Y')}. {str(hard.door.label).capitalize()}.",
        }
        if hard
        else None,
        "moments": [
            {
                **_own(moment.commitment.title, picture.frame.language),
                "day": date_format(moment.commitment.day, "j F Y"),
                "left": "" if moment.left is None else _("leaves %(percent)d%%") % {"percent": moment.left},
                "notes": [f"{_('Can it still change?')} {_told(moment.changeable)}"]
                if moment.changeable
                else [],
                "number": str(n),
            }
            for n, moment in enumerate(picture.moments, 1)
        ],
        "empty": _("No moment that hardens this decision is known yet."),
    }


def _before(day: Any, title: str) -> str:
    return (
        _("Before %(day)s: %(what)s") % {"day": date_format(day, "j F Y"), "what": title}
        if title and day
        else ""
    )
