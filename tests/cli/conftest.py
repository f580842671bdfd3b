"""A library that gets other lending machines: three sides, seven people, sentences of every release level."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from beforehand.cli.app import app

DECISION = """\
schema: beforehand-decision/1
title: {nl: Uitleenautomaten in de bibliotheek, en: Lending machines in the library}
country: NL
peildatum: 2027-03-15
decision:
  posed_as: {nl: "Welke automaat kopen we?", en: "Which machine do we buy?"}
  sponsor: karin
  live_options: [De automaat van Noorder]
sides:
- {id: ict, kind: it, nl: Automatisering, en: Computing}
- {id: balie, kind: business, nl: Balie, en: Front desk}
- {id: directie, kind: board, nl: Directie, en: Management}
dependencies: [[ict, balie]]
people:
- id: karin
  name: Karin Blom
  side: directie
  formal_power: 5
  decides: true
  answers:
    question: {text: "Kan het voor de zomer af?", release: 4}
    accountable: 5
    heard: 5
- id: ingrid
  name: Ingrid Poort
  side: ict
  formal_power: 3
  answers:
    question: {text: "Welke automaat is veilig?", release: 2}
    assumptions:
    - {text: KANARIE-VIER de stroom blijft aan, importance: 5, certainty: 1, release: 4}
- id: tom
  name: Tom Aalders
  side: ict
  formal_power: 2
  answers:
    assumptions:
    - {text: KANARIE-EEN de leverancier levert op tijd, importance: 5, certainty: 1, release: 1}
- {id: sanne, name: Sanne Kip, side: ict, formal_power: 1}
- id: femke
  name: Femke Wit
  side: balie
  formal_power: 1
  answers:
    question: {text: "Wie helpt de lener die niet kan lezen?", release: 2}
    assumptions:
    - {text: KANARIE-NUL niemand durft het te zeggen, importance: 5, certainty: 1, release: 0}
    - {text: KANARIE-TWEE de balie blijft open, importance: 5, certainty: 1, release: 2}
    protects: De lener die hulp nodig heeft.
    condition: Als er altijd iemand aan de balie staat.
    accountable: 5
    heard: 1
    affected: 5
- {id: youssef, name: Youssef Ait, side: balie, formal_power: 0, answers: {heard: 1, affected: 5}}
- {id: mila, name: Mila Oord, side: balie, formal_power: 0}
commitments:
- id: C1
  nl: Handtekening onder het contract
  en: Signature of the contract
  type: contract
  date: 2027-05-31
  door: one_way
  reversal: {cost_eur: 90000, weeks: 20, public: false}
  hardness_marks: [richting_genoemd, budget_goedgekeurd]
  decider: karin
- id: C2
  nl: Bericht aan de leners
  en: Message to the readers
  type: announcement
  date: 2027-06-21
  door: heavy
  reversal: {cost_eur: 4000, weeks: 4, public: true}
  decider: karin
conversations:
  invited:
  - {kind: een_op_een, people: [femke], date: 2027-03-22, commitments: [C1]}
observations:
- {relation: [ict, balie], date: 2027-03-01, signal: G2e, by: balie, seen: true, text: "'Typisch ICT'"}
"""


Run = Callable[..., Result]


@pytest.fixture
def decision(tmp_path: Path) -> Path:
    """The decision file, on its own in a folder."""
    path = tmp_path / "automaten.yaml"
    path.write_text(DECISION, encoding="utf-8")
    return path


@pytest.fixture
def run() -> Run:
    """Type a command, in English unless said otherwise, at 80 columns."""

    def typed(*args: object, env: dict[str, str] | None = None, stdin: str | bytes | None = None) -> Result:
        spoken = {"BEFOREHAND_LANG": "en", "COLUMNS": "80", **(env or {})}
        return CliRunner().invoke(app, [str(a) for a in args], env=spoken, input=stdin)

    return typed


Process = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def process() -> Process:
    """Type a command in a process of its own, its output in a pipe."""

    def typed(
        *args: object, env: dict[str, str] | None = None, stdin: bytes = b""
    ) -> "subprocess.CompletedProcess[bytes]":
        kept = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR", "LC_ALL", "LANG")}
        start = [sys.executable, "-c", "from beforehand.cli.app import main; main()"]
        return subprocess.run(
            [*start, *(str(a) for a in args)],
            env={**kept, "BEFOREHAND_LANG": "en", **(env or {})},
            input=stdin,
            capture_output=True,
            timeout=120,
            check=False,
        )

    return typed
