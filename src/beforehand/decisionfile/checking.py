"""From what pydantic says about the data to faults with a place and a suggestion."""

import re
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from beforehand.decisionfile.decision import ANSWER_PART
from beforehand.decisionfile.faults import Fault, written
from beforehand.decisionfile.nodes import Node, Scalar, resolve
from beforehand.decisionfile.people import AT_THE_PERSON
from beforehand.decisionfile.shapes import keys_at

Path = tuple[str | int, ...]

_MEANT = {
    "ja": "true", "yes": "true", "waar": "true", "on": "true", "nee": "false", "no": "false", "onwaar": "false",
    "off": "false", "feit": "fact", "waarde": "value", "belang": "interest", "herken ik": "recognise",
    "bij mij anders": "different", "weet ik niet": "unknown", "klopt": "right", "deels": "partly",
    "klopt niet": "wrong", "zelf": "self", "niet": "not", "zorg": "business", "bestuur": "board", "ict": "it",
    "eenrichting": "one_way", "tweerichting": "two_way", "zwaar": "heavy",
}  # fmt: skip
_WRONG_TYPE = {
    "bool_type": "not_true_or_false",
    "int_type": "not_a_whole_number",
    "int_from_float": "not_a_whole_number",
    "float_type": "not_a_number",
    "finite_number": "not_a_number",
    "tuple_type": "not_a_list",
    "mapping_type": "not_a_table",
    "dict_type": "not_a_table",
    "model_type": "not_a_table",
    "model_attributes_type": "not_a_table",
    "string_pattern_mismatch": "bad_id",
    "too_short": "empty_list",
}


def explain(error: ValidationError, root: Node) -> list[Fault]:
    """Return a fault for every error in the data."""
    return [_explain(detail, root) for detail in error.errors(include_url=False)]


def fault_at(root: Node, path: Path, code: str, *, key: bool = False, **detail: str) -> Fault:
    """Return a fault at a place in the file."""
    node, found = resolve(root, path, key=key)
    return Fault(line=node.line + 1, column=node.column + 1, path=written(found), code=code, detail=detail)


def nearest(word: str, words: list[str] | tuple[str, ...]) -> str:
    """Return the word that was probably meant, or an empty text.

    >>> nearest("comittments", ["commitments", "country"]), nearest("ja", ["true", "false"])
    ('commitments', 'true')
    """
    low = {known.casefold(): known for known in words}
    meant = _MEANT.get(word.casefold(), "")
    if meant in words:
        return meant
    close = get_close_matches(word.casefold(), low, 1, 0.6)
    return low[close[0]] if close else ""


def _explain(detail: ErrorDetails, root: Node) -> Fault:
    kind, loc, given, more = detail["type"], detail["loc"], detail["input"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(root, loc)
    if kind == "missing":
        node, _ = resolve(root, loc[:-1])
        fault = fault_at(root, loc[:-1], "missing_key", key=not loc[:-1], key_name=str(loc[-1]))
        return Fault(
            line=node.line + 1,
            column=node.column + 1,
            path=written((*resolve(root, loc[:-1])[1], loc[-1])),
            code="missing_key",
            detail=fault.detail,
        )
    if kind in ("greater_than_equal", "less_than_equal"):
        code, limit = ("too_low", more["ge"]) if "ge" in more else ("too_high", more["le"])
        return fault_at(root, loc, code, limit=f"{limit:g}")
    if kind in ("enum", "literal_error", "not_in_list"):
        return _not_in_list(root, loc, given, more)
    if kind == "string_type":
        return _not_text(root, loc, given)
    if kind == "bool_type":
        return fault_at(root, loc, "not_true_or_false", meant=nearest(str(given), ("true", "false")))
    if kind in _WRONG_TYPE:
        return fault_at(root, loc, _WRONG_TYPE[kind], key=loc[-1:] == ("[key]",))
    return fault_at(
        root, loc, kind, key=loc[-1:] == ("[key]",), **{name: str(value) for name, value in more.items()}
    )


def _unknown_key(root: Node, loc: Path) -> Fault:
    allowed = keys_at(loc[:-1])
    if len(loc) == 3 and loc[0] == "people":
        allowed += AT_THE_PERSON
    elif len(loc) == 1:
        allowed += ANSWER_PART
    word = str(loc[-1])
    meant = nearest(word, allowed)
    return fault_at(root, loc, "unknown_key", key=True, word=word[:60], meant=meant, words=", ".join(allowed))


def _not_in_list(root: Node, loc: Path, given: Any, more: dict[str, Any]) -> Fault:
    words = more["words"].split("\n") if "words" in more else re.findall(r"'([^']*)'", more["expected"])
    node, _ = resolve(root, loc)
    word = node.text if isinstance(node, Scalar) else ""
    if loc == ("schema",):
        return fault_at(root, loc, "unknown_schema")
    if not isinstance(given, str):
        return fault_at(root, loc, "not_a_word", words=", ".join(words))
    return fault_at(
        root, loc, "not_in_list", word=word[:60], meant=nearest(word, words), words=", ".join(words)
    )


def _not_text(root: Node, loc: Path, given: Any) -> Fault:
    node, found = resolve(root, loc)
    if isinstance(given, list) and found[-1:] == ("side",) and found[:1] == ("people",):
        return fault_at(root, loc, "more_sides")
    if isinstance(given, bool | int | float) and isinstance(node, Scalar):
        return fault_at(root, loc, "quote_it", word=node.text[:60])
    return fault_at(root, loc, "not_text")
