"""What changed in the picture since a page was opened: how many sentences, and never whose."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beforehand.pages.queries.picture.lines import read_held


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """The change in words, for whoever has the page open."""

    words: tuple[str, ...]


def news(before: Mapping[str, str], now: str, there: Collection[str] = ()) -> News:
    """Return what changed between what an open page holds and what there is now.

    ``there`` are all sentences there are: what only moved out of a long list was not taken back.
    """
    after = read_held(now)
    added = len(after.keys() - before.keys())
    gone = len(before.keys() - after.keys() - set(there))
    other = sum(1 for key in after.keys() & before.keys() if after[key] != before[key])
    words = [
        ngettext("%(n)d sentence was added.", "%(n)d sentences were added.", added) % {"n": added},
        ngettext("%(n)d was taken back.", "%(n)d were taken back.", gone) % {"n": gone},
        ngettext("%(n)d was worded anew.", "%(n)d were worded anew.", other) % {"n": other},
    ]
    said = tuple(one for one, times in zip(words, (added, gone, other), strict=True) if times)
    return News(words=said or (_("Something in the picture changed."),))
