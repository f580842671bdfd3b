"""The Glasl staircase, honestly: signals in our own words, a range and never a point, for the facilitator only."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from beforehand.knowledge import labels
from beforehand.knowledge.entries import Entry, Paragraph, Sentence, filled, joined
from beforehand.knowledge.reading import Piece, Record
from beforehand.knowledge.text import Text

SIGNAL = Text("signaal, trap {}", "signal, stage {}")
PHASE = Text("hoofdfase {}", "main phase {}")
TEMPERATURE = Text("temperatuur", "temperature")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A text with the sources it rests on."""

    text: Text
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One of the nine stages; ``threshold_signals`` are those of its signals that cross to the next stage."""

    n: int
    name: Text
    german: str
    signals: Mapping[str, Text]
    threshold_to_next: Cited | None
    threshold_signals: tuple[str, ...]
    sources: tuple[str, ...]
    grade: str | None = "D"

    @property
    def id(self) -> str:
        """Its address; the aggregation rules have the short ones (G1 to G12)."""
        return f"stage{self.n}"

    @property
    def title(self) -> Text:
        """Its number and name."""
        return Text(f"trap {self.n}: {self.name.nl}", f"stage {self.n}: {self.name.en}")

    def paragraphs(self) -> list[Paragraph]:
        """Return its signals and the threshold to the next stage."""
        next_stage = None if self.threshold_to_next is None else self.threshold_to_next.text
        return filled([(labels.SIGNALS, joined(self.signals.values())), (labels.NEXT, next_stage)])


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdParty:
    """Who can help in a range of stages; ``product`` says what the product then does."""

    id: str
    low: int
    high: int
    name: Text
    product: Text
    sources: tuple[str, ...]
    grade: str | None = None

    @property
    def title(self) -> Text:
        """Its name."""
        return self.name

    def paragraphs(self) -> list[Paragraph]:
        """Return for which stages it is, and what the product then does."""
        stages = Text(f"trap {self.low} tot en met {self.high}", f"stages {self.low} to {self.high}")
        return [(labels.SIZE_OF_RANGE, stages), (labels.PRODUCT, self.product)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One of the three main phases."""

    n: int
    text: Text
    stages: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Temperature:
    """Hot or cold."""

    id: str
    text: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimation:
    """How signals become a range; ``numbers`` are uncalibrated."""

    unit: Text
    input: Text
    rules: tuple[Text, ...]
    why: Text
    numbers: Mapping[str, float]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Glasl:
    """What ``glasl.yaml`` holds."""

    notes: tuple[Cited, ...]
    phases: tuple[Phase, ...]
    stages: tuple[Stage, ...]
    third_party: tuple[ThirdParty, ...]
    temperature: tuple[Temperature, ...]
    estimation: Estimation

    @property
    def signal_stage(self) -> dict[str, int]:
        """The stage of each signal."""
        return {signal: stage.n for stage in self.stages for signal in stage.signals}

    @property
    def threshold_signals(self) -> frozenset[str]:
        """Signals that cross a threshold; empty as long as the sources name none."""
        return frozenset(signal for stage in self.stages for signal in stage.threshold_signals)

    def entries(self) -> list[Entry]:
        """Return stages, signals, third parties, phases and temperatures as entries."""
        signals = [
            Sentence(
                id=key,
                title=_numbered(SIGNAL, stage.n),
                label=labels.SIGNALS,
                text=text,
                sources=stage.sources,
                grade=stage.grade,
            )
            for stage in self.stages
            for key, text in stage.signals.items()
        ]
        phases = [
            Sentence(id=f"phase{p.n}", title=_numbered(PHASE, p.n), label=labels.EXPLANATION, text=p.text)
            for p in self.phases
        ]
        warmth = [
            Sentence(id=t.id, title=TEMPERATURE, label=labels.EXPLANATION, text=t.text, sources=t.sources)
            for t in self.temperature
        ]
        return [*self.stages, *signals, *self.third_party, *phases, *warmth]


def read_glasl(top: Piece) -> Glasl:
    """Read ``glasl.yaml``."""
    page = top.record("notes phases stages third_party temperature estimation")
    return Glasl(
        notes=tuple(_read_cited(piece) for piece in page["notes"].items()),
        stages=tuple(_read_stage(piece) for piece in page["stages"].items()),
        phases=tuple(_read_phase(piece) for piece in page["phases"].items()),
        third_party=tuple(_read_third_party(piece) for piece in page["third_party"].items()),
        temperature=tuple(_read_temperature(piece) for piece in page["temperature"].items()),
        estimation=_read_estimation(page["estimation"]),
    )


def _numbered(words: Text, n: int) -> Text:
    return Text(words.nl.format(n), words.en.format(n))


def _read_cited(piece: Piece) -> Cited:
    row = piece.record("nl en", "sources")
    return Cited(text=row.text(), sources=row.refers("sources", "source"))


def _read_stage(piece: Piece) -> Stage:
    row = piece.record("n nl en de signals threshold_to_next sources", "threshold_signals")
    threshold = row["threshold_to_next"]
    return Stage(
        n=int(row["n"].define("stage", "stage{}") or 0),
        name=row.text(),
        german=row["de"].word(),
        signals=MappingProxyType(dict(_read_signal(i.record("id nl en")) for i in row["signals"].items())),
        threshold_to_next=None if threshold.empty else _read_cited(threshold),
        threshold_signals=row.refers("threshold_signals", "signal"),
        sources=row["sources"].refers("source"),
    )


def _read_signal(row: Record) -> tuple[str, Text]:
    return row["id"].define("signal"), row.text()


def _read_phase(piece: Piece) -> Phase:
    row = piece.record("id stages nl en")
    stages = tuple(int(n) for n in row["stages"].refers("stage") if n.isdigit())
    return Phase(n=int(row["id"].define("phase", "phase{}") or 0), text=row.text(), stages=stages)


def _read_third_party(piece: Piece) -> ThirdParty:
    row = piece.record("id range nl en product sources")
    bounds = [int(n) for n in row["range"].refers("stage") if n.isdigit()]
    if len(bounds) != 2 or bounds[0] > bounds[1]:
        row["range"].fault("a range is two stages: the lowest and the highest")
        bounds = [0, 0]
    return ThirdParty(
        id=row["id"].define("third party"),
        low=bounds[0],
        high=bounds[1],
        name=row.text(),
        product=row["product"].text(),
        sources=row["sources"].refers("source"),
    )


def _read_temperature(piece: Piece) -> Temperature:
    row = piece.record("id nl en sources")
    return Temperature(
        id=row["id"].define("temperature"), text=row.text(), sources=row["sources"].refers("source")
    )


def _read_estimation(piece: Piece) -> Estimation:
    row = piece.record("unit input rules why numbers sources")
    return Estimation(
        unit=row["unit"].text(),
        input=row["input"].text(),
        rules=tuple(item.text() for item in row["rules"].items()),
        why=row["why"].text(),
        numbers=row.numbers("numbers"),
        sources=row["sources"].refers("source"),
    )
