"""What may stand in the body of an entry: ids, dates, numbers and fixed words. A sentence or a name is a part."""

import re
from collections.abc import Mapping, Sequence

from beforehand.records.rules.chain import Json

WORD = re.compile(r"[A-Za-z0-9_.:+-]{0,80}")
LARGEST = 2**53 - 1


def plain(value: Json) -> bool:
    """Tell whether a value holds nothing but ids, dates, whole numbers and fixed words.

    Examples
    --------
    >>> plain({"commitment": "licence", "day": "2027-04-30", "open": [1, 2], "first": True})
    True
    >>> plain({"why": "The night shift keeps its cards"})
    False
    """
    if value is None or isinstance(value, bool):
        return True
    if isinstance(value, int):
        return abs(value) <= LARGEST
    if isinstance(value, str):
        return WORD.fullmatch(value) is not None
    if isinstance(value, Mapping):
        return all(isinstance(key, str) and WORD.fullmatch(key) and plain(one) for key, one in value.items())
    return isinstance(value, Sequence) and all(plain(one) for one in value)
