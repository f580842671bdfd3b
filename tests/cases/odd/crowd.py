"""Writes a decision with very many people, the same one each time: by counting, not by chance."""

from datetime import date, timedelta
from pathlib import Path

SIDES = 6
QUESTIONS = (
    "Kunnen we doorwerken op de dag van de overgang?",
    "Wie leest er mee in onze dossiers?",
    "Wat kost dit over vijf jaar?",
    "Wat merkt de klant ervan?",
    "Wie helpt ons om zeven uur 's ochtends?",
    "Hoe komen we van het oude systeem af?",
    "Wanneer kunnen we nog iets veranderen?",
)


def crowd(people: int = 300, *, day: date = date(2027, 3, 15)) -> str:
    """Return the text of a decision file with that many people on six sides, one in ten of whom did not answer.

    Examples
    --------
    >>> crowd(20) == crowd(20)
    True
    >>> crowd(300).count("formal_power")
    300
    """
    head = [
        "schema: beforehand-decision/1",
        "id: crowd",
        'title: {nl: "Een besluit met heel veel mensen", en: "A decision with very many people"}',
        "country: NL",
        f"peildatum: {day}",
        "decision:",
        '  posed_as: {nl: "Welk dossiersysteem kiezen we?", en: "Which record system do we choose?"}',
        "  sponsor: p000",
        '  live_options: ["een systeem voor allen", "per afdeling"]',
        "sides:",
        *(
            f'- {{id: s{side}, kind: {_kind(side)}, nl: "Kant {side}", en: "Side {side}"}}'
            for side in range(SIDES)
        ),
        f"dependencies: [{', '.join(f'[s0, s{side}]' for side in range(1, SIDES))}]",
        "people:",
    ]
    return "\n".join([*head, *(_person(n, people) for n in range(people)), *_commitments(day)]) + "\n"


def write_crowd(path: Path, people: int = 300) -> Path:
    """Write the crowd to a file and return its path."""
    path.write_text(crowd(people), encoding="utf-8")
    return path


def _kind(side: int) -> str:
    return ("it", "business", "business", "business", "board", "other")[side]


def _person(n: int, people: int) -> str:
    top = [f"- id: p{n:03}", f"  name: Persoon {n:03}", f"  side: s{n % SIDES}"]
    top += [f'  role: {{nl: "Functie {n}", en: "Function {n}"}}', f"  formal_power: {5 if n == 0 else n % 4}"]
    top.append(f"  decides: {'true' if n == 0 else 'false'}")
    if n % 10 == 9:
        return "\n".join(top)
    question = QUESTIONS[n % len(QUESTIONS)]
    return "\n".join(
        [
            *top,
            "  answers:",
            f'    question: {{nl: "{question}", en: "{question}"}}',
            f'    risks: ["Wat afdeling {n % 17} nu met de hand doet, valt om"]',
            "    assumptions:",
            f'    - {{text: "Op afdeling {n % 17} werkt het net als elders.", importance: {1 + n % 5}, certainty: 2}}',
            f'    protects: "{"De mensen van afdeling " + str(n % 17) if n % 3 else ""}"',
            f'    condition: "{"Als er eerst een proef is." if n % 2 else ""}"',
            f"    accountable: {n % 6}",
            f"    affected: {(n // 2) % 6}",
            f"    heard: {1 + n % 5}",
            f"    reversible: {1 + (n // 3) % 5}",
            f"    talk_to: [{_others(n, (n * 7 + 1, n * 7 + 5), people)}]",
            f"    contact: [{_others(n, (n + 1, n + 6), people)}]",
        ]
    )


def _others(n: int, numbers: tuple[int, ...], people: int) -> str:
    return ", ".join(f"p{other % people:03}" for other in numbers if other % people != n)


def _commitments(day: date) -> list[str]:
    lines = ["commitments:"]
    for n, (kind, door, weeks) in enumerate(
        (("contract", "one_way", 8), ("design_choice", "heavy", 12), ("rollout", "two_way", 20)), start=1
    ):
        lines.append(
            f'- {{id: C{n}, nl: "Moment {n}", en: "Moment {n}", type: {kind}, date: {day + timedelta(weeks=weeks)}, '
            f"door: {door}, reversal: {{cost_eur: {400000 // n}, weeks: {40 // n}, public: false}}, "
            f"hardness_marks: [richting_genoemd], decider: p000}}"
        )
    return lines
