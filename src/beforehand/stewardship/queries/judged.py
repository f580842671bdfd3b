"""What one person judged when people looked back: for that person alone, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from beforehand.decisions.access import Standing
from beforehand.decisions.models import Seat
from beforehand.knowledge import load
from beforehand.records.models import Judgement
from beforehand.records.queries.looking_back import LookBackSeen, look_backs
from beforehand.stewardship.queries.around import Kept, KeptGroup, own
from beforehand.vault.guard import Author


def judged(seat: Seat, standing: Standing) -> tuple[KeptGroup, ...]:
    """Return what a person judged, each look back by itself; nothing when there is nothing."""
    rows = Judgement.objects.scoped(Author(seat.pk)).select_related("look_back__commitment")
    found = list(rows.order_by("look_back__day", "pk"))
    if not found:
        return ()
    said = own(seat, ((row.pk, row.body, row.about) for row in found))
    seen = {one.id: one for one in look_backs(standing)}
    kept = tuple(
        Kept(
            about=row.look_back.commitment.title,
            said=_in_words(said[row.pk], seen.get(row.look_back_id)),
            at=row.look_back.day,
        )
        for row in found
    )
    group = KeptGroup(
        title=_("What you answered when people looked back"),
        purpose=_("To learn from it. Nobody reads it; only counts leave it, where enough people answered."),
        stays=_(
            "It goes some time after the look back closed, or when you ask to be forgotten; a count stays."
        ),
        rows=kept,
    )
    return (group,)


def _in_words(answer: Mapping[str, Any], seen: LookBackSeen | None) -> str:
    """Return one answer in words; what it was about as it was written down then, as far as it still stands there."""
    done = {"yes": _("it is done"), "partly": _("it is partly done"), "no": _("it is not done")}
    turned = {"held": _("it held"), "broke": _("it did not hold"), "unknown": _("not known yet")}
    assumptions = {} if seen is None else {one.key: one.text for one in seen.assumptions}
    topics = {} if seen is None else {one.key: one.text for one in seen.topics}
    gone = _("what is no longer there")
    parts = [done[answer["done"]]]
    parts += [
        f"{assumptions.get(key) or gone}: {turned[how]}" for key, how in sorted(answer["assumptions"].items())
    ]
    parts += [
        _("%(topic)s: it mattered") % {"topic": topics.get(key) or gone}
        for key, bit in sorted(answer["bit"].items())
        if bit
    ]
    if answer["helped"]:
        lang = "en" if (get_language() or "nl").startswith("en") else "nl"
        kind = load().conversation_types[answer["helped"]]
        parts.append(_("would have helped: %(kind)s") % {"kind": kind.name.say(lang)})
    return "; ".join(parts)
