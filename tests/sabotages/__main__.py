"""Break the lines of ``table.toml`` one by one in a copy, and see the named test fail: ``python -m tests.sabotages``.

Give words to try only the rows in which they stand; ``--table`` prints the rows as they stand in docs/mutations.md.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LEFT_OUT = shutil.ignore_patterns(".venv", ".git", "__pycache__", ".mypy_cache", ".ruff_cache", "var")
PYTEST = ("-m", "pytest", "-x", "-q", "-p", "no:cacheprovider")
Row = dict[str, Any]


def rows() -> list[Row]:
    """Return the table."""
    found: list[Row] = tomllib.loads((HERE / "table.toml").read_text(encoding="utf-8"))["sabotage"]
    return found


def changes(row: Row) -> list[tuple[str, str, str]]:
    """Return every change of a row: file, what stands there, what it becomes."""
    same = [(row["file"], was, becomes) for was, becomes in row.get("and", ())]
    return [(row["file"], row["was"], row["becomes"]), *same, *(tuple(each) for each in row.get("also", ()))]


def tried(copy: Path, row: Row) -> str:
    """Break, run the test and restore; return how it ended."""
    before = {
        file: (copy / "src/beforehand" / file).read_text(encoding="utf-8") for file, _, _ in changes(row)
    }
    after = dict(before)
    for file, was, becomes in changes(row):
        if was not in after[file]:
            return f"NOT THERE: {file}"
        after[file] = after[file].replace(was, becomes, 1)
    try:
        for file, text in after.items():
            (copy / "src/beforehand" / file).write_text(text, encoding="utf-8")
        code = run(copy, *PYTEST, f"tests/{row['test']}")
    finally:
        for file, text in before.items():
            (copy / "src/beforehand" / file).write_text(text, encoding="utf-8")
    return {0: "NOT CAUGHT", 1: "caught"}.get(code, f"NO TEST RAN ({code})")


def run(copy: Path, *arguments: str) -> int:
    """Run Python on the copy alone."""
    env = os.environ | {"PYTHONPATH": f"{copy / 'src'}{os.pathsep}{copy}", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, *arguments], cwd=copy, env=env, capture_output=True, check=False)
    return done.returncode


def main(words: list[str]) -> int:
    """Try the rows that hold every word; return 1 when one was not caught, or fails without being broken."""
    chosen = [row for row in rows() if all(word in str(row) for word in words)]
    if not chosen:
        print("No row holds all of these words.")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT, symlinks=True)
        assert (
            run(copy, "-c", f"import beforehand; assert beforehand.__file__.startswith({str(copy)!r})") == 0
        )
        run(copy, "-m", "compileall", "-q", "src", "tests")  # once, and not again for each row
        if run(copy, *PYTEST, *sorted({f"tests/{row['test']}" for row in chosen})) == 1:
            print("A NAMED TEST FAILS BEFORE ANYTHING IS BROKEN")
            return 1
        ended = []
        for row in chosen:
            ended.append(tried(copy, row))
            print(f"{ended[-1]}: {row['says']} ({row['test']})", flush=True)
    return int(any(how != "caught" for how in ended))


def table() -> None:
    """Print the rows for the document."""
    for row in rows():
        _, was, becomes = changes(row)[0]
        while was.splitlines()[:1] == becomes.splitlines()[:1]:
            was, becomes = was.partition("\n")[2], becomes.partition("\n")[2]
        said = f"`{_short(was)}` → `{_short(becomes)}`" if becomes.strip() else f"`{_short(was)}` dropped"
        print(f"| {row['says']} | `{row['file']}`: {said} | `{row['test']}` |")


def _short(code: str) -> str:
    line = code.strip().splitlines()[0].strip().replace("|", "/")
    return line if len(line) < 70 else line[:66] + " ..."


if __name__ == "__main__":
    if "--table" in sys.argv:
        table()
    else:
        sys.exit(main(sys.argv[1:]))
