"""The organisation's own sign-in by name, what is missing of a second factor, and the picture an app with codes reads."""

import re

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from beforehand.people.second_factor import Missing, missing

register = template.Library()
SHAPE = re.compile(r'viewBox="0 0 ([0-9.]+) [0-9.]+".*? d="([MHVhvzLl0-9., -]+)"', re.DOTALL | re.IGNORECASE)


@register.simple_tag
def organisation_name() -> str:
    """Return under which name people know their organisation's sign-in; nothing when there is none."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return (apps[0]["name"] or gettext("your organisation")) if apps else ""


@register.simple_tag
def second_factor_missing(request: HttpRequest) -> str:
    """Return "set up" or "show" when a second factor is demanded and missing; nothing otherwise."""
    what = missing(request)
    return "" if what is Missing.NOTHING else what.value


@register.simple_tag
def code_picture(svg: str, letters: str) -> SafeString:
    """Return the picture for an app, without the parts a strict content policy refuses."""
    found = SHAPE.search(svg)
    if found is None:
        return mark_safe("")
    return _picture(found, gettext("Picture for your app; it says %(letters)s") % {"letters": letters})


@register.simple_tag
def link_picture(svg: str) -> SafeString:
    """Return the picture of a link, for the camera of a phone."""
    found = SHAPE.search(svg)
    return mark_safe("") if found is None else _picture(found, gettext("The same address as a picture"))


def _picture(found: re.Match[str], said: str) -> SafeString:
    return format_html(
        '<svg class="code-picture" role="img" aria-label="{}" viewBox="0 0 {} {}" width="220" height="220">'
        '<rect width="100%" height="100%" fill="#fff"/><path d="{}" fill="#000"/></svg>',
        said, found[1], found[1], found[2],
    )  # fmt: skip
