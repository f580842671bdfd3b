r"""From an expert's own words for a kind of conversation to the catalogue's type.

How a text is read, in this order:

1. A type id (``een_op_een``) or one of its two names in the catalogue is that type.
2. *Forms* say how people meet and come before what they meet about: ``een_op_een``, then ``premortem``, then
   ``meelopen``, then ``wettelijk``. So "one-to-one about what is already promised" is a one-to-one.
3. Otherwise the *subject* named first in the text decides; where two phrases start at the same word the longer
   one, and then the earlier in the list below. So "which question, and what is at stake" is about the question.
4. Else words that often stand for something else (``LAST``: "zorg" is also health care) decide the same way.
5. Nothing recognised: None, shown as unmapped. It can still match by people and date, never by kind.

Phrases are matched as whole words, without case or accents, a hyphen and a space being the same. Only "OR" (the
Dutch works council) must be in capitals, because "or" is a word. A trailing ``*`` matches any ending of that word.

======================  ================================================================================
type                    phrases (see ``FORMS``, ``SUBJECTS`` and ``LAST``)
======================  ================================================================================
een_op_een              one-to-one, 1:1, bilateral, een-op-een, onder vier ogen …
premortem               premortem, what could go wrong, stel dat het misging …
meelopen                site visit, work along, shadowing, meelopen, werkbezoek …
wettelijk               works council, OR, union, statutory, instemming, adviesaanvraag …
beslisrechtengesprek    who decides, decision rights, mandate, wie beslist, mandaat …
eerlijkheidsgesprek     already promised, what is fixed, expectations, honest, eerlijk, wat ligt al vast …
klaargesprek            done, acceptance, benefits, klaar, baten …
afruilgesprek           trade-off, give and take, afruil, ruilen …
aannamegesprek          assumption, fact-finding, find out, aanname, uitzoeken …
zorggesprek             protect, guard, bescherm…, zorg …
betekenisgesprek        meaning, stakes, betekenis, op het spel …
vraaggesprek            frame, which question, purpose, vraag, waartoe …
======================  ================================================================================

Examples
--------
>>> kind_of("Bilateral with the CISO")
'een_op_een'
>>> kind_of("Gesprek over wat er op het spel staat")
'betekenisgesprek'
>>> kind_of("this or that") is None
True
"""

import re
import unicodedata

from tests.benchmarks.plan.phrases import FORMS, LAST, NAMES, SUBJECTS

TYPES = frozenset(kind for kind, _ in (*FORMS, *SUBJECTS))


def plain(text: str) -> str:
    """Return the text without case, accents, hyphens or double spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[-‐-―_/]", " ", bare.casefold()).split())


def kind_of(words: str) -> str | None:
    """Return the type an expert's words mean, or None when they could not be mapped.

    Examples
    --------
    >>> kind_of("Joint fact-finding on the interface")
    'aannamegesprek'
    """
    text = plain(words)
    if words.strip() in TYPES:
        return words.strip()
    if text in NAMES:
        return NAMES[text]
    for kind, phrases in FORMS:
        if _first(text, phrases) is not None or (kind == "wettelijk" and re.search(r"\bOR\b", words)):
            return kind
    for subjects in (SUBJECTS, LAST):
        found = [
            (*place, rank, kind)
            for rank, (kind, phrases) in enumerate(subjects)
            if (place := _first(text, phrases)) is not None
        ]
        if found:
            return min(found)[-1]
    return None


def _first(text: str, phrases: str) -> tuple[int, int] | None:
    """Return where the first phrase starts and minus its length, or None."""
    places = [
        (hit.start(), -len(hit.group())) for phrase in phrases.split("|") for hit in _hits(text, phrase)
    ]
    return min(places, default=None)


def _hits(text: str, phrase: str) -> list[re.Match[str]]:
    words = " ".join(phrase.split())
    ending = r"\w*" if words.endswith("*") else ""
    return list(re.finditer(rf"(?<!\w){re.escape(words.rstrip('*'))}{ending}(?!\w)", text))
