"""The reference page of the decision file, from its types. Run as a module it writes page and JSON Schema."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from beforehand.decisionfile.decision import ANSWER_PART
from beforehand.decisionfile.describing import json_schema
from beforehand.decisionfile.emitting import emit, inline
from beforehand.decisionfile.people import AT_THE_PERSON

_OPENING = f"""# The decision file

<!-- Generated from the types: `python -m beforehand.decisionfile.reference docs/reference`. -->

A decision file is YAML 1.2 in UTF-8, at most 10 MB. Only `schema` is required; everything else may grow while people
answer. A key without a value counts as left out, an empty text as not answered. Any key that is not on this page is
an error, except {", ".join(f"`{key}`" for key in ANSWER_PART)}: they are accepted and never looked at.
The same holds for unknown keys at the top level after the first of these: they belong to that part.

- **Ids** are short words without spaces. An id that looks like a number or like true or false needs quotes.
- **Texts** are written plainly, or as `{{nl: …, en: …}}` with one or both languages.
- **Sentences** of an answer are written plainly, as `{{nl: …, en: …}}`, or as `{{text: …, release: 2, …}}`; most
  answers hold one or a list of them. Without an `id` a sentence is called `person.field.` and eight characters that
  follow from its text.
- **Figures** are written plainly, or as `{{value: …, release: 2}}`.
- **Who may read this** (`release`, *wie mag dit lezen*): 0 only me, 1 facilitator, 2 all without name, 3 as 2 and my
  own side sees my name, 4 all with name. What is 0 enters no analysis.
- **Days** are written as year-month-day: `2027-03-15`.
- {", ".join(f"`{key}`" for key in AT_THE_PERSON)} have their place under `answers`; at the person itself they are
  accepted too, but not in both places.

A small file:

"""
_SMALL: dict[str, Any] = {
    "schema": "beforehand-decision/1",
    "title": {"nl": "Nieuwe planning", "en": "New planning"},
    "peildatum": "2027-03-15",
    "decision": {"posed_as": "Do we buy the planning tool?", "sponsor": "ann"},
    "sides": [{"id": "it", "kind": "it"}, {"id": "care", "kind": "business"}],
    "people": [
        {
            "id": "ann",
            "name": "Ann Visser",
            "side": "it",
            "decides": True,
            "answers": {"accountable": 5, "heard": 5},
        },
        {
            "id": "bob",
            "name": "Bob Maas",
            "side": "care",
            "answers": {"protects": "Rest in the team.", "heard": 1},
        },
    ],
    "commitments": [
        {"id": "C1", "en": "Signature", "date": "2027-05-01", "door": "one_way", "decider": "ann"}
    ],
}
_TITLES = {
    "Item": "Sentence",
    "Bilingual": "Text in two languages",
    "Posed": "Decision as posed",
    "Away": "Days away",
    "Held": "Conversation held",
    "Invited": "Conversation invited to",
    "ReleasedScale": "Figure with release",
    "ReleasedPeople": "People with release",
    "ReleasedPerson": "Person with release",
    "ReleasedPerCommitment": "Per commitment with release",
    "ReleasedPerSide": "Per side with release",
}
_SENTENCES = ("Item", "Assumption", "Mirror")


def reference_page() -> str:
    """Return the reference page in Markdown."""
    schema = json_schema()
    parts: dict[str, Any] = schema["$defs"]
    page = f"{_OPENING}```yaml\n{emit(_SMALL)}```\n\n## The file\n\n{schema['description']}\n\n"
    page += "".join(_table(schema, parts))
    for name in _in_order(schema, parts):
        page += f"\n## {_title(name)}\n\n{parts[name]['description']}\n\n" + "".join(
            _table(parts[name], parts)
        )
    return page


def write_reference(folder: Path) -> None:
    """Write the page and the JSON Schema to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "decision-file.md").write_text(reference_page(), encoding="utf-8")
    (folder / "beforehand-decision-1.schema.json").write_text(schema_text(), encoding="utf-8")


def schema_text() -> str:
    """Return the JSON Schema as text."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _in_order(schema: dict[str, Any], parts: dict[str, Any]) -> list[str]:
    """Return the parts in the order in which they are first met."""
    found: list[str] = []

    def visit(value: Any) -> None:
        if isinstance(value, list):
            for part in value:
                visit(part)
        elif isinstance(value, dict):
            name = value.get("$ref", "").rpartition("/")[2]
            if name and name not in found and "properties" in parts[name]:
                found.append(name)
                visit(parts[name])
            for part in value.values():
                visit(part)

    visit(schema["properties"])
    return found


def _table(part: dict[str, Any], parts: dict[str, Any]) -> Iterator[str]:
    yield "| key | Nederlands | type | default | meaning | example |\n|---|---|---|---|---|---|\n"
    required = part.get("required", [])
    for key, described in part["properties"].items():
        examples = described.get("examples", [])
        cells = (
            f"`{key}`",
            described.get("x-nl", ""),
            _type(described, parts),
            "required" if key in required else _default(described),
            described.get("description") or _part(described, parts).get("description", ""),
            f"`{inline(examples[0])}`" if examples else "",
        )
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _default(described: dict[str, Any]) -> str:
    default = described.get("default")
    return "" if default is None or isinstance(default, list | dict) else f"`{inline(default)}`"


def _type(described: dict[str, Any], parts: dict[str, Any]) -> str:
    if "$ref" in described:
        name = described["$ref"].rpartition("/")[2]
        if "properties" not in parts[name]:
            return _type(parts[name], parts)
        return _link("text" if name == "Bilingual" else _title(name).lower(), name)
    if "anyOf" in described:
        return " or ".join(dict.fromkeys(_type(kind, parts) for kind in _told(described["anyOf"])))
    if "enum" in described or "const" in described:
        words = described.get("enum", [described.get("const")])
        return (
            ", ".join(f"`{word}`" for word in words) if len(words) < 30 else f"`{words[0]}` … `{words[-1]}`"
        )
    if "x-refers" in described:
        return f"id of {_a(described['x-refers'])}"
    return _plain_type(described, parts)


def _plain_type(described: dict[str, Any], parts: dict[str, Any]) -> str:
    kind = described.get("type")
    if kind == "array":
        return f"list of {_type(described['items'], parts)}"
    if kind == "object":
        keys = described.get("propertyNames", {})
        of = f"id of {_a(keys['x-refers'])}" if "x-refers" in keys else "word"
        inner = described.get("additionalProperties") or next(iter(described["patternProperties"].values()))
        return f"per {of}: {_type(inner, parts)}"
    if kind in ("integer", "number"):
        low, high = described.get("minimum"), described.get("maximum")
        return f"{low:g} to {high:g}" if high is not None and high <= 5 else f"number from {low:g}"
    if kind == "string":
        return "day" if described.get("format") == "date" else "id" if "pattern" in described else "text"
    return "true or false" if kind == "boolean" else "anything"


def _told(kinds: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the ways to write a value, without those that the section of another one explains."""
    kinds = [kind for kind in kinds if kind.get("type") != "null"]
    names = [kind.get("$ref", "").rpartition("/")[2] for kind in kinds]
    explained = [""] if "Bilingual" in names else []
    explained += ["Bilingual"] if any(name in _SENTENCES for name in names) else []
    return [
        kind
        for kind, name in zip(kinds, names, strict=True)
        if name not in explained or kind.get("type") == "array"
    ]


def _part(described: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = parts.get(described.get("$ref", "").rpartition("/")[2], {})
    return found


def _link(words: str, name: str) -> str:
    return f"[{words}](#{_title(name).lower().replace(' ', '-')})"


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _title(name: str) -> str:
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
    return _TITLES.get(name, words.capitalize())


if __name__ == "__main__":
    write_reference(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/reference"))
