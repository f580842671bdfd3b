"""Topics on paper: by rank, the same pattern together, with how certain, how well founded and on what."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.text import Text

from beforehand.cli.look.paper import Paper
from beforehand.cli.phrase import capital
from beforehand.cli.sheet import Sheet
from beforehand.cli.voice import Voice
from beforehand.engine.results import Rank, Topic
from beforehand.locale import mark, meaning
from beforehand.vault.disclose import Visible

COLUMN = 6
CHECKS = mark("Checks of good practice")

MOST_SAID = 6  # what is not talked about yet is told in full further down


def subjects(paper: Paper, voice: Voice, sheet: Sheet) -> None:
    """Write everything there is to talk about."""
    numbers = {t.value.key: n for n, t in enumerate(sheet.topics, 1)}
    first = True
    for heading, ranked in groupby(_by_rank(sheet.topics), key=_heading):
        if not first:
            paper.blank()
        first = False
        paper.put(voice.words.say(heading), style="italic")
        for alike in _folded(ranked):
            _pattern(paper, voice, sheet, alike, numbers)


def _by_rank(topics: Sequence[Visible[Topic]]) -> list[Visible[Topic]]:
    """Return the topics in their order, the checks of rules that rank nowhere in particular at the end."""
    return sorted(topics, key=lambda t: (t.value.rank, _heading(t) == CHECKS))


def _heading(topic: Visible[Topic]) -> str:
    value = topic.value
    return CHECKS if value.rank is Rank.OTHER and value.pattern.startswith("R") else meaning.RANK[value.rank]


def _folded(topics: Iterable[Visible[Topic]]) -> list[list[Visible[Topic]]]:
    folds: dict[tuple[object, ...], list[Visible[Topic]]] = {}
    for topic in topics:
        value = topic.value
        folds.setdefault((value.pattern, value.certainty, value.basis, value.suggestion), []).append(topic)
    return list(folds.values())


def _pattern(
    paper: Paper,
    voice: Voice,
    sheet: Sheet,
    alike: Sequence[Visible[Topic]],
    numbers: dict[str, int],
) -> None:
    one = alike[0].value
    title = Text(capital(voice.topic(one.pattern)), style="bold")
    where = [a for a in (voice.anchor(t) for t in alike) if a]
    if where:
        title.append(": ", style="bold")
        few = voice.few(where)
        title.append("; ".join(few) if _long(few) else voice.words.listed(few))
    paper.hang(one.pattern, title, column=COLUMN, keep=True)
    if not sheet.facilitates:
        _quotes(paper, sheet, alike)
    notes = [
        voice.certainty(one),
        grade(voice, one.pattern),
        _numbered([numbers[t.value.key] for t in alike]),
    ]
    paper.put(" · ".join(n for n in notes if n), indent=2 + (2 if paper.narrow else COLUMN), style="dim")


def _quotes(paper: Paper, sheet: Sheet, alike: Sequence[Visible[Topic]]) -> None:
    keys = dict.fromkeys(s for t in alike for s in t.value.statements)
    for said in (sheet.sentences.get(key) for key in keys):
        if said is not None:
            paper.put(f"“{said.text}”", indent=2 + (2 if paper.narrow else COLUMN))


def _long(where: Sequence[str]) -> bool:
    return any(len(w) > 24 or "," in w for w in where)


def grade(voice: Voice, pattern: str) -> str:
    """Say the evidence grade of a pattern; its meaning stands once, at the foot of the page."""
    known = voice.grade(pattern)
    return voice.words.say("evidence {grade}", grade=known) if known else ""


def _numbered(numbers: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for n in numbers:
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    said = ", ".join(f"{r[0]}" if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs)
    return f"#{said}"


def by_pattern(voice: Voice, sheet: Sheet, keys: Iterable[str]) -> str:
    """Say several topics in one line, each pattern once with how often; the tail of a long list as a number."""
    patterns = [t.value.pattern for t in (sheet.topic(k) for k in keys) if t is not None]
    counts = {p: patterns.count(p) for p in dict.fromkeys(patterns)}
    said = [voice.topic(p) + (f" ({n}×)" if n > 1 else "") for p, n in counts.items()]
    if len(said) > MOST_SAID + 1:
        left = len(said) - MOST_SAID
        said = [*said[:MOST_SAID], voice.words.several("{count} more, below", "{count} more, below", left)]
    return "; ".join(said)
