"""What all would read if a holder agreed to share a topic; shown to that holder before anything is shared."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from beforehand.engine.inputs import Consent, Picture
from beforehand.engine.results import Topic
from beforehand.knowledge import load


def previews(picture: Picture, asked: Iterable[Consent]) -> list[dict[str, Any]]:
    """Return what all would read of each topic whose holder was asked; each is for that holder alone."""
    from beforehand.engine.analysis import if_shared
    from beforehand.engine.similarity import best

    found = []
    for one in sorted(asked, key=lambda c: (c.pattern, c.person)):
        topic = if_shared(picture, load(), one, similarity=best())
        if topic is not None:
            found.append({"topic": _form().dump_python(topic, mode="json"), "seat": one.person})
    return found


@cache
def _form() -> TypeAdapter[Topic]:
    return TypeAdapter(Topic)
