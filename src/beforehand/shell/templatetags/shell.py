"""Links and pictures that every page may use."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import NoReverseMatch, reverse

from beforehand.shell.charts import Balance, RoomLine

register = template.Library()


@register.simple_tag(takes_context=True)
def who_may_read(context: Context) -> str:
    """Return the address that tells who may read what in the decision a page is about, or nothing."""
    match = getattr(context.get("request"), "resolver_match", None)
    decision = match.kwargs.get("decision") if match else None
    if decision is None:
        return ""
    try:
        return reverse("stewardship:arrangement", kwargs={"decision": decision})
    except NoReverseMatch:
        return ""


@register.inclusion_tag("shell/room_line.html")
def room_line(chart: RoomLine | None, name: str = "room") -> dict[str, Any]:
    """Show the room left to choose, as a line and as a table; ``name`` is unique on a page with several."""
    return {"chart": chart, "name": name}


@register.inclusion_tag("shell/balance.html")
def balance(chart: Balance) -> dict[str, Any]:
    """Show a few counts per group: the table is the picture, with a bar beside every number."""
    return {"chart": chart}
