"""Dutch and English: one catalogue, nothing missing, nothing mixed."""

import ast
import re
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from typer.testing import Result

import beforehand
from beforehand.cli.serving.home import why_not
from beforehand.locale import catalogue, language_of
from beforehand.vault.keys import KeyFault

Run = Callable[..., Result]
SOURCE = Path(beforehand.__file__).parent
FOLDER = SOURCE / "locale" / "nl" / "LC_MESSAGES"
KEYWORDS = {"say": None, "several": (1, 2), "mark": None}
SAME_IN_BOTH = {"April", "September", "November", "December", "coach", "facilitator"}


@pytest.fixture(scope="module")
def dutch() -> Catalog:
    """The Dutch catalogue as it is written."""
    with (FOLDER / "beforehand.po").open("rb") as file:
        return read_po(file, locale="nl")


def used() -> Iterator[str]:
    """Every message the code says."""
    for folder in ("cli", "locale"):
        for _, _, message, _, _ in extract_from_dir(
            SOURCE / folder, keywords=KEYWORDS, method_map=[("**.py", "python")]
        ):
            yield message[0] if isinstance(message, tuple) else message


def test_everything_that_is_said_exists_in_dutch(dutch: Catalog) -> None:
    said = set(used()) - {""}
    assert len(said) > 150
    missing = sorted(m for m in said if m not in dutch or not dutch[m].string or not all(dutch[m].string))
    assert missing == []
    assert [m.id for m in dutch if m.id and m.fuzzy] == []


def test_nothing_in_the_catalogue_is_said_no_more(dutch: Catalog) -> None:
    kept = {m.id[0] if isinstance(m.id, tuple) else m.id for m in dutch if m.id}
    assert kept - set(used()) == set()


def test_what_is_filled_in_is_the_same_in_both_languages(dutch: Catalog) -> None:
    for message in dutch:
        if not message.id:
            continue
        pairs = zip(message.id, message.string, strict=True) if isinstance(message.id, tuple) else ()
        for english, said in pairs or ((message.id, message.string),):
            if not isinstance(message.id, tuple):
                assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", said)), english
            else:
                assert set(re.findall(r"{\w+}", said)) <= set(re.findall(r"{\w+}", message.id[1])), english


def test_what_is_wrong_with_a_key_is_said_in_dutch_too(dutch: Catalog) -> None:
    texts = {
        call.args[0].value if isinstance(call.args[0], ast.Constant) else ast.unparse(call.args[0])
        for path in (SOURCE / "vault").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "KeyFault"
    }
    assert len(texts) >= 5
    assert {text for text in texts if text not in dutch or not dutch[text].string} == set()
    fault = KeyFault("the key file {path} cannot be read ({kind})", path="a.key", kind="OSError")
    assert str(fault) == "the key file a.key cannot be read (OSError)"
    assert why_not(catalogue("nl"), fault) == "het sleutelbestand a.key is niet te lezen (OSError)"


def test_the_compiled_catalogue_is_the_written_one(dutch: Catalog) -> None:
    compiled = BytesIO()
    write_mo(compiled, dutch)
    assert (FOLDER / "beforehand.mo").read_bytes() == compiled.getvalue()


@pytest.mark.parametrize(
    "word", ["weerstand", "resistance", "bevinding", "finding", "opponent", "tegenstander", "!"]
)
def test_words_that_are_not_ours_are_not_said(dutch: Catalog, word: str) -> None:
    for message in dutch:
        for text in (message.id, message.string) if message.id else ():
            for said in text if isinstance(text, tuple | list) else (text,):
                assert word not in said.casefold()


def english_words(dutch: Catalog) -> list[str]:
    """What would betray English on a Dutch page: messages of which the Dutch is something else."""
    plain = [m for m in dutch if isinstance(m.id, str) and m.id and "{" not in m.id]
    return [m.id for m in plain if m.id != m.string and m.id not in SAME_IN_BOTH and len(m.id) > 3]


@pytest.mark.parametrize(
    "typed",
    [
        ("analyse", "FILE"),
        ("analyse", "FILE", "--as", "participant:femke"),
        ("analyse", "FILE", "--as", "decider:karin"),
        ("explain", "FILE", "P01:femke"),
        ("explain", "FILE", "R07:C1"),
        ("validate", "FILE"),
        ("knowledge",),
        ("knowledge", "P01"),
        ("knowledge", "LRM"),
        ("--help",),
        ("analyse", "--help"),
        ("explain", "--help"),
    ],
)
def test_a_dutch_page_has_no_english_in_it(
    run: Run, decision: Path, dutch: Catalog, typed: tuple[str, ...]
) -> None:
    args = [str(decision) if a == "FILE" else a for a in typed]
    result = run(*args, env={"BEFOREHAND_LANG": "nl"})
    assert result.exit_code == 0
    page = re.sub(r"\b\w+:\w+", "", " ".join(result.stdout.split()))  # ids are no words
    said = {w for w in english_words(dutch) if re.search(rf"(?<!\w){re.escape(w)}(?!\w)", page)}
    assert said == set()


def test_errors_are_said_in_the_language_that_was_asked_for(run: Run, tmp_path: Path) -> None:
    nowhere = tmp_path / "x.yaml"
    assert "is er niet" in run("analyse", nowhere, "--lang", "nl").stderr
    assert "There is no file" in run("analyse", nowhere, "--lang", "en", env={"BEFOREHAND_LANG": "nl"}).stderr
    assert "bestaat hier niet" in run("analyse", "--lang", "nl", "--sideways").stderr


def test_the_environment_decides_when_nothing_is_asked() -> None:
    assert language_of({"BEFOREHAND_LANG": "nl", "LANG": "en_GB.UTF-8"}) == "nl"
    assert language_of({"LC_ALL": "nl_NL.UTF-8", "LANG": "en_GB.UTF-8"}) == "nl"
    assert language_of({"LC_MESSAGES": "nl_NL", "LANG": "en_GB.UTF-8"}) == "nl"
    assert language_of({"LANG": "de_DE.UTF-8"}) == "en"
    assert language_of({}) == "en"


def test_one_and_many_are_said_apart() -> None:
    one, many = "{count} working day left", "{count} working days left"
    assert catalogue("nl").several(one, many, 1) == "nog 1 werkdag"
    assert catalogue("nl").several(one, many, 0) == "nog 0 werkdagen"
    assert catalogue("en").several(one, many, 1) == "1 working day left"
    assert catalogue("en").several(one, many, 2) == "2 working days left"


def test_days_numbers_and_lists_are_said_as_the_reader_writes_them() -> None:
    day = date(2027, 3, 24)
    assert catalogue("nl").day(day) == "wo 24 maart"
    assert catalogue("en").day(day) == "Wed 24 March"
    assert catalogue("nl").day(day, seen_from=date(2026, 12, 31)) == "wo 24 maart 2027"
    assert catalogue("nl").number(1234.5, 1) == "1.234,5"
    assert catalogue("en").number(1234.5, 1) == "1,234.5"
    assert catalogue("nl").listed(["Femke", "Tom", "Bas"]) == "Femke, Tom en Bas"
    assert catalogue("nl").listed([]) == ""
