"""The summary in the file is read first, so it is held against the chain: other words are said with their place."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from tests.beginning import told_once
from tests.oeverland import Oeverland
from tests.records.gated import NOW, before, decides
from tests.records.story import of
from tests.records.talked import ASSUMED, DONE, agreed, assumes, confirms, talk
from typer.testing import Result

from beforehand.decisions.models import Decision
from beforehand.records.actions import erase_person
from beforehand.records.actions.deciding import postpone
from beforehand.records.choices import Chosen, PartReaders
from beforehand.records.documents import as_json
from beforehand.records.queries.record import record
from beforehand.records.queries.resting import rests_on
from beforehand.records.rules.chain import Entry, hash_of
from beforehand.records.rules.exported import chain_in_plain
from beforehand.records.rules.shapes import FOR_ALL, MOMENTS
from beforehand.records.rules.written import day_of

Run = Callable[..., Result]
pytestmark = [pytest.mark.django_db, pytest.mark.once]


@told_once
def beginning(home: Oeverland) -> Oeverland:
    """Karin postpones the licences, and decides with a question open; much was talked about before."""
    before(home)
    _talk, item = talk(home, DONE, "femke", "ingrid")
    confirms(home, agreed(home, item), "femke", "ingrid")
    _talk, item = talk(home, ASSUMED, "femke", "karin")
    assumes(home, item, "The supplier lasts")
    licence = home.commitments["licence"]
    karin = of(home, "karin")
    postpone(actor=karin, commitment=licence.pk, day=NOW.date().replace(month=6), must_know=(), now=NOW)
    rests = [one.id for one in rests_on(karin, licence.pk)]
    decides(home, why="The insurer asks for it.", taken_over=rests)
    return home


def taken(home: Oeverland, there: Path, *, entry: int = 2, name: str = "femke") -> Path:
    """Somebody takes the record along."""
    found = record(of(home, name), entry)
    assert found is not None
    path = there / "record.json"
    path.write_bytes(as_json(found))
    return path


def changed(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    said = json.loads(path.read_bytes())
    change(said)
    path.write_text(json.dumps(said), encoding="utf-8")


def test_an_untouched_file_is_fine_whatever_happened(run: Run, home: Oeverland, tmp_path: Path) -> None:
    for entry in (1, 2):
        for name in ("femke", "lotte", "wim"):
            assert run("verify", taken(home, tmp_path, entry=entry, name=name)).exit_code == 0
    erase_person(decision=home.decision.pk, seat=home.seats["karin"].pk, at=NOW)
    assert run("verify", taken(home, tmp_path)).exit_code == 0


CHANGES: list[tuple[str, Callable[[dict[str, Any]], object], str]] = [
    ("why", lambda d: d["record"].update(why="Because."), "/record/why says “Because.”; entry 2 says “The insurer"),
    ("by", lambda d: d["record"].update(by=["Lotte"]), "/record/by/0 says “Lotte”; entry 2 says “Karin”"),
    ("day", lambda d: d["record"].update(on="2027-03-14"), "/record/on says “2027-03-14”; entry 2 says “2027-03-15”"),
    ("open", lambda d: d["record"]["open"].pop(), "/record/open/0 says nothing; entry 2 says"),
    ("more", lambda d: d["record"]["also_open"].append("Nights"), "says “Nights”; entry 2 says nothing there"),
    ("way", lambda d: d["record"]["ways"][1].update(taken=True), "/ways/1/taken says “True”; entry 2 says “False”"),
    ("left out", lambda d: d["record"].pop("why"), "/record/why says nothing; entry 2 says “The insurer"),
    ("added", lambda d: d["record"].update(note="Trust me"), "/record/note says “Trust me”; entry 2 says nothing"),
    (
        "done",
        lambda d: d["record"]["done"]["agreed"][0]["sides"][0].update(flow="Never"),
        "/record/done/agreed/0/sides/0/flow says “Never”; entry 2 says “Signing in takes ten seconds”",
    ),
    (
        "assumption",
        lambda d: d["record"]["assumptions"][0].update(text="It may not"),
        "/record/assumptions/0/text says “It may not”; entry 2 says “The supplier lasts”",
    ),
    ("entry", lambda d: d["record"].update(entry=9), "is about entry “9”, and no entry here"),
    ("language", lambda d: d.update(language="nl"), "/language says “nl”; entry 2 says “en”"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "said"), [one[1:] for one in CHANGES], ids=[one[0] for one in CHANGES])
def test_words_that_are_others_are_said_with_their_place(
    run: Run, home: Oeverland, tmp_path: Path, change: Callable[[dict[str, Any]], object], said: str
) -> None:
    path = taken(home, tmp_path)
    changed(path, change)
    done = run("verify", path)
    assert done.exit_code == 1
    assert said in done.stderr
    assert "thing is wrong" in done.stderr or "things are wrong" in done.stderr


def test_an_entry_of_another_moment_does_not_pass_for_this_one(
    run: Run, home: Oeverland, tmp_path: Path
) -> None:
    path = taken(home, tmp_path)
    changed(path, lambda said: said["record"].update(entry=1))
    assert run("verify", path).exit_code == 1


def as_before(path: Path) -> None:
    """Take away what entries and summaries did not say before: their day and language, and which entry it is."""
    said = json.loads(path.read_bytes())
    for one in said["entries"]:
        for name in ("on", "language", "done"):
            one["body"].pop(name, None)
    previous = said["entries"][0]["previous"]
    from beforehand.records.rules.exported import exported

    made = exported(json.dumps(said).encode())
    entries: list[Entry] = []
    for one in made.entries:
        given = {"seq": one.seq, "kind": one.kind, "at": one.at, "body": one.body, "parts": one.parts}
        digest = hash_of(previous=previous, **given)  # type: ignore[arg-type]
        entries.append(Entry(**given, previous=previous, hash=digest))  # type: ignore[arg-type]
        previous = digest
    from beforehand.records.rules.chain import head_of

    plain = chain_in_plain(said["decision"], entries, head_of(entries))
    for name in ("entry", "shaping", "hedging"):
        said["record"].pop(name, None)
    for name in ("agreed", "apart"):
        said["record"]["done"].pop(name)
    path.write_text(json.dumps({**said, **plain}), encoding="utf-8")


def test_what_was_taken_along_before_is_still_read_and_checked(
    run: Run, home: Oeverland, tmp_path: Path
) -> None:
    path = taken(home, tmp_path)
    as_before(path)
    done = run("verify", path)
    assert (done.exit_code, done.stderr) == (0, "")
    # It did not say its day then: any day it was somewhere at that moment will do, and no other.
    changed(path, lambda said: said["record"].update(on="2027-03-16"))
    assert run("verify", path).exit_code == 0
    changed(path, lambda said: said["record"].update(on="2027-03-17"))
    done = run("verify", path)
    assert done.exit_code == 1
    assert "/record/on says “2027-03-17”" in done.stderr
    changed(path, lambda said: said["record"].update(why="Because.", on="2027-03-15"))
    done = run("verify", path)
    assert done.exit_code == 1
    assert "/record/why says “Because.”" in done.stderr


def test_language_and_day_are_those_of_when_it_was_written_down(
    run: Run, home: Oeverland, tmp_path: Path
) -> None:
    letter = home.commitments["letter"].pk
    with timezone.override("Pacific/Auckland"):  # where it is the next day already
        postpone(actor=of(home, "karin"), commitment=letter, day=date(2027, 6, 1), must_know=(), now=NOW)
    Decision.objects.filter(pk=home.decision.pk).update(language="nl")
    path = taken(home, tmp_path, entry=3)
    said = json.loads(path.read_bytes())
    assert (said["language"], said["record"]["on"]) == ("en", "2027-03-16")
    assert run("verify", path).exit_code == 0


def test_an_entry_that_does_not_say_its_day_is_of_the_day_it_was_where_it_is_read() -> None:
    late = Entry(
        seq=1, kind="decided", at="2027-03-15T23:30:00+00:00", body={}, parts=(), previous="", hash=""
    )
    assert day_of(late, ZoneInfo("Europe/Amsterdam")) == date(2027, 3, 16)
    assert day_of(late, ZoneInfo("UTC")) == date(2027, 3, 15)


@pytest.mark.parametrize("broken", [[], "text", 7, None])
def test_a_summary_that_is_none_is_no_record(run: Run, home: Oeverland, tmp_path: Path, broken: Any) -> None:
    path = taken(home, tmp_path)
    changed(path, lambda said: said.update(record=broken))
    assert run("verify", path).exit_code == 2


def test_signs_a_screen_obeys_are_not_printed(run: Run, home: Oeverland, tmp_path: Path) -> None:
    path = taken(home, tmp_path)
    changed(path, lambda said: said["record"].update(why="\x1b[2J\u202egone", **{"\x1b": "x"}))
    done = run("verify", path)
    assert done.exit_code == 1
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr


def test_it_needs_neither_the_application_nor_a_database(home: Oeverland, tmp_path: Path) -> None:
    path = taken(home, tmp_path)
    script = (
        "import sys; sys.modules['django'] = None; sys.modules['beforehand.config'] = None\n"
        "from beforehand.cli.app import main\n"
        f"sys.argv = ['beforehand', 'verify', {str(path)!r}]\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_words_of_a_moment_are_those_of_the_database() -> None:
    assert tuple(Chosen.values) == MOMENTS
    assert PartReaders.ALL.value == FOR_ALL
