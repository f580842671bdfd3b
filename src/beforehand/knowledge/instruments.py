"""Questionnaires of others, with what is known about them and whether they may be used; and our own pulse."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from beforehand.knowledge import labels
from beforehand.knowledge.entries import Entry, Paragraph, Sentence, filled
from beforehand.knowledge.reading import Piece
from beforehand.knowledge.text import Text

REUSABLE = {
    "true": Text("mag worden overgenomen", "may be reused"),
    "false": Text("niet overnemen", "not to be reused"),
    "check": Text("eerst de licentie nagaan", "check the licence first"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One instrument; ``reusable`` is True, False, or None when the licence was not checked yet."""

    id: str
    construct: Text
    items: Text | None
    response: Text | None
    level: Text | None
    validity: Text
    origin: Text | None
    licence: Text
    reusable: bool | None
    use: Text | None
    warning: Text | None
    sources: tuple[str, ...]
    grade: str | None = None

    @property
    def title(self) -> Text:
        """What it measures."""
        return self.construct

    def paragraphs(self) -> list[Paragraph]:
        """Return what is known of it and how it is used, without what is not known."""
        return filled(
            [
                (labels.ITEMS, self.items),
                (labels.RESPONSE, self.response),
                (labels.LEVEL, self.level),
                (labels.VALIDITY, self.validity),
                (labels.COMES_FROM, self.origin),
                (labels.LICENCE, self.licence),
                (labels.USE, self.use),
                (labels.NOTE, self.warning),
            ]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruments:
    """What ``instruments.yaml`` holds; ``pulse`` are our own questions, not validated."""

    policy: tuple[Text, ...]
    instruments: Mapping[str, Instrument]
    pulse_label: Text
    pulse_scale: Text
    pulse: Mapping[str, Text]

    def entries(self) -> list[Entry]:
        """Return instruments and own questions as entries."""
        pulse = [
            Sentence(id=key, title=self.pulse_label, label=labels.ITEMS, text=text)
            for key, text in self.pulse.items()
        ]
        return [*self.instruments.values(), *pulse]


def read_instruments(top: Piece) -> Instruments:
    """Read ``instruments.yaml``."""
    page = top.record("policy instruments own_pulse")
    own = page["own_pulse"].record("label scale items")
    instruments = [_read_instrument(piece) for piece in page["instruments"].items()]
    pulse = {}
    for piece in own["items"].items():
        row = piece.record("id nl en")
        pulse[row["id"].define("question of the pulse")] = row.text()
    return Instruments(
        policy=tuple(piece.text() for piece in page["policy"].items()),
        instruments=MappingProxyType({found.id.partition(":")[2]: found for found in instruments}),
        pulse_label=own["label"].text(),
        pulse_scale=own["scale"].text(),
        pulse=MappingProxyType(pulse),
    )


def _read_instrument(piece: Piece) -> Instrument:
    row = piece.record(
        "id construct validity licence reusable sources", "items response level origin use warning"
    )
    return Instrument(
        id=f"instrument:{row['id'].define('instrument', 'instrument:{}')}",
        construct=row["construct"].text(),
        items=row.text_of("items"),
        response=row.text_of("response"),
        level=row.text_of("level"),
        validity=row["validity"].text(),
        origin=row.text_of("origin"),
        licence=row["licence"].text(),
        reusable={"true": True, "false": False}.get(row["reusable"].one_of(REUSABLE)),
        use=row.text_of("use"),
        warning=row.text_of("warning"),
        sources=row["sources"].refers("source"),
    )
