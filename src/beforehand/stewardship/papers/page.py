"""A well-set document: headings, tables with header rows, page numbers, language and title set, marked as a draft."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from beforehand.knowledge import Text
from beforehand.locale import catalogue
from beforehand.locale.words import MONTHS

Said = Text | str
INK, ACCENT, SOFT = RGBColor(0x1E, 0x1C, 0x19), RGBColor(0x17, 0x54, 0x5C), RGBColor(0x5A, 0x55, 0x4D)
RULE, WASH = "B9B3A6", "EEF2F0"
TAGS = {"nl": "nl-NL", "en": "en-GB"}
DRAFT = Text("CONCEPT · door een jurist te toetsen", "DRAFT · to be checked by a lawyer")
PAGE = Text("bladzijde", "page")
OF = Text("van", "of")


class Page:
    """A document in one language; ``Text`` is said in that language, a plain string stands as it is."""

    def __init__(self, title: Said, *, lang: str, about: str) -> None:
        self.lang = lang
        self.doc: Any = Document()
        self._styles()
        core = self.doc.core_properties
        core.title, core.language, core.subject = self.say(title), TAGS[lang], about
        core.author = core.last_modified_by = "Beforehand"
        core.comments, core.keywords, core.category = "", "", ""
        section = self.doc.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.4)
        section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.2)
        self._runners(section, title, about)
        self.doc.add_paragraph(self.say(title), style="Title")
        self.doc.add_paragraph(about, style="Subtitle")

    def say(self, said: Said, **values: object) -> str:
        """Return a text in the language of the document."""
        text = said.say(self.lang) if isinstance(said, Text) else said
        return text.format(**values) if values else text

    def day(self, day: date) -> str:
        """Say a day in full."""
        return f"{day.day} {catalogue(self.lang).say(MONTHS[day.month - 1])} {day.year}"

    def listed(self, items: Iterable[str]) -> str:
        """Say several things as one list."""
        return catalogue(self.lang).listed(items)

    def heading(self, said: Said, level: int = 1) -> None:
        """Begin a section."""
        self.doc.add_heading(self.say(said), level)

    def text(self, said: Said, **values: object) -> None:
        """Set a paragraph."""
        self.doc.add_paragraph(self.say(said, **values))

    def notice(self, said: Said, **values: object) -> None:
        """Set a paragraph that must not be overlooked."""
        self.doc.add_paragraph(self.say(said, **values), style="Notice")

    def fill_in(self, said: Said) -> None:
        """Set what the organisation still has to write; marked by brackets, not by colour alone."""
        word = Text("In te vullen", "To be filled in")
        self.doc.add_paragraph(f"[{self.say(word)}: {self.say(said)}]", style="Fill in")

    def points(self, items: Iterable[Said]) -> None:
        """Set a list."""
        for item in items:
            self.doc.add_paragraph(self.say(item), style="List Bullet")

    def facts(self, head: tuple[Said, Said], rows: Iterable[tuple[Said, Said]]) -> None:
        """Set a table of two columns, the first of which names the row."""
        self.table(head, rows, widths=(5.2, 11))

    def table(
        self, head: Sequence[Said], rows: Iterable[Sequence[Said]], *, widths: Sequence[float] | None = None
    ) -> None:
        """Set a table; its first row is repeated on every page and read out as the header."""
        table = self.doc.add_table(rows=1, cols=len(head))
        table.style = "Table Grid"
        table.autofit = False
        _borders(table)
        for cell, said in zip(table.rows[0].cells, head, strict=True):
            self._cell(cell, said, bold=True)
            _shade(cell)
        _mark(table.rows[0], "w:tblHeader")
        for row in rows:
            new = table.add_row()
            for n, (cell, said) in enumerate(zip(new.cells, row, strict=True)):
                self._cell(cell, said, bold=n == 0 and len(head) == 2)
        wide = widths or [16.2 / len(head)] * len(head)
        for column, width in zip(table.columns, wide, strict=True):
            column.width = Cm(width)
        for row_ in table.rows:
            _mark(row_, "w:cantSplit")
            for cell, width in zip(row_.cells, wide, strict=True):
                cell.width = Cm(width)
        self.doc.add_paragraph(style="After table")

    def bytes(self) -> bytes:
        """Return the file; the same bytes for the same document."""
        raw, made = BytesIO(), BytesIO()
        self.doc.save(raw)
        with ZipFile(raw) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
            for name in old.namelist():
                info = ZipInfo(name, (2020, 1, 1, 0, 0, 0))
                info.compress_type = ZIP_DEFLATED
                new.writestr(info, old.read(name))
        return made.getvalue()

    def _cell(self, cell: Any, said: Said, *, bold: bool) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.style = "Table text"
        paragraph.add_run(self.say(said)).bold = bold

    def _styles(self) -> None:
        styles = self.doc.styles
        language = styles.element.find(qn("w:docDefaults")).find(".//" + qn("w:lang"))
        for part in ("w:val", "w:eastAsia"):
            language.set(qn(part), TAGS[self.lang])
        body = styles["Normal"]
        _letters(body, "Calibri", 10.5, INK)
        body.paragraph_format.space_after, body.paragraph_format.line_spacing = Pt(6), 1.15
        for name, size, before, after in (
            ("Title", 24, 0, 4),
            ("Heading 1", 16, 20, 6),
            ("Heading 2", 12.5, 14, 4),
        ):
            style = styles[name]
            _letters(style, "Georgia", size, ACCENT if name != "Title" else INK)
            style.font.bold = name != "Title"
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
            style.paragraph_format.keep_with_next = True
            _no_rule_below(style)
        _letters(styles["Subtitle"], "Calibri", 12, SOFT)
        styles["Subtitle"].font.italic = False
        styles["Subtitle"].paragraph_format.space_after = Pt(14)
        styles["List Bullet"].paragraph_format.space_after = Pt(3)
        for name, size, after in (
            ("Table text", 9.5, 2),
            ("After table", 6, 4),
            ("Notice", 10.5, 8),
            ("Fill in", 10.5, 8),
        ):
            made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            made.base_style = body
            made.font.size = Pt(size)
            made.paragraph_format.space_after = Pt(after)
            made.paragraph_format.line_spacing = 1.1
        styles["Table text"].paragraph_format.space_before = Pt(2)
        styles["Fill in"].font.italic = True
        _bar(styles["Notice"])

    def _runners(self, section: Any, title: Said, about: str) -> None:
        head = section.header.paragraphs[0]
        _letters(self.doc.styles["Header"], "Calibri", 8.5, SOFT)
        _letters(self.doc.styles["Footer"], "Calibri", 8.5, SOFT)
        head.add_run(self.say(DRAFT)).bold = True
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.LEFT
        foot.add_run(f"{self.say(title)} · {self.say(PAGE)} ")
        _field(foot, "PAGE")
        foot.add_run(f" {self.say(OF)} ")
        _field(foot, "NUMPAGES")


def _letters(style: Any, name: str, size: float, colour: RGBColor) -> None:
    style.font.name, style.font.size, style.font.color.rgb = name, Pt(size), colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(kind), None)
    for kind in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(kind), name)


def _no_rule_below(style: Any) -> None:
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)


def _bar(style: Any) -> None:
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for part, value in (("val", "single"), ("sz", "24"), ("space", "8"), ("color", "17545C")):
        left.set(qn(f"w:{part}"), value)
    borders.append(left)
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _borders(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for part, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", RULE)):
            line.set(qn(f"w:{part}"), value)
        borders.append(line)
    for side in ("left", "right", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "nil")
        borders.append(line)
    order = {name: n for n, name in enumerate(("top", "left", "bottom", "right", "insideH", "insideV"))}
    borders[:] = sorted(borders, key=lambda line: order[line.tag.partition("}")[2]])
    properties = table._tbl.tblPr
    layout = properties.find(qn("w:tblLayout"))
    if layout is None:
        properties.append(borders)
    else:
        layout.addprevious(borders)


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for part, value in (("val", "clear"), ("color", "auto"), ("fill", WASH)):
        shade.set(qn(f"w:{part}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _mark(row: Any, what: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(what))


def _field(paragraph: Any, instruction: str) -> None:
    run = paragraph.add_run()
    for kind in ("begin", None, "separate", "text", "end"):
        if kind is None:
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = instruction
        elif kind == "text":
            part = OxmlElement("w:t")
            part.text = "1"
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)
