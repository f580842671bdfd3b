"""How long a record of 10,000 entries takes to verify, and one with 200 open topics to set; prints one line of JSON.

Run it with ``python tests/benchmarks/records.py``.
"""

import argparse
import json
import os
import statistics
import sys
from pathlib import Path
from time import perf_counter, process_time

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.records.chains import DECISION, chain

from beforehand.records.rules.chain import head_of, verify
from beforehand.records.rules.exported import chain_in_plain, exported


def documents() -> dict[str, float]:
    """Return the seconds each form takes the first time, as somebody waits for it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tests.records.documents.licences import LARGE

    from beforehand.records import documents as forms

    took = {}
    for name, make in (("pdf", forms.as_pdf), ("docx", forms.as_docx), ("brief", forms.as_brief)):
        begin = perf_counter()
        make(LARGE, language="nl")
        took[f"{name}_seconds"] = round(perf_counter() - begin, 3)
    return took


def main() -> None:
    """Write the record once, and read and verify it as often as asked."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--entries", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    entries = chain(chosen.entries)
    head = head_of(entries)
    source = json.dumps(chain_in_plain(DECISION, entries, head), indent=1, sort_keys=True).encode()
    reading, took, worked = [], [], []
    for _ in range(chosen.rounds):
        begin = perf_counter()
        read = exported(source)
        reading.append(perf_counter() - begin)
        begin, work = perf_counter(), process_time()
        assert verify(read.entries, head, decision=DECISION) == []
        took.append(perf_counter() - begin)
        worked.append(process_time() - work)
    print(
        json.dumps(
            {
                **documents(),
                "entries": chosen.entries,
                "megabytes": round(len(source) / 1e6, 1),
                "reading_seconds": round(statistics.median(reading), 3),
                "verify_seconds": round(statistics.median(took), 3),
                "verify_processor_seconds": round(statistics.median(worked), 3),
            }
        )
    )


if __name__ == "__main__":
    main()
