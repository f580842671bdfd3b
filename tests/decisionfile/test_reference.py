"""The reference page and the JSON Schema are generated, and true."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from beforehand.decisionfile import json_schema, read
from beforehand.decisionfile.nodes import plain
from beforehand.decisionfile.parsing import parse
from beforehand.decisionfile.reference import reference_page, schema_text

DOCS = Path(__file__).parents[2] / "docs" / "reference"


def test_the_pages_in_the_docs_are_the_generated_ones() -> None:
    """Mended with: python -m beforehand.decisionfile.reference docs/reference."""
    assert (DOCS / "decision-file.md").read_text(encoding="utf-8") == reference_page()
    assert (DOCS / "beforehand-decision-1.schema.json").read_text(encoding="utf-8") == schema_text()


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_schema_accepts_what_the_reader_accepts(
    validator: jsonschema.Draft202012Validator, small: str
) -> None:
    assert [error.message for error in validator.iter_errors(plain(parse(small)[0]))] == []


def test_the_schema_accepts_the_shared_cases(
    validator: jsonschema.Draft202012Validator, shared_case: Path
) -> None:
    data = plain(parse(shared_case.read_text(encoding="utf-8"))[0])
    assert [error.message for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("country: NL", "counrty: NL"),
        ("accountable: 5", "accountable: 6"),
        ("type: contract", "type: contrat"),
        ("release: 0}]", "release: 5}]"),
        ("signal: G3a", "signal: G9z"),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(
    validator: jsonschema.Draft202012Validator, small: str, old: str, new: str
) -> None:
    text = small.replace(old, new)
    assert read(text).errors
    assert list(validator.iter_errors(plain(parse(text)[0])))


def test_every_key_is_on_the_page_with_its_meaning() -> None:
    page = reference_page()
    schema = json_schema()
    for part in (schema, *schema["$defs"].values()):
        for key, described in part.get("properties", {}).items():
            assert f"| `{key}` |" in page, key
            assert described.get("description") or "$ref" in described, key
            assert described["title"], key


def test_every_link_on_the_page_leads_somewhere() -> None:
    page = reference_page()
    headings = {line[3:].lower().replace(" ", "-") for line in page.splitlines() if line.startswith("## ")}
    links = {part.partition(")")[0] for part in page.split("](#")[1:]}
    assert links
    assert links <= headings


def test_the_small_file_on_the_page_can_be_read() -> None:
    example = reference_page().partition("```yaml\n")[2].partition("```")[0]
    assert read(example).errors == ()


def test_every_example_is_true() -> None:
    """Each example is put in its own place in a file that defines the ids it needs."""
    schema = json_schema()
    for name, part in schema["$defs"].items():
        for key, described in part.get("properties", {}).items():
            for example in described.get("examples", []):
                _check(schema, {**described}, example, f"{name}.{key}")


def _check(schema: dict[str, Any], described: dict[str, Any], example: Any, where: str) -> None:
    alone = jsonschema.Draft202012Validator({**described, "$defs": schema["$defs"]})
    assert [error.message for error in alone.iter_errors(example)] == [], where
