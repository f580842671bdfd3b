"""One sentence of the shared picture. It stands there hundreds of times, so it is put together here and not included."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from beforehand.pages.queries.picture.apart import in_words
from beforehand.pages.queries.picture.shapes import Between, Line, Told

register = template.Library()
NOTHING = SafeString("")
FIRST_SIGHT = 6


@register.filter
def from_to(lines: Sequence[Line], most: int) -> Sequence[Line]:
    """Return what does not stand there at first sight, up to as many as the page holds."""
    return lines[FIRST_SIGHT:most]


@register.simple_tag(takes_context=True)
def sentence(context: Context, line: Line, by_side: bool = False) -> SafeString:
    """Return a sentence in its own language, its writer as far as known, and what was published of it."""
    lang = context["picture"].frame.language
    recognised = _counted(_("recognised by"), line.recognised, lang) if line.recognised else NOTHING
    differs = (
        _counted(_("different for"), line.differs, lang, "told is-different") if line.differs else NOTHING
    )
    if not recognised and not differs:
        return words(context, line, by_side)
    counts = format_html('<span class="tolds">{}{}</span>', recognised, differs)
    return _joined(words(context, line, by_side), counts)


@register.simple_tag(takes_context=True)
def words(context: Context, line: Line, by_side: bool = False) -> SafeString:
    """Return a sentence without what was published of it."""
    lang = context["picture"].frame.language
    said = format_html('<span lang="{}">{}</span>', line.lang or lang, line.text)
    fresh = format_html(' <span class="fresh">{}</span>', _("new")) if line.fresh else NOTHING
    names = ", ".join(part for part in (line.name, line.side_name if by_side else "") if part)
    by = format_html(' <span class="by" lang="{}">{}</span>', lang, names) if names else NOTHING
    return _joined(said, fresh, by)


@register.simple_tag(takes_context=True)
def told(context: Context, what: Iterable[Told]) -> SafeString:
    """Return counts in words, each with its figure where there is one."""
    return _told(what, context["picture"].frame.language)


@register.simple_tag(takes_context=True)
def between(context: Context, one: Between) -> SafeString:
    """Return how two sides answered differently; their names in the language of the decision."""
    lang = context["picture"].frame.language
    names = {
        key: format_html('<b lang="{}">{}</b>', lang, name)
        for key, name in (("first", one.first), ("second", one.second))
    }
    return mark_safe(escape(in_words(one)) % names)


def _counted(title: str, what: Iterable[Told], lang: str, kind: str = "told") -> SafeString:
    return format_html('<span class="{}">{} {}</span>', kind, title, _told(what, lang))


def _told(what: Iterable[Told], lang: str) -> SafeString:
    rows: Any = (
        (
            format_html('<span lang="{}">{}</span>: ', lang, one.who) if one.who else NOTHING,
            one.words,
            f" ({one.figure})" if one.figure else "",
        )
        for one in what
    )
    return format_html_join(", ", "{}<b>{}</b>{}", rows)


def _joined(*parts: SafeString) -> SafeString:
    return mark_safe("".join(parts))
