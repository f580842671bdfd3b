"""A file that is no YAML, or no decision at all, gives one clear error; nothing large is built from something small."""

import time
from pathlib import Path

import pytest

from beforehand.decisionfile import DecisionFileError, read


@pytest.mark.parametrize(
    ("source", "line", "column", "code"),
    [
        (b"", 1, 1, "empty"),
        (b"# only a remark\n", 1, 1, "empty"),
        (b"\xef\xbb\xbf", 1, 1, "empty"),
        (b"- schema: x\n", 1, 1, "not_a_mapping"),
        (b"\n\nhello\n", 3, 1, "not_a_mapping"),
        (b"schema: x\nname: Andr\xe9\n", 2, 11, "not_utf8"),
        ("naam: \u00e9\u00e9\xff".encode("latin-1"), 1, 7, "not_utf8"),
        ("a: é\nb: x\x00y\n".encode(), 2, 5, "control_character"),
        (b"a: 1\n---\nb: 2\n", 2, 1, "several_documents"),
        (b"a:\n\t- b\n", 2, 1, "tab"),
        (b"a:\n  b: 1\n\tc: 2\n", 3, 1, "tab"),
        (b'a: ok\nb: "open\nc: 3\n', 2, 4, "unclosed_quote"),
        (b"a: [1, 2\nb: 3\n", 1, 4, "unclosed_list"),
        (b"a: {b: 1\n", 1, 4, "unclosed_braces"),
        (b"a: een: twee\n", 1, 7, "unexpected_colon"),
        (b"a:\n  b: 1\n c: 2\n", 3, 2, "indentation"),
        (b"a: 1\nlos\nb: 2\n", 3, 1, "no_colon"),
        (b"a: @b\n", 1, 4, "unparsable"),
        (b"a: *b\n", 1, 4, "unknown_alias"),
        (b"a: &a [1, *a]\n", 1, 11, "alias_of_itself"),
    ],
)
def test_one_clear_error_with_its_place(source: bytes, line: int, column: int, code: str) -> None:
    found = read(source)
    assert found.decision is None
    assert [(fault.line, fault.column, fault.code) for fault in found.errors] == [(line, column, code)]


def test_a_parse_error_says_that_the_rest_was_not_read() -> None:
    (fault,) = read("a: [1\nunknown: 1\n").errors
    assert "the rest was not read" in fault.say("en")
    assert "verder is niet gelezen" in fault.say("nl")


def test_a_bomb_of_aliases_is_refused_before_anything_is_built() -> None:
    """Twelve rows of nine copies of the row above would be 9 to the power 12 words."""
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    begun = time.perf_counter()
    (fault,) = read("\n".join(rows)).errors
    assert (fault.code, fault.line) == ("bomb", 6)  # 9^5 copies pass a hundred thousand on the sixth row
    assert time.perf_counter() - begun < 1


def test_an_honest_repetition_is_read(small: str) -> None:
    text = small.replace("talk_to: [femke]", "talk_to: &them [femke]").replace(
        "contact: [karin]", "contact: *them"
    )
    found = read(text).decision
    assert found is not None
    assert found.people[1].answers.contact == ("femke",)


@pytest.mark.parametrize("open_with", ["[", "{a: ", "- "])
def test_a_deep_pit_of_brackets_is_refused_at_the_fiftieth(open_with: str) -> None:
    begun = time.perf_counter()
    (fault,) = read("a: " + open_with * 200_000 if open_with != "- " else "a:\n " + "- " * 200_000).errors
    assert fault.code == "too_deep"
    assert time.perf_counter() - begun < 2


def test_over_ten_megabytes_is_refused_unread(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    large.write_bytes(b"# " + b"x" * 10_000_000)
    begun = time.perf_counter()
    assert [fault.code for fault in read(large).errors] == ["too_large"]
    assert [fault.code for fault in read("\n" * 10_000_001).errors] == ["too_large"]
    assert time.perf_counter() - begun < 1


def test_a_file_that_is_not_there_is_the_one_exception(tmp_path: Path) -> None:
    with pytest.raises(DecisionFileError, match=r"There is no file 'gone\.yaml'") as gone:
        read(tmp_path / "gone.yaml")
    assert gone.value.faults[0].say("nl").startswith("Het bestand 'gone.yaml' is er niet.")
    with pytest.raises(DecisionFileError, match="cannot be opened"):
        read(tmp_path)


def test_dutch_words_stay_words(small: str) -> None:
    """YAML 1.1 would turn some of these into true, false or a number of minutes."""
    for word in ("ja", "nee", "on", "off", "yes", "no", "12:30", "2027-03-15", "1_000", "o", "Ja, maar: nee"):
        shown = f'"{word}"' if ": " in word else word
        found = read(small.replace("context: Twee dagen op papier.", f"context: {shown}")).decision
        assert found is not None
        assert found.context == word
    for word in ("true", "12", "1.5", "007", "0x1F", "1e3"):
        (fault,) = read(small.replace("context: Twee dagen op papier.", f"context: {word}")).errors
        assert f'"{word}"' in fault.right("nl")


def test_windows_line_ends_and_a_byte_order_mark_are_no_problem(small: str) -> None:
    found = read(b"\xef\xbb\xbf" + small.replace("\n", "\r\n").encode())
    assert found.decision == read(small).decision
    (fault,) = read(b"\xef\xbb\xbfschema: beforehand-decision/9\n").errors
    assert (fault.line, fault.column) == (1, 9)
