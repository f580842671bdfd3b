"""The figures as one reads them; the last line is for machines."""

import json
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text
from tests.benchmarks.plan.coding import STRUCTURED, Anchor, Coding
from tests.benchmarks.plan.matching import Talk, same_kind
from tests.benchmarks.plan.measuring import Figures, Seconds, ratio, talk_of
from tests.benchmarks.plan.reading import Answers

from beforehand.engine.results import Conversation


def figure(value: float | None) -> str:
    """Return a ratio with two decimals, or a dash where there is nothing to divide by.

    Examples
    --------
    >>> figure(0.755), figure(None)
    ('0.76', '–')
    """
    return "–" if value is None else f"{value:.2f}"


def show(console: Console, figures: Figures, answers: Answers, ours: Sequence[Conversation]) -> None:
    """Print one case: its figures, the patterns, and the expert's conversations beside ours."""
    console.rule(Text(figures.case))
    console.print(_conversation_figures(figures))
    console.print(_speed(figures.gap, figures.seconds))
    if figures.delivered > figures.proposed:
        console.print(f"{figures.delivered} delivered, only the first {figures.proposed} count")
    if figures.expert:
        console.print(_side_by_side(figures, answers, ours))
    for stranger in dict.fromkeys(answers.outsiders):
        console.print(Text(f"not somebody in the case: {stranger}"))
    console.print(_patterns(figures.coding))


def _conversation_figures(figures: Figures) -> Table:
    table = Table("conversations", "any kind", "same kind", box=None, pad_edge=False)
    first = ", ".join(f"{count} in {among}" for among, count in sorted(figures.first.items()))
    both, kind = figures.matched, figures.kind_matched
    table.add_row("matched", f"{both} of {figures.expert}", f"{kind} of {figures.expert}")
    table.add_row("recall", figure(figures.recall), figure(figures.kind_recall))
    table.add_row("precision", figure(figures.precision), figure(figures.kind_precision))
    table.add_row("names shuffled: mean", f"{figures.null.mean:.2f}", f"{figures.kind_null.mean:.2f}")
    table.add_row("names shuffled: 95th percentile", str(figures.null.high), str(figures.kind_null.high))
    table.add_row("expert's first three among ours", first, "")
    table.add_row("proposed, person-hours", str(figures.proposed), f"{figures.hours:.1f} h")
    return table


def _speed(gap: float, seconds: Seconds) -> str:
    with_similarity = "–" if seconds.with_similarity is None else f"{seconds.with_similarity * 1000:.0f}"
    return (
        f"gap {gap:.2%} · {with_similarity} ms with similarity, {seconds.without * 1000:.0f} ms without, "
        f"reading {seconds.reading * 1000:.0f} ms"
    )


def _side_by_side(figures: Figures, answers: Answers, ours: Sequence[Conversation]) -> Table:
    table = Table("", "expert", "people", "before", "ours", "people", "on", box=None, pad_edge=False)
    for our, expert in figures.shown:
        talk = answers.talks[expert]
        kind = talk.kind or f"unmapped: {answers.words[expert]}"
        row = [str(expert + 1), kind, str(len(talk.people)), f"{talk.day:%d-%m}"]
        table.add_row(*row, *_ours(ours[our] if our is not None else None, talk))
    used = {our for our, _ in figures.shown}
    for number, conversation in enumerate(ours):
        if number not in used:
            table.add_row("", "", "", "", *_ours(conversation, None))
    return table


def _ours(conversation: Conversation | None, expert: Talk | None) -> tuple[str, str, str]:
    if conversation is None:
        return "", "", ""
    talk = talk_of(conversation)
    alike = "= " if expert is not None and same_kind(talk, expert) else ""
    return f"{alike}{conversation.kind}", str(len(talk.people)), f"{talk.day:%d-%m}"


def _patterns(coding: Coding) -> Table:
    table = Table(
        "pattern", "there", "seen", "both", "seen, not there", "there, not seen", box=None, pad_edge=False
    )
    pooled = coding.pooled
    for pattern in sorted(coding.patterns, key=lambda p: (p not in STRUCTURED, p)):
        tally = coding.patterns[pattern]
        apart = (_listed(coding.beside.get(pattern, ())), _listed(coding.missed.get(pattern, ())))
        table.add_row(pattern, str(tally.expected), str(tally.seen), str(tally.both), *apart)
    for pattern, count in coding.not_exercised.items():
        table.add_row(pattern, "–", str(count), "–", "not exercised", "")
    ratios = f"precision {figure(pooled.precision)}", f"recall {figure(pooled.recall)}"
    table.add_row("pooled", str(pooled.expected), str(pooled.seen), str(pooled.both), *ratios)
    return table


def _listed(anchors: Iterable[Anchor]) -> str:
    return ", ".join(sorted("-".join(sorted(anchor.names)) or "decision" for anchor in anchors))


def summary(measured: Sequence[Figures]) -> Table:
    """Return one row per case, and the patterns of all cases pooled in the last row."""
    table = Table(
        "case",
        "P prec",
        "P rec",
        "recall",
        "prec",
        "kind",
        "kind p",
        "first",
        "null",
        box=None,
        pad_edge=False,
    )
    for one in measured:
        pooled = one.coding.pooled
        table.add_row(
            one.case,
            *(figure(value) for value in (pooled.precision, pooled.recall, one.recall, one.precision)),
            *(figure(value) for value in (one.kind_recall, one.kind_precision)),
            f"{one.first[4]} in 4",
            f"{one.kind_matched} v {one.kind_null.high}",
        )
    both, seen, there = (
        sum(one.coding.pooled.both for one in measured),
        sum(one.coding.pooled.seen for one in measured),
        sum(one.coding.pooled.expected for one in measured),
    )
    table.add_row("all cases", figure(ratio(both, seen)), figure(ratio(both, there)))
    return table


def last_line(measured: Sequence[Figures]) -> str:
    """Return the figures of all cases as one line of JSON."""
    return json.dumps({"cases": {one.case: one.as_json() for one in measured}}, ensure_ascii=False)
