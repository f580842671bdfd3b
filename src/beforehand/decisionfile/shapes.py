"""The types of the decision file as shapes one can walk together with data that may be wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, Discriminator, Tag

from beforehand.decisionfile.decision import DecisionFile
from beforehand.decisionfile.parts import Defines, Refers

Mark = Defines | Refers


@dataclass(slots=True)
class Shape:
    """One value: a word, possibly one that defines or refers to an id."""

    mark: Mark | None = None


@dataclass(slots=True)
class Record(Shape):
    """A mapping with known keys."""

    keys: dict[str, Shape] = field(default_factory=dict)


@dataclass(slots=True)
class Many(Shape):
    """A list."""

    each: Shape = field(default_factory=Shape)


@dataclass(slots=True)
class Keyed(Shape):
    """A mapping whose keys are ids."""

    key: Shape = field(default_factory=Shape)
    value: Shape = field(default_factory=Shape)


@dataclass(slots=True)
class Choice(Shape):
    """One of several shapes, told apart by how the value is written."""

    tell: Any = None
    by_tag: dict[str, Shape] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mention:
    """An id in the data: where it stands, and whether it is defined or referred to there."""

    path: tuple[str | int, ...]
    mark: Mark
    word: str
    is_key: bool = False


@cache
def top() -> Shape:
    """Return the shape of a whole decision file."""
    return shape_of(DecisionFile, ())


def shape_of(annotation: Any, metadata: tuple[Any, ...]) -> Shape:
    """Return the shape of a type with what it is marked with."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return shape_of(inner, (*metadata, *more))
    if get_origin(annotation) in (Union, UnionType):
        members = [member for member in get_args(annotation) if member is not NoneType]
        tell = next((mark.discriminator for mark in metadata if isinstance(mark, Discriminator)), None)
        if tell is None:
            return shape_of(members[0], metadata)
        return Choice(tell=tell, by_tag={_tag(member): shape_of(member, ()) for member in members})
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Record(
            keys={
                info.alias or name: shape_of(info.annotation, (*info.metadata, *_told_apart(info)))
                for name, info in annotation.model_fields.items()
            }
        )
    if get_origin(annotation) is tuple:
        return Many(each=shape_of(get_args(annotation)[0], ()))
    if get_origin(annotation) is Mapping or (get_origin(annotation) or object).__name__ == "Mapping":
        key, value = get_args(annotation)
        return Keyed(key=shape_of(key, ()), value=shape_of(value, ()))
    return Shape(mark=next((mark for mark in metadata if isinstance(mark, Defines | Refers)), None))


def _told_apart(info: Any) -> tuple[Any, ...]:
    return (info.discriminator,) if isinstance(info.discriminator, Discriminator) else ()


def _tag(member: Any) -> str:
    return next(mark.tag for mark in get_args(member) if isinstance(mark, Tag))


def mentions(shape: Shape, data: Any, path: tuple[str | int, ...] = ()) -> Iterator[Mention]:
    """Yield every id in the data, skipping over whatever has the wrong type."""
    if shape.mark is not None and isinstance(data, str):
        yield Mention(path, shape.mark, data)
    elif isinstance(shape, Choice):
        yield from mentions(shape.by_tag[shape.tell(data)], data, path)
    elif isinstance(shape, Many) and isinstance(data, list):
        for index, item in enumerate(data):
            yield from mentions(shape.each, item, (*path, index))
    elif isinstance(shape, Record) and isinstance(data, dict):
        for key, value in data.items():
            if key in shape.keys:
                yield from mentions(shape.keys[key], value, (*path, key))
    elif isinstance(shape, Keyed) and isinstance(data, dict):
        for key, value in data.items():
            if shape.key.mark is not None:
                yield Mention((*path, key), shape.key.mark, key, is_key=True)
            yield from mentions(shape.value, value, (*path, key))


def keys_at(loc: tuple[str | int, ...]) -> tuple[str, ...]:
    """Return the keys allowed in the mapping at a place, as pydantic names places (with tags)."""
    shape = top()
    for step in loc:
        if isinstance(shape, Choice):
            shape = shape.by_tag.get(str(step), shape)
        elif isinstance(shape, Record) and step in shape.keys:
            shape = shape.keys[str(step)]
        elif isinstance(shape, Many):
            shape = shape.each
        elif isinstance(shape, Keyed):
            shape = shape.value
    return tuple(shape.keys) if isinstance(shape, Record) else ()
