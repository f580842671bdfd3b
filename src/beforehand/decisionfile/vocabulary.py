"""The words a decision file may use that the knowledge holds: types, marks, kinds, patterns, signals."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from beforehand.knowledge import load


@cache
def words_for(what: str) -> Mapping[str, str]:
    """Return every word allowed for ``what``, with the id it stands for.

    >>> words_for("hardness_mark")["extern_bekend"]
    'leverancier_geinformeerd'
    """
    knowledge = load()
    words: dict[str, str] = {}
    if what == "commitment_type":
        words = {name: name for name in knowledge.commitment_types}
    elif what == "hardness_mark":
        for name, mark in knowledge.hardness_marks.items():
            words[name] = name
            words |= dict.fromkeys(mark.also, name)
    elif what == "conversation_kind":
        words = {name: name for name in knowledge.conversation_types}
    elif what == "pattern":
        words = {name: name for name in (*knowledge.patterns, *knowledge.rules)}
    elif what == "signal":
        words = {name: name for name in knowledge.glasl.signal_stage}
    else:
        raise KeyError(what)
    return MappingProxyType(words)
