"""Setting a page by typst from plain data."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).parents[1] / "templates" / "records"


def typeset(template: str, data: Mapping[str, Any]) -> bytes:
    """Return a PDF, tagged and to be read aloud (PDF/UA-1); the same data give the same bytes.

    A sign no letter at hand can show makes the standard impossible; then the same is made without it.
    """
    # Not before somebody asks: the library is large, and most processes never make a page of paper.
    import typst

    given: dict[str, Any] = {
        "root": TEMPLATES,
        "font_paths": _letters(),
        "sys_inputs": {"data": json.dumps(data, ensure_ascii=False)},
        "format": "pdf",
    }
    try:
        made = typst.compile(TEMPLATES / template, pdf_standards=["ua-1"], **given)
    except typst.TypstError:
        made = typst.compile(TEMPLATES / template, **given)
    return bytes(made)


@cache
def _letters() -> Any:
    """The library's own letters, and those of the machine for scripts it has none for; looked up once per process."""
    import typst

    return typst.Fonts()
