"""Relations between sides, for the facilitator alone: an indication, never a measurement."""

from beforehand.cli.look.paper import Paper
from beforehand.cli.sheet import Backstage
from beforehand.cli.voice import Voice
from beforehand.engine.results import RelationRange
from beforehand.locale import Words
from beforehand.vault.disclose import Visible


def relations(paper: Paper, voice: Voice, backstage: Visible[Backstage]) -> None:
    """Write one line per relation; "not enough to say" is a normal answer."""
    rows = [(voice.relation(r.relation), _state(voice, r)) for r in backstage.value.relations]
    column = min(max(len(label) for label, _ in rows) + 3, paper.width // 2)
    for label, text in rows:
        paper.hang(label, text, column=column)
    if any(r.low is not None for r in backstage.value.relations):
        paper.blank()
        paper.put(
            voice.words.say(
                "Stages as Glasl describes them. An indication, not measured, and for you alone."
            ),
            style="dim",
        )


def _state(voice: Voice, relation: RelationRange) -> str:
    words = voice.words
    seen = words.several("{count} observation", "{count} observations", relation.observations)
    parts = [_range(words, relation), seen]
    if relation.view_of is not None:
        parts.append(words.say("seen by {side} only", side=voice.side(relation.view_of)))
    if relation.cold:
        parts.append(words.say("cold: people avoid each other"))
    if relation.low is not None and relation.advice:
        advice = [voice.third_party(a) for a in relation.advice]
        parts.append(words.say("what fits: {advice}", advice="; ".join(a for a in advice if a)))
    return " · ".join(parts)


def _range(words: Words, relation: RelationRange) -> str:
    if relation.too_small:
        return words.say("a side is too small to say anything")
    if relation.low is None or relation.high is None:
        return words.say("not enough to say")
    if relation.low == relation.high:
        return words.say("an indication: around stage {n}", n=relation.low)
    return words.say("an indication: stage {low} to {high}", low=relation.low, high=relation.high)
