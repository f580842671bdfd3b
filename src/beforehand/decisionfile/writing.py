"""Writing a decision file: fresh, or the same file back with its comments and order."""

from dataclasses import dataclass
from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from beforehand.decisionfile.decision import DecisionFile
from beforehand.decisionfile.emitting import emit
from beforehand.decisionfile.faults import DecisionFileError
from beforehand.decisionfile.parsing import Unparsable, decode, parse


@dataclass(frozen=True, slots=True)
class Document:
    """A file that can be changed and written back. Change ``data``; comments, order and quotes stay."""

    data: CommentedMap
    text: str
    unchanged: str


def write_new(decision: DecisionFile) -> str:
    """Return a decision as a fresh file, in the documented order, without keys that say nothing new."""
    return emit(decision.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def load_document(text: str) -> Document:
    """Return a file to change and write back.

    Raises
    ------
    DecisionFileError
        When it is no readable YAML, or a key stands twice.
    """
    try:
        _, faults = parse(decode(text))
    except Unparsable as stop:
        raise DecisionFileError((stop.fault,)) from None
    if faults:
        raise DecisionFileError(tuple(faults))
    data = _yaml().load(text)
    return Document(data=data, text=text, unchanged=_written(data))


def dump_document(document: Document) -> str:
    """Return the file as text: exactly the text it was read from when nothing changed."""
    now = _written(document.data)
    if now == document.unchanged:
        return document.text
    return now.replace("\n", "\r\n") if "\r\n" in document.text else now


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    return yaml


def _written(data: CommentedMap) -> str:
    stream = StringIO()
    _yaml().dump(data, stream)
    return stream.getvalue()
