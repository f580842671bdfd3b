"""Every setting is in the reference, and nothing else is."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "settings.md"
NAME = re.compile(r"\b(BEFOREHAND_[A-Z_]*[A-Z]|DATABASE_URL)\b")


def read_by_the_code() -> set[str]:
    """Every name the code asks the environment for, or sets in it."""
    asks = re.compile(r"""(?:env\.\w+\(|environ(?:\.get\(|\[)|setdefault\()\s*["'](\w+)["']""")
    found: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        found |= {n for n in asks.findall(path.read_text(encoding="utf-8")) if NAME.fullmatch(n)}
    return found


def test_every_setting_is_in_the_reference() -> None:
    known = read_by_the_code()
    assert {"BEFOREHAND_HOME", "DATABASE_URL", "BEFOREHAND_PROCESSES"} <= known, "the search finds nothing"
    assert known - set(NAME.findall(PAGE.read_text(encoding="utf-8"))) - {"BEFOREHAND_STARTED_BY"} == set()


def test_the_reference_names_no_setting_that_is_gone() -> None:
    said = {n for n in NAME.findall(PAGE.read_text(encoding="utf-8")) if n != "BEFOREHAND_TEST"}
    sources = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "src").rglob("*.py"))
    assert {n for n in said if n not in sources} == set()
