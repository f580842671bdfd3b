"""The chain: what was written down cannot be changed, taken away or put in between without being seen.

Every entry carries a digest over the entry before it, its place, its body and the digests of its parts. Names and words
are parts: each has a digest over a salt and its text, and only the digest is in the chain. When the text and the salt of
a part are erased, the chain keeps verifying, and nobody can guess the text back from what stays.

Source: canonical JSON as in RFC 8785, SHA-256 as in FIPS 180-4.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import pairwise
from typing import Any

import rfc8785

FORM = "beforehand-record/1"


Json = str | int | bool | Sequence["Json"] | Mapping[str, "Json"] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A name or words of an entry.

    ``text`` and ``salt`` are both None when the part was erased, or when this reader may not have it; its digest is there
    all the same.
    """

    name: str
    readers: str
    digest: str
    salt: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: what kind, when (ISO 8601, UTC), its body and parts, and its link to the one before.

    ``seq`` is its place, from 1.
    """

    seq: int
    kind: str
    at: str
    body: Mapping[str, Json]
    parts: tuple[Part, ...]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry as somebody noted it down. ``seq`` None when only the digest was noted."""

    hash: str
    seq: int | None = None

    def __str__(self) -> str:
        return self.hash if self.seq is None else f"{self.seq}:{self.hash}"


class Fault(StrEnum):
    """What can be wrong with an entry."""

    CHANGED = "changed"  # its body, kind, moment, place or link is not what was written
    PART = "part"  # the text of a part is not what was written
    LINK = "link"  # it does not follow on the entry that stands before it
    GAP = "gap"  # it is missing, and later ones are there
    ORDER = "order"  # it stands after a later one
    DUPLICATE = "duplicate"  # there are two in this place
    DROPPED = "dropped"  # it was there when the head was noted down, and is not any more
    REBUILT = "rebuilt"  # it is another one than when the head was noted down
    UNREACHED = "unreached"  # after it the chain does not lead to the head: dropped or rebuilt


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, and with which entry; ``part`` names the part when it is about one."""

    seq: int
    fault: Fault
    part: str = ""


def moment(at: datetime) -> str:
    """Return a moment as the chain has it: in UTC, to the microsecond, so that a database gives back the same."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def origin(decision: str) -> str:
    """Return what the first entry of a decision follows on, so that no chain passes for that of another decision."""
    return hashlib.sha256(rfc8785.dumps([FORM, decision])).hexdigest()


def digest_of(*, salt: str, name: str, text: str) -> str:
    """Return the digest of a part: SHA-256 over its salt (hexadecimal, small letters) and its canonical form.

    Raises
    ------
    ValueError
        For a salt that is spelled otherwise: one stored thing has one spelling.

    Examples
    --------
    >>> digest_of(salt="00", name="by", text="Karin") == digest_of(salt="01", name="by", text="Karin")
    False
    """
    grains = bytes.fromhex(salt)
    if grains.hex() != salt:
        raise ValueError
    return hashlib.sha256(grains + rfc8785.dumps({"name": name, "text": text})).hexdigest()


def hash_of(
    *, previous: str, seq: int, kind: str, at: str, body: Mapping[str, Json], parts: Sequence[Part]
) -> str:
    """Return the digest of an entry: SHA-256 over the previous one, its place, its body and the digests of its parts.

    All of it is one canonical array, so that nothing can be moved from one place to the next.
    """
    whole: Any = [
        previous,
        seq,
        {"at": at, "body": body, "kind": kind},
        [[part.name, part.readers, part.digest] for part in parts],
    ]
    return hashlib.sha256(rfc8785.dumps(whole)).hexdigest()


def head_of(entries: Sequence[Entry]) -> Head | None:
    """Return the last entry in the form in which it is noted down; None when there is none."""
    last = max(entries, key=lambda entry: entry.seq, default=None)
    return None if last is None else Head(last.hash, last.seq)


def head_in(text: str) -> Head | None:
    """Return the head somebody noted down, as ``12:9f3a…`` or the digest alone; None when it is neither.

    Examples
    --------
    >>> head_in("12:" + "AB" * 32) == Head("ab" * 32, 12)
    True
    >>> head_in("yesterday") is None
    True
    """
    place, colon, digest = text.strip().lower().rpartition(":")
    known = len(digest) == 64 and not set(digest) - set("0123456789abcdef")
    if not known or (colon and not (place.isascii() and place.isdecimal() and len(place) < 10)):
        return None
    return Head(digest, int(place) if colon else None)


def verify(
    entries: Sequence[Entry], head: Head | None = None, *, decision: str | None = None
) -> list[Problem]:
    """Return everything that is wrong, by entry; nothing when the chain holds.

    Parameters
    ----------
    entries
        As they stand in the file.
    head
        As somebody else kept it. Without it, leaving out the last entries or making the whole chain anew cannot be seen.
        A chain that has grown since then still holds.
    decision
        Whose chain it should be; not looked at when None.
    """
    problems: list[Problem] = []
    known: dict[int, Entry] = {}
    reached = 0
    for entry in entries:
        if entry.seq in known:
            problems.append(Problem(entry.seq, Fault.DUPLICATE))
            continue
        if entry.seq < reached:
            problems.append(Problem(entry.seq, Fault.ORDER))
        reached = max(reached, entry.seq)
        known[entry.seq] = entry
    counted = {seq: _counted(entry) for seq, entry in known.items()}
    last = max(known, default=0)
    problems += [Problem(seq, Fault.GAP) for seq in _missing(known)]
    for seq, entry in known.items():
        if counted[seq] != entry.hash:
            problems.append(Problem(seq, Fault.CHANGED))
        elif not _follows(entry, known, counted, decision):
            problems.append(Problem(seq, Fault.LINK))
        problems += [Problem(seq, Fault.PART, part.name) for part in entry.parts if not _holds(part)]
    if head is not None:
        problems += _against(head, known, counted, last)
    return sorted(set(problems))


def _counted(entry: Entry) -> str:
    try:
        return hash_of(
            previous=entry.previous,
            seq=entry.seq,
            kind=entry.kind,
            at=entry.at,
            body=entry.body,
            parts=entry.parts,
        )
    except (ValueError, RecursionError):  # what was changed has no canonical form
        return ""


def _follows(
    entry: Entry, known: Mapping[int, Entry], counted: Mapping[int, str], decision: str | None
) -> bool:
    """Tell whether an entry follows on the one before it: as it says itself, or as it is counted.

    Either will do: an entry that was changed is named itself, and not once more by the one after it.
    """
    if entry.seq == 1:
        return decision is None or entry.previous == origin(decision)
    if entry.seq < 1:
        return False
    before = known.get(entry.seq - 1)
    return before is None or entry.previous in (before.hash, counted[before.seq])


def _holds(part: Part) -> bool:
    if part.salt is None and part.text is None:
        return True
    try:
        return part.digest == digest_of(salt=part.salt or "", name=part.name, text=part.text or "")
    except ValueError:
        return False


def _missing(known: Mapping[int, Entry]) -> list[int]:
    """Return the places without an entry; of a long row the first alone, or one changed digit makes a million."""
    places = pairwise([0, *sorted(seq for seq in known if seq > 0)])
    return [earlier + 1 for earlier, later in places if later > earlier + 1]


def _against(head: Head, known: Mapping[int, Entry], counted: Mapping[int, str], last: int) -> list[Problem]:
    if head.seq is None:
        held = any(head.hash in (entry.hash, counted[seq]) for seq, entry in known.items())
        return [] if held else [Problem(last, Fault.UNREACHED)]
    entry = known.get(head.seq)
    if entry is None:
        return [Problem(last + 1, Fault.DROPPED)] if head.seq > last else []  # a gap was named already
    return [] if head.hash in (entry.hash, counted[head.seq]) else [Problem(head.seq, Fault.REBUILT)]
