"""What every part of a decision file is made of: ids, days, numbers, words from a list."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    Strict,
    WithJsonSchema,
    model_validator,
)
from pydantic.annotated_handlers import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from beforehand.decisionfile.parsing import UNPRINTABLE
from beforehand.decisionfile.vocabulary import words_for


class Part(BaseModel):
    """A mapping in the file: frozen, and without keys that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True, validate_by_name=False)

    @model_validator(mode="before")
    @classmethod
    def _left_out(cls, data: Any) -> Any:
        """A key without a value counts as left out."""
        if isinstance(data, dict) and any(value is None for value in data.values()):
            return {key: value for key, value in data.items() if value is not None}
        return data


@dataclass(frozen=True, slots=True)
class Defines:
    """Marks an id that others may refer to; ``kind`` is what it names."""

    kind: str


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks an id that must be given somewhere in the file."""

    kind: str

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Say in the JSON Schema what the id must name."""
        return {**handler(schema), "x-refers": self.kind}


@dataclass(frozen=True, slots=True)
class OneOf:
    """A word the knowledge knows; ``what`` is the list it stands in."""

    what: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Accept a word of the list only."""
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """List the words in the JSON Schema."""
        return {**handler(schema), "enum": list(words_for(self.what))}

    def _check(self, word: str) -> str:
        if word not in words_for(self.what):
            raise PydanticCustomError(
                "not_in_list", "not in the list", {"words": "\n".join(words_for(self.what))}
            )
        return word


def _printable(text: str) -> str:
    if odd := UNPRINTABLE.search(text):
        raise PydanticCustomError(
            "escaped_character", "control character", {"character": f"U+{ord(odd.group()):04X}"}
        )
    return text


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("date_form", "not a date", {})
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("no_such_day", "no such day", {"value": value}) from None
    if turned := re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})", value):
        day, month, year = (int(number) for number in turned.groups())
        try:
            meant = date(year, month, day)
        except ValueError:
            raise PydanticCustomError("date_form", "not a date", {}) from None
        raise PydanticCustomError("date_turned", "not a date", {"value": value, "meant": meant.isoformat()})
    raise PydanticCustomError("date_form", "not a date", {})


class _Printable:
    """Refuses characters that no screen or database can hold."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(_printable, handler(source))


Text = Annotated[str, _Printable()]
Id = Annotated[str, Field(pattern=r"^\S{1,200}$"), _Printable()]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Flag = Annotated[bool, Strict()]
Level = Annotated[int, Strict(), Field(ge=0, le=4)]
Scale = Annotated[int, Strict(), Field(ge=0, le=5)]
Grade = Annotated[int, Strict(), Field(ge=1, le=5)]
Count = Annotated[int, Strict(), Field(ge=0, le=1_000_000)]
Amount = Annotated[float, Strict(), Field(ge=0, le=1e13, allow_inf_nan=False)]

PersonId = Annotated[Id, Refers("person")]
SideId = Annotated[Id, Refers("side")]
CommitmentId = Annotated[Id, Refers("commitment")]
StatementId = Annotated[Id, Refers("statement")]
AssumptionId = Annotated[Id, Refers("assumption")]
MirrorId = Annotated[Id, Refers("mirror")]
