"""When it is done, as an entry says it; and whether when it flows and when it is sound are judged apart."""

from collections.abc import Iterator, Mapping
from typing import Any

from beforehand.records.rules.shapes import Agreed, AgreedSide, Done


def done_in(said: Mapping[str, str], body: Mapping[str, Any]) -> Done:
    """Return by what people call it done, from the words and the body of an entry."""
    return Done(
        flow=tuple(_each(said, "flow", body)),
        sound=tuple(_each(said, "sound", body)),
        unmarked=tuple(_each(said, "unmarked", body)),
        benefits_owner=said.get("benefits_owner", ""),
        agreed=tuple(
            Agreed(
                sides=tuple(
                    AgreedSide(
                        side=said.get(f"done.{n}.{m}.side", ""),
                        flow=said.get(f"done.{n}.{m}.flow", ""),
                        sound=said.get(f"done.{n}.{m}.sound", ""),
                    )
                    for m in range(1, len(row["sides"]) + 1)
                ),
                criteria=said.get(f"done.{n}.criteria", ""),
            )
            for n, row in enumerate(body.get("done", ()), 1)
        ),
        apart=judged_apart(body),
    )


def judged_apart(body: Mapping[str, Any]) -> bool:
    """Tell whether both when the work flows and when it is sound were written down; what was erased since counts too.

    >>> judged_apart({"flow": 1, "sound": 0}), judged_apart({"flow": 1, "done": [{"sides": [{"sound": True}]}]})
    (False, True)
    """
    rows = [side for table in body.get("done", ()) for side in table["sides"]]
    return all(body.get(kind, 0) or any(row.get(kind) for row in rows) for kind in ("flow", "sound"))


def _each(said: Mapping[str, str], name: str, body: Mapping[str, Any]) -> Iterator[str]:
    return (text for n in range(1, body.get(name, 0) + 1) if (text := said.get(f"{name}.{n}")))
