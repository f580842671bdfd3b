"""A copy of the knowledge that a story may break."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import beforehand.knowledge
from beforehand.knowledge import Knowledge, KnowledgeError, Text, load, load_from

DATA = Path(beforehand.knowledge.__file__).parent / "data"

Break = Callable[[str, str, str], int]
Faults = Callable[[], list[tuple[str, int, str]]]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with an unbroken copy of every file."""
    for source in DATA.glob("*.yaml"):
        (tmp_path / source.name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def replace(shelf: Path) -> Break:
    """Replace one text in one file and return the line on which it began."""

    def replace_in(name: str, old: str, new: str) -> int:
        path = shelf / name
        content = path.read_text(encoding="utf-8")
        assert old in content, f"{old!r} is no longer in {name}"
        before, after = content.split(old, 1)
        path.write_text(before + new + after, encoding="utf-8")
        return before.count("\n") + 1

    return replace_in


@pytest.fixture
def faults(shelf: Path) -> Faults:
    """Load the copy and return file, line and message of everything that was refused."""

    def refused() -> list[tuple[str, int, str]]:
        with pytest.raises(KnowledgeError) as refusal:
            load_from(shelf)
        return [(f.spot.file, f.spot.line, f.message) for f in refusal.value.faults]

    return refused


@pytest.fixture(scope="session")
def texts(knowledge: Knowledge) -> list[tuple[str, Text]]:
    """Every text a reader may come to see, with where it stands; citations of sources left out."""
    return list(_walk("knowledge", knowledge))


def _walk(where: str, value: object) -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield where, value
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            if name != "aliases":
                yield from _walk(f"{where}.{name}", getattr(value, name))
        if hasattr(value, "paragraphs") and ".sources" not in where:
            if ".index[" in where and "cite" not in value.__dataclass_fields__:
                yield f"{where}.title", value.title  # type: ignore[attr-defined]
            for label, text in value.paragraphs():
                if label.en != "source":
                    yield f"{where}.label", label
                    yield f"{where}/{label.en}", text
    elif isinstance(value, (tuple, list)):
        for n, item in enumerate(value):
            yield from _walk(f"{where}[{n}]", item)
    elif hasattr(value, "items"):
        for key, item in value.items():
            yield from _walk(f"{where}[{key}]", item)
