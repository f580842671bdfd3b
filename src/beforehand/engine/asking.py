"""What kind of answer a question asks for, read from its form.

Interrogatives, modal verbs and a few general verbs alone, in Dutch and English; no subject matter is in the patterns.
Where they say nothing the type is unknown, which is a normal answer.

Source: engine.md section 6; pattern P11 in ``knowledge``.
"""

import re
from enum import StrEnum


class QuestionType(StrEnum):
    """What kind of answer a question asks for."""

    INTRODUCE = "introduce"  # how do we bring in what is already chosen
    KEEP = "keep"  # how do we keep, protect or prevent
    HOW = "how"
    WHICH = "which"  # which option
    WHETHER = "whether"  # should we, do we want to
    MAY = "may"  # is it allowed
    CAN = "can"  # is it possible
    HOLDS = "holds"  # is it so, does it work
    CONSEQUENCE = "consequence"  # what happens when
    PURPOSE = "purpose"  # why, what for
    WHO = "who"
    WHEN = "when"
    HOW_MUCH = "how_much"
    WHAT = "what"
    UNKNOWN = "unknown"


# A Dutch particle ("voeren we het in voor iedereen"), not a preposition ("in de klas").
_PARTICLE = (
    r"(?=\s*(?:$|[?,.;:!()]|\d|(?:aan|als|bij|binnen|dat|door|en|met|na|of|om|op|per|tegen|tot|vanaf|volgens|"
    r"voor|vóór|waar|zodat|zonder)\b))"
)
_INTRODUCING = re.compile(
    r"\bvoer(?:en|t)?\b(?!.*\b(?:gesprek\w*|overleg|discussie|debat|regie|strijd|actie)\b).*\bin\b"
    + _PARTICLE
    + "|"
    r"\b(?:in ?(?:te )?voeren|ingevoerd|invoering|rol(?:len|t)?\b.*\buit\b|uit ?(?:te )?rollen|uitgerold|uitrol)\b|"
    r"\b(?:implement\w*|introduce\w*|introducti\w+|lanceren|lanceert|migr(?:eren|atie|at(?:e|ing|ion))\w*)\b|"
    r"\bin gebruik\b(?=.*\bnem|\W*$)|\bnem(?:en|t)\b.*\bin gebruik\b|\blive\b|\blivegang\b|"
    r"\b(?:ga|gaan|gaat|stap|stappen|stapt)\b.*\bover (?:op|naar)\b|\bstap(?:pen|t)?\b.*\bover\b"
    + _PARTICLE
    + "|"
    r"\b(?:over ?(?:te )?(?:stappen|gaan) (?:op|naar)|overstap(?:pen)?|krijgen\b.*\bover (?:op|naar))\b|"
    r"\bvervang(?:en|t)?\b.*\bdoor\b|"
    r"\b(?:introduc(?:ing|tion)|roll(?:ing|s)?\b.*\bout|roll-?out|deploy\w*|launch\w*|adopt\w*)\b|"
    r"\b(?:switch|mov|transition)(?:e|ing)?\b(?: \w+){0,3}? (?:over )?to\b|\bphase\b.*\bin\b" + "|"
    r"\breplac(?:e|ing)\b.*\b(?:with|by)\b|\binto (?:use|service|production)\b"
)
_KEEPING = re.compile(
    r"\b(?:be)?houd(?:en|t)?\b(?!.*\b(?:rekening\b|toezicht\b|bij\W*$))|\bin stand\b|\b(?:be|ge)waar\w*|\bwaarborg\w*|"
    r"\bborg(?:en|t)\b|\bblij(?:ft|ven|f)\b|\bbescherm\w*|\bvoorkom\w*|\bvoorkóm\w*|\bvermijd\w*|"
    r"\b(?:keep\w*|maintain\w*|preserv\w*|retain\w*|protect\w*|safeguard\w*|prevent\w*|avoid\w*|remain\w*|stays?)\b|"
    r"\b(?:zorg\w*|ensure|make sure)\b.*\b(?:niet|niemand|geen|nooit|not|no|nobody|never)\b"
)

_BY = r"(?:aan|bij|door|for|from|met|naar|of|op|over|to|tegen|uit|van|via|voor|with|by|at|in) "
_AT_START: tuple[tuple[QuestionType, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            QuestionType.CONSEQUENCE,
            r"wat (?:gebeurt|als|betekent|betekenen|zijn de gevolgen|is het gevolg|gaat er mis|kan er mis)\b|"
            r"wat (?:doen|moeten|moet)\b.*\b(?:als|wanneer)\b|welke gevolgen\b|"
            r"what (?:happens|if|are the consequences|is the effect|(?:can|could|might) go wrong)\b|"
            r"what (?:does|will|would|do)\b.*\b(?:mean|if|when)\b",
        ),
        (
            QuestionType.PURPOSE,
            r"(?:waarom|waartoe|waarvoor|why|what for)\b|(?:welke?|which|what) (?:probleem|problem|doel|purpose)\b|"
            r"wat (?:is (?:het doel|de bedoeling|het nut)|wil\w*\b.*\bbereiken)\b|"
            r"what (?:is the (?:purpose|aim|point|goal)|do we (?:want|hope) to achieve)\b",
        ),
        (
            QuestionType.WHEN,
            r"(?:per |vanaf |tot |sinds |voor |by |until |from |since )?(?:wanneer|when)\b|"
            r"hoe ?(?:lang|snel|laat|spoedig|vroeg)\b|how (?:long|soon|fast|quickly|early|late)\b|"
            r"(?:op|per|by|on|at|voor) (?:welke?|which|what) (?:datum|dag|moment|termijn|date|day|time)\b",
        ),
        (
            QuestionType.HOW_MUCH,
            r"hoe ?(?:veel|vaak|duur|groot)\b|wat (?:kost|kosten|gaat\b.*\bkosten)\b|"
            r"how (?:much|many|often|big|large|expensive)\b|what (?:does|do|will|would)\b.*\bcost\b",
        ),
        (
            QuestionType.HOLDS,
            r"in (?:hoeverre|welke mate)\b|to what extent\b|how (?:sure|certain|safe|reliable)\b",
        ),
        (QuestionType.HOLDS, r"hoe (?:zeker|veilig|betrouwbaar)\b"),
        (QuestionType.HOW, r"(?:hoe|how)\b|(?:op|in) (?:welke|what|which) (?:manier|wijze|way)\b"),
        (QuestionType.WHO, rf"(?:{_BY})?(?:wie|wiens|who|whom|whose)\b"),
        (
            QuestionType.WHICH,
            rf"(?:{_BY})?(?:welke?|which|what kind of)\b|wat (?:kiezen|wordt het|is (?:de |het )?bet?er|is (?:de|het) "
            r"best|past)\w*|what (?:do we choose|is (?:the )?(?:better|best))\b|"
            r"(?:kiez\w+|kies|nemen|doen|gaan we voor)\b.*\bof\b|(?:do|shall|should|will) we\b.*\bor\b",
        ),
        (
            QuestionType.MAY,
            r"(?:mag|mogen|may)\b|(?:is|zijn|are|am)\b.*\b(?:toegestaan|toegelaten|verboden|wettelijk|allowed|"
            r"permitted|forbidden|legal|lawful)\b|(?:heb|hebben|heeft|do|does)\b.*\b(?:toestemming|permission)\b|"
            r"can\b.*\blegally\b",
        ),
        (
            QuestionType.CAN,
            r"(?:kan|kunnen|kunt|lukt|lukken|halen|haalt|can|could)\b|"
            r"(?:is|zijn|are)\b.*\b(?:mogelijk|haalbaar|possible|feasible|able)\b",
        ),
        (
            QuestionType.WHETHER,
            r"(?:moet|moeten|zullen|zouden|wil|willen|gaan we|should|shall|must|ought)\b|do (?:we|you) want\b",
        ),
        (
            QuestionType.HOLDS,
            r"(?:is|zijn|was|waren|wordt|worden|werkt|werken|klopt|kloppen|blijft|blijven|houdt|houden|voldoet|"
            r"voldoen|past|passen|heeft|hebben|geldt|gelden|gaat|komt|komen|krijgt|krijgen|levert|helpt|staat|doet|"
            r"weet|weten|are|were|does|do|did|has|have|will|would)\b",
        ),
        (
            QuestionType.WHAT,
            rf"(?:{_BY})?(?:wat|what|where)\b|waar(?:aan|bij|door|mee|na|naar|op|over|uit|van)?\b",
        ),
    )
)
_FILLER = re.compile(
    r"^(?:(?:en|maar|dus|ook|dan|nu|eerst|eigenlijk|and|but|so|then|now|first|also)\b[\s,]*)+"
)
_CONDITION = re.compile(r"(?:als|indien|wanneer|stel|bij|if|when|suppose|once|in case)\b")
_ASKING = re.compile(
    r"\b(?:vra(?:ag|gen) (?:me|mij|ons|is)(?: dan| nu)?(?: af)?|(?:wil|willen|moet|moeten) (?:graag )?weten|weet niet|"
    r"weten (?:nog )?niet|benieuwd|wonder(?:ing)?|question is|want to know|need to know|(?:do not|don['’]t) know)[\s,:]+"
)
# Any Dutch verb may open a yes-or-no question ("Wegen we ...?"); only a question mark tells it from a heading.
_VERB_FIRST = re.compile(
    r"\w+(?:en|aan|t) (?:de|deze|die|dit|dat|een|er|het|hij|ieder|iedereen|ik|jullie|mijn|niemand|ons|onze|"
    r"we|wij|ze|zij)\b"
)
_WHETHER = re.compile(r"(?:of|whether|if)\b")
_INDIRECT = (
    (QuestionType.MAY, re.compile(r"\b(?:mag|mogen|may|toegestaan|allowed|permitted)\b")),
    (QuestionType.CAN, re.compile(r"\b(?:kan|kunnen|can|could|mogelijk|haalbaar|possible|feasible)\b")),
    (QuestionType.WHETHER, re.compile(r"\b(?:moet|moeten|willen|should|must|want)\b")),
)


_READ = 500  # characters: a question has no more, and a whole document must not stall a run


def question_type(text: str) -> QuestionType:
    """Return what kind of answer a question asks for, in Dutch or English.

    The first sentence that ends in a question mark is read, else the first sentence that has a type.

    Examples
    --------
    >>> question_type("Hoe rollen we het nieuwe rooster uit?").value
    'introduce'
    >>> question_type("And who signs for the damage?").value
    'who'
    >>> question_type("Rust op de werkvloer").value
    'unknown'
    """
    sentences = re.findall(r"[^.?!]+(?:[.!](?=\S)[^.?!]*)*[.?!]*", _plain(text))
    for sentence in sorted(sentences, key=lambda s: "?" not in s):
        kind = _sentence_type(sentence.strip(" .?!\"'“”‘’"))
        if kind is QuestionType.UNKNOWN and "?" in sentence and _VERB_FIRST.match(sentence.strip()):
            kind = QuestionType.HOLDS
        if kind is not QuestionType.UNKNOWN:
            return kind
    return QuestionType.UNKNOWN


def _plain(text: str) -> str:
    return " ".join(text[:_READ].casefold().split())


def _sentence_type(sentence: str) -> QuestionType:
    asked = _ASKING.search(sentence)
    if asked is not None:
        sentence = sentence[asked.end() :]
        if _WHETHER.match(sentence):
            return next((kind for kind, sign in _INDIRECT if sign.search(sentence)), QuestionType.HOLDS)
    conditional = _CONDITION.match(sentence) is not None
    clauses = [_FILLER.sub("", clause.strip()) for clause in re.split(r"[,;:]", sentence)]
    if conditional and len(clauses) > 1:
        kind = _clause_type(", ".join(clauses[1:]))
        return QuestionType.CONSEQUENCE if kind is QuestionType.WHAT else kind
    for i in range(len(clauses)):
        kind = _clause_type(", ".join(clauses[i:]))
        if kind is not QuestionType.UNKNOWN:
            return kind
    return QuestionType.UNKNOWN


def _clause_type(clause: str) -> QuestionType:
    kind = next((kind for kind, sign in _AT_START if sign.match(clause)), QuestionType.UNKNOWN)
    if kind is QuestionType.HOW:
        if _KEEPING.search(clause):
            return QuestionType.KEEP
        if _INTRODUCING.search(clause):
            return QuestionType.INTRODUCE
    return kind


def solution_as_question(text: str) -> bool:
    """Return True when a question asks how or when to bring in what it takes as chosen (pattern P11).

    Examples
    --------
    >>> solution_as_question("Wanneer gaan we over op de nieuwe kassa?")
    True
    >>> solution_as_question("Moeten we een nieuwe kassa invoeren?")
    False
    """
    kind = question_type(text)
    introducing = _INTRODUCING.search(_plain(text)) is not None
    return kind is QuestionType.INTRODUCE or (kind is QuestionType.WHEN and introducing)


def compatible(a: QuestionType, b: QuestionType) -> bool:
    """Return whether two types leave open that it is one question; an unknown type rules nothing out."""
    return a is b or QuestionType.UNKNOWN in (a, b)
