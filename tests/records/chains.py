"""Chains for the stories: entries as an honest hand writes them down."""

from collections.abc import Mapping, Sequence

from beforehand.records.rules.chain import Entry, Json, Part, digest_of, hash_of, origin

DECISION = "6f1c1d3e-0000-4000-8000-000000000001"
SALT = "00112233445566778899aabbccddeeff"


def part(name: str, text: str, *, readers: str = "all", salt: str = SALT) -> Part:
    return Part(
        name=name,
        readers=readers,
        salt=salt,
        text=text,
        digest=digest_of(salt=salt, name=name, text=text),
    )


def entry(
    seq: int, previous: str, body: Mapping[str, Json], parts: Sequence[Part] = (), kind: str = "decided"
) -> Entry:
    at = f"2027-04-{seq % 28 + 1:02d}T10:00:00+00:00"
    made = hash_of(previous=previous, seq=seq, kind=kind, at=at, body=body, parts=parts)
    return Entry(seq=seq, kind=kind, at=at, body=body, parts=tuple(parts), previous=previous, hash=made)


def chain(
    length: int, *, decision: str = DECISION, said: str = "The night shift keeps its cards"
) -> list[Entry]:
    entries: list[Entry] = []
    previous = origin(decision)
    for seq in range(1, length + 1):
        parts = (part("by", "Karin"), part("condition", f"{said} ({seq})"))
        entries.append(
            entry(seq, previous, {"commitment": "licence", "n": seq, "postponed": seq % 2 == 0}, parts)
        )
        previous = entries[-1].hash
    return entries
