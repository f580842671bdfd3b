"""``beforehand knowledge``: what the product knows, how well it is founded, and where it comes from."""

from difflib import get_close_matches

from beforehand.cli.language import chosen
from beforehand.cli.leaving import Code, Stop
from beforehand.cli.look.lore import entry_page, index_page
from beforehand.cli.look.paper import Paper
from beforehand.knowledge.library import Knowledge
from beforehand.knowledge.loader import load
from beforehand.locale import Words

NEAR = 4


def knowledge(words: Words, entry: str | None, *, lang: str | None) -> None:
    """Print one entry, or the index.

    Raises
    ------
    Stop
        When there is no such entry; it names the nearest ones.
    """
    words = chosen(words, lang)
    lore = load()
    if entry is None:
        index_page(Paper(), words, lore)
        return
    found = lore.entry(entry)
    if found is None:
        raise Stop(Code.UNKNOWN, *_unknown(words, lore, entry))
    entry_page(Paper(), words, lore, found)


def _unknown(words: Words, lore: Knowledge, entry: str) -> list[str]:
    close = get_close_matches(entry.casefold(), lore.aliases, NEAR, 0.6)
    near = list(dict.fromkeys(lore.aliases[name] for name in close))
    lines = [words.say("There is no entry {id}.", id=repr(entry))]
    if near:
        lines.append(words.say("Near: {ids}", ids=", ".join(near)))
    lines.append(words.say("For the index type: {command}", command="beforehand knowledge"))
    return lines
