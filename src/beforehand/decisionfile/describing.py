"""The JSON Schema of the decision file, from its types."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from beforehand.decisionfile.decision import ANSWER_PART, DecisionFile
from beforehand.decisionfile.people import AT_THE_PERSON

NAME = "beforehand-decision/1"
_APART = "Compared with afterwards; accepted, never looked at."


class _AsDeclared(GenerateJsonSchema):
    """Keeps keys in the order in which the types declare them."""

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:
        """Return the schema as it is."""
        return value


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a decision file.

    ``x-nl`` is the Dutch word, ``x-refers`` says what an id must name.
    """
    schema = DecisionFile.model_json_schema(by_alias=True, mode="validation", schema_generator=_AsDeclared)
    parts = schema.pop("$defs")
    _at_the_person(parts)
    for part in (schema, *parts.values()):
        _name_keys(part)
    for key in ANSWER_PART:
        schema["properties"][key] = {"title": key.replace("_", " ").capitalize(), "description": _APART}
    opening = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": NAME}
    whole: dict[str, Any] = _any_of({**opening, **schema, "title": "Decision file", "$defs": parts})
    return whole


def _at_the_person(parts: dict[str, Any]) -> None:
    answers, person = parts["Answers"]["properties"], parts["Person"]["properties"]
    for key in AT_THE_PERSON:
        described = f"{answers[key]['description']} Its place is under `answers`; here it is accepted too."
        person[key] = {**answers[key], "description": described}


def _name_keys(part: dict[str, Any]) -> None:
    for key, described in part.get("properties", {}).items():
        word = described.pop("title", "")
        name = key.replace("_", " ").capitalize()
        described["title"] = name
        if word.casefold() not in ("", name.casefold()) and word[:1].islower():
            described["x-nl"] = word


def _any_of(value: Any) -> Any:
    """Write every choice as ``anyOf``: how a value is written tells them apart, not that others fail."""
    if isinstance(value, dict):
        return {"anyOf" if key == "oneOf" else key: _any_of(part) for key, part in value.items()}
    return [_any_of(part) for part in value] if isinstance(value, list) else value
