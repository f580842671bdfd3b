"""Nothing in a record changes, disappears or is put in between without the entry being named."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.records.chains import DECISION, chain, entry, part

from beforehand.records.rules.chain import (
    Entry,
    Fault,
    Head,
    Problem,
    digest_of,
    head_in,
    head_of,
    origin,
    verify,
)
from beforehand.records.rules.exported import NotARecordError, chain_in_plain, exported

FIVE = chain(5)
HEAD = head_of(FIVE)


def changed(n: int, **how: object) -> list[Entry]:
    """Return the five entries with one of them changed."""
    return [replace(one, **how) if one.seq == n else one for one in FIVE]  # type: ignore[arg-type]


def test_an_untouched_chain_holds() -> None:
    assert verify(FIVE, HEAD, decision=DECISION) == []
    assert verify([], None) == []


def test_the_digests_are_those_that_were_promised() -> None:
    """Counted here by hand, with nothing but SHA-256 and text written out as RFC 8785 asks."""
    salted = hashlib.sha256(bytes.fromhex("ff00") + b'{"name":"by","text":"Zo\xc3\xab"}').hexdigest()
    assert digest_of(salt="ff00", name="by", text="Zoë") == salted
    first = origin("d")
    assert first == hashlib.sha256(b'["beforehand-record/1","d"]').hexdigest()
    made = entry(1, first, {"b": 1, "a": True}, [part("by", "Zoë", salt="ff00")])
    written = (
        f'["{first}",1,{{"at":"2027-04-02T10:00:00+00:00","body":{{"a":true,"b":1}},"kind":"decided"}},'
        f'[["by","all","{salted}"]]]'
    )
    assert made.hash == hashlib.sha256(written.encode()).hexdigest()


@pytest.mark.parametrize(
    "how",
    [{"body": {"n": 99}}, {"kind": "erased"}, {"at": "2026-01-01T00:00:00+00:00"}, {"previous": "0" * 64},
     {"hash": "0" * 64}, {"body": {"n": 2**60}}, {"body": {"n": "\ud800"}}, {"parts": ()}],
    ids=["body", "kind", "moment", "link", "hash", "no canonical number", "no canonical text", "parts"],
)  # fmt: skip
@pytest.mark.parametrize("n", [1, 3, 5])
def test_what_was_changed_is_named_and_nothing_else(n: int, how: dict[str, object]) -> None:
    assert verify(changed(n, **how), HEAD, decision=DECISION) == [Problem(n, Fault.CHANGED)]


def test_a_changed_part_is_named_with_its_entry() -> None:
    by, condition = FIVE[2].parts
    told = changed(3, parts=(by, replace(condition, text="No condition")))
    assert verify(told) == [Problem(3, Fault.PART, "condition")]
    assert verify(changed(3, parts=(replace(by, salt="00"), condition))) == [Problem(3, Fault.PART, "by")]
    assert verify(changed(3, parts=(replace(by, salt="zz"), condition))) == [Problem(3, Fault.PART, "by")]


def test_half_a_part_is_not_an_erased_one() -> None:
    """Else who changes a word needs no more than to leave out its salt."""
    by, condition = FIVE[2].parts
    for half in (replace(condition, text="No condition", salt=None), replace(condition, text=None)):
        assert verify(changed(3, parts=(by, half))) == [Problem(3, Fault.PART, "condition")]


def test_a_part_for_the_facilitator_does_not_become_one_for_all() -> None:
    by, condition = FIVE[0].parts
    assert verify(changed(1, parts=(replace(by, readers="facilitator"), condition))) == [
        Problem(1, Fault.CHANGED)
    ]


def test_an_erased_part_keeps_verifying() -> None:
    erased = [replace(one, parts=tuple(replace(p, salt=None, text=None) for p in one.parts)) for one in FIVE]
    assert verify(erased, HEAD, decision=DECISION) == []


def test_what_is_left_out_in_the_middle_is_a_gap() -> None:
    assert verify([FIVE[0], FIVE[1], FIVE[3], FIVE[4]]) == [Problem(3, Fault.GAP)]
    assert verify(FIVE[1:], decision=DECISION) == [Problem(1, Fault.GAP)]


def test_a_long_gap_is_told_once() -> None:
    assert [p for p in verify([*FIVE, entry(2**31, FIVE[4].hash, {})]) if p.fault is Fault.GAP] == [
        Problem(6, Fault.GAP)
    ]


def test_two_in_one_place() -> None:
    assert verify([*FIVE[:3], FIVE[2], *FIVE[3:]], HEAD) == [Problem(3, Fault.DUPLICATE)]


def test_nothing_stands_before_the_first() -> None:
    assert verify([entry(0, origin(DECISION), {}), *FIVE], HEAD) == [Problem(0, Fault.LINK)]


def test_the_wrong_order() -> None:
    assert verify([FIVE[0], FIVE[2], FIVE[1], *FIVE[3:]], HEAD) == [Problem(2, Fault.ORDER)]


def test_one_that_was_made_anew_in_the_middle_is_not_followed_by_the_next() -> None:
    other = entry(3, FIVE[1].hash, {"n": 99})
    assert verify([*FIVE[:2], other, *FIVE[3:]]) == [Problem(4, Fault.LINK)]


def test_the_chain_of_another_decision() -> None:
    other = chain(5, decision="another")
    assert verify(other, decision=DECISION) == [Problem(1, Fault.LINK)]


def test_dropping_the_last_is_seen_with_the_head_alone() -> None:
    assert verify(FIVE[:4], decision=DECISION) == []  # nothing in it says there was a fifth
    assert verify(FIVE[:4], HEAD) == [Problem(5, Fault.DROPPED)]
    assert verify(FIVE[:3], HEAD) == [Problem(4, Fault.DROPPED)]
    assert verify([], HEAD) == [Problem(1, Fault.DROPPED)]
    assert verify(FIVE[:4], Head(FIVE[4].hash)) == [Problem(4, Fault.UNREACHED)]


def test_a_chain_made_anew_is_seen_with_the_head_alone() -> None:
    rebuilt = chain(5, said="Nobody keeps a card")
    assert verify(rebuilt, decision=DECISION) == []
    assert verify(rebuilt, HEAD) == [Problem(5, Fault.REBUILT)]
    assert verify(rebuilt, Head(FIVE[4].hash)) == [Problem(5, Fault.UNREACHED)]


def test_a_chain_that_grew_since_the_head_was_noted_holds() -> None:
    longer = [*FIVE, entry(6, FIVE[4].hash, {})]
    assert verify(longer, HEAD, decision=DECISION) == []
    assert verify(longer, Head(FIVE[1].hash)) == []


def test_heads_are_read_as_people_note_them_down() -> None:
    assert head_in(f"  {HEAD} \n") == HEAD
    assert head_in(FIVE[4].hash.upper()) == Head(FIVE[4].hash)
    for said in ("", "12", "x:" + "0" * 64, "0" * 63, ":" + "0" * 64, "²:" + "0" * 64, "0" * 60 + "gggg"):
        assert head_in(said) is None


# As a file ----------------------------------------------------------------------------------------------------------

FILE = json.dumps(chain_in_plain(DECISION, FIVE, HEAD), indent=1).encode()
ENTRIES = FILE.index(b'"entries"')


def test_a_file_reads_back_as_it_was() -> None:
    read = exported(FILE)
    assert (read.decision, list(read.entries), read.head) == (DECISION, FIVE, HEAD)


@pytest.mark.parametrize("other", [str.upper, lambda salt: f"{salt[:2]} {salt[2:]}"])
def test_a_salt_has_one_spelling(other: Callable[[str], str]) -> None:
    read = exported(FILE)
    part = read.entries[0].parts[0]
    assert part.salt is not None
    spelled = replace(part, salt=other(part.salt))
    assert spelled != part
    first = replace(read.entries[0], parts=(spelled, *read.entries[0].parts[1:]))
    found = verify((first, *read.entries[1:]), HEAD, decision=DECISION)
    assert [(problem.fault, problem.seq) for problem in found] == [(Fault.PART, 1)]


@settings(max_examples=600, deadline=None)
@given(offset=st.integers(0, len(FILE) - 1), other=st.integers(0, 255))
def test_any_changed_byte_is_found_and_its_entry_named(offset: int, other: int) -> None:
    broken = FILE[:offset] + bytes([other]) + FILE[offset + 1 :]
    try:
        read = exported(broken)
    except NotARecordError:
        return  # no record any more: nobody takes it for one
    if read == exported(FILE):
        return  # white space, or a letter in another spelling: nothing that was stored
    found = verify(read.entries, HEAD, decision=DECISION)
    if offset < ENTRIES:  # in no entry, but in what the file says of itself: that no longer fits its entries
        assert verify(read.entries, read.head, decision=read.decision)
    else:
        assert _seq_around(offset) in {problem.seq for problem in found}


def _seq_around(offset: int) -> int:
    """Return the place of the entry a byte of the file belongs to, read from the untouched text around it."""
    begin = FILE[:offset].rfind(b"\n  {")
    seq = FILE.index(b'"seq": ', begin) + len(b'"seq": ')
    return int(FILE[seq : FILE.index(b",", seq)])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 4), max_size=8))
def test_no_choice_or_order_of_entries_passes_but_the_whole(places: list[int]) -> None:
    found = verify([FIVE[n] for n in places], HEAD, decision=DECISION)
    assert (found == []) == (places == [0, 1, 2, 3, 4])


@pytest.mark.parametrize(
    "source",
    [b"", b"\xff\xfe", b"[]", b"{}", b'{"schema":"beforehand-record/2"}', b"[" * 100_000, b"null",
     FILE.replace(b'"seq": 3', b'"seq": "3"'), FILE.replace(b'"seq": 3', b'"seq": true'),
     FILE.replace(b'"kind"', b'"kind": "x", "kind"', 1), FILE.replace(b'"kind"', b'"said": "x", "kind"', 1),
     FILE.replace(b'"salt"', b'"pepper"', 1), FILE.replace(b'"body": {', b'"body": [], "was": {', 1)],
    ids=lambda source: source[:12].decode("latin-1"),
)  # fmt: skip
def test_what_is_no_record_is_not_taken_for_one(source: bytes) -> None:
    with pytest.raises(NotARecordError):
        exported(source)
