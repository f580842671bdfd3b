"""The record as a Word document."""

from io import BytesIO
from typing import Any
from unicodedata import category
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.shared import Cm

from beforehand.records.documents import words as w
from beforehand.records.documents.outline import Block, Outline, Words, outline
from beforehand.records.documents.styles import TAGS, field, letter, mark, ruled, shade, spoken, styled
from beforehand.records.rules.shapes import Record

WIDE = (8.0, 5.0, 3.2)


def as_docx(record: Record, *, language: str) -> bytes:
    """Return the record as DOCX: real headings and lists, tables with a header row, its language set.

    The same bytes for the same record.
    """
    told = outline(record, language=language)
    document: Any = Document()
    letter(document, language)
    core = document.core_properties
    core.title, core.language = _storable(f"{told.title.text} – {told.kicker}")[:255], TAGS[language]
    core.author = core.last_modified_by = "Beforehand"
    core.comments, core.keywords, core.category, core.subject = "", "", "", told.kicker
    _foot(document, told)
    styled(document.add_paragraph(told.kicker), "Kicker")
    _say(styled(document.add_paragraph(), "Title"), told.title, told)
    _table(document, (), told.facts, told, wide=(4.2, 12.0))
    for section in told.sections:
        styled(document.add_paragraph(section.title), "Heading 1")
        for block in section.blocks:
            _set(document, block, told)
    return _bytes(document)


def _set(document: Any, block: Block, told: Outline) -> None:
    if block.kind == "table":
        _table(document, block.head, block.rows, told, wide=WIDE)
        return
    assert block.said is not None
    style = {"sub": "Heading 2", "quote": "Quote", "point": "List Bullet", "code": "Code"}.get(
        block.kind, "Normal"
    )
    paragraph = styled(document.add_paragraph(), style)
    _say(paragraph, block.said, told)
    for note in block.notes:
        paragraph.add_run().add_break()
        _say(paragraph, note, told, style="Beside")


def _say(
    paragraph: Any, words: Words, told: Outline, *, style: str | None = None, bold: bool = False
) -> None:
    run = paragraph.add_run(_storable(words.text), style=style)
    run.bold = bold or None
    if words.lang != told.lang:
        spoken(run, words.lang)


def _storable(text: str) -> str:
    """Leave out what the file format cannot hold: control signs and half characters."""
    return "".join(c for c in text if c in "\n\t" or category(c) not in ("Cc", "Cs"))


def _table(
    document: Any,
    head: tuple[Words, ...],
    rows: tuple[tuple[Words, ...], ...],
    told: Outline,
    *,
    wide: tuple[float, ...],
) -> None:
    """Set a table; a header row is repeated on every page and read out as such.

    Without one, the first cell names its row.
    """
    table = document.add_table(rows=0, cols=len(wide))
    table.autofit = False
    ruled(table, wide)
    for n, row in enumerate((head, *rows) if head else rows):
        new = table.add_row()
        mark(new, "w:cantSplit")
        if head and n == 0:
            mark(new, "w:tblHeader")
        for place, (cell, words) in enumerate(zip(new.cells, row, strict=True)):
            cell.width = Cm(wide[place])
            paragraph = styled(cell.paragraphs[0], "Table text")
            _say(paragraph, words, told, bold=n == 0 if head else place == 1)
            if head and n == 0:
                shade(cell)
    styled(document.add_paragraph(), "After table")


def _foot(document: Any, told: Outline) -> None:
    foot = document.sections[0].footer.paragraphs[0]
    before, between = w.PAGE.say(told.lang).split("{p}")[0], w.PAGE.say(told.lang).split("{p}")[1]
    foot.add_run(f"{told.kicker} · {before}")
    field(foot, "PAGE")
    foot.add_run(between.replace("{n}", ""))
    field(foot, "NUMPAGES")


def _bytes(document: Any) -> bytes:
    raw, made = BytesIO(), BytesIO()
    document.save(raw)
    with ZipFile(raw) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return made.getvalue()
