"""Ten ways to fill in any form badly."""

from collections.abc import Callable, Iterator
from uuid import UUID

from tests.bad_input.pages import Field, Form

Sent = dict[str, list[str]]
Way = Callable[[Form, UUID], Iterator[Sent]]

MARK = "</textarea><script>kanarie()</script><b onclick='kanarie()'>"
BELL = "kanarie\x00\x07"
TURNED = "kanarie\u202etxet\u2066"
UNSEEN = "\u200b\u200d\u2060\ufeff"
LONG = "kanarie" * 14_286
HUGE = "9" * 400
SHAPES = (
    "null", "[]", "7", "1e400", '"kanarie"', "{}", '{"id": 7}', '{"id": "a", "rawId": "a", "type": "public-key"}',
    '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {}}',
    '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"clientDataJSON": "e30", "authenticatorData": "",'
    ' "signature": "", "userHandle": "!", "attestationObject": ""}}', "[" * 5000,
)  # fmt: skip
DAYS = ("0000-00-00", "9999-99-99", "9999-12-31", "0001-01-01", "2027-02-30", "1e400-01-01")


def _each(form: Form, change: Callable[[Field], str | None]) -> Sent:
    """Return the form with some fields changed; a field whose change is None goes out untouched."""
    going = form.untouched
    for field in form.fields:
        typed = change(field)
        if typed is not None:
            going[field.name] = [typed]
    return going


def written(text: str) -> Way:
    """Type the same in every field in which one writes."""

    def way(form: Form, foreign: UUID) -> Iterator[Sent]:
        if any(field.is_written or field.kind == "password" for field in form.fields):
            yield _each(form, lambda f: text if f.is_written or f.kind == "password" else None)

    return way


def nothing(form: Form, foreign: UUID) -> Iterator[Sent]:
    """Leave everything open; and send not even the fields."""
    yield _each(form, lambda f: None if f.kind == "hidden" else "")
    yield {}


def foreign_choice(form: Form, foreign: UUID) -> Iterator[Sent]:
    """Choose, one field at a time and then everywhere, somebody of a decision elsewhere."""
    chosen = [f for f in form.fields if f.kind in ("select", "radio", "checkbox", "hidden")]
    for name in dict.fromkeys(f.name for f in chosen):
        yield _each(form, lambda f, name=name: str(foreign) if f.name == name else None)  # type: ignore[misc]
    if form.button is not None:
        yield form.untouched | {form.button[0]: [str(foreign)]}
    yield _each(form, lambda f: str(foreign) if f in chosen else None)


def huge_number(form: Form, foreign: UUID) -> Iterator[Sent]:
    """Put a number of four hundred figures everywhere but in what a person writes."""
    yield _each(form, lambda f: None if f.is_written else HUGE)
    yield _each(form, lambda f: HUGE if f.kind in ("text", "number", "tel") else None)


def no_day(form: Form, foreign: UUID) -> Iterator[Sent]:
    """Choose days that do not exist, or in no time we know."""
    if any(f.kind == "date" for f in form.fields):
        for day in DAYS:
            yield _each(form, lambda f, day=day: day if f.kind == "date" else None)  # type: ignore[misc]


def too_many(form: Form, foreign: UUID) -> Iterator[Sent]:
    """Send three thousand fields more."""
    yield form.untouched | {f"kanarie{n}": ["x"] for n in range(3000)}


def control(text: str) -> Way:
    """Put the same in what nobody types in: the hidden and chosen fields."""

    def way(form: Form, foreign: UUID) -> Iterator[Sent]:
        if any(not f.is_written for f in form.fields):
            yield _each(form, lambda f: None if f.is_written else text)

    return way


def other_answer(form: Form, foreign: UUID) -> Iterator[Sent]:
    """Send what a device would, in another shape than a device's."""
    for shape in SHAPES if any(f.name == "credential" for f in form.fields) else ():
        yield _each(form, lambda f, shape=shape: shape if f.name == "credential" else None)  # type: ignore[misc]


WAYS: dict[str, Way] = {
    "nothing": nothing,
    "100 KB": written(LONG),
    "100 KB in what is not typed": control(LONG),
    "NUL": written(BELL),
    "NUL in what is not typed": control(BELL),
    "from right to left": written(TURNED),
    "only what nobody sees": written(UNSEEN),
    "HTML": written(MARK),
    "HTML in what is not typed": control(MARK),
    "somebody of another decision": foreign_choice,
    "a huge number": huge_number,
    "no day": no_day,
    "three thousand fields": too_many,
    "no device's answer": other_answer,
}
