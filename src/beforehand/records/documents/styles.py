"""How the Word document looks: letters, headings, tables, and the language it is read out in."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

INK, ACCENT, SOFT = RGBColor(0x1E, 0x1C, 0x19), RGBColor(0x17, 0x54, 0x5C), RGBColor(0x5A, 0x55, 0x4D)
RULE, WASH = "B9B3A6", "EEF2F0"
TAGS = {"nl": "nl-NL", "en": "en-GB"}
LETTERS, HEADS = "Calibri", "Georgia"


def letter(document: Any, lang: str) -> None:
    """Set paper, letters and styles of a document in one language."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    styles = document.styles
    language = styles.element.find(qn("w:docDefaults")).find(".//" + qn("w:lang"))
    for part in ("w:val", "w:eastAsia"):
        language.set(qn(part), TAGS[lang])
    body = styles["Normal"]
    _letters(body, LETTERS, 10.5, INK)
    body.paragraph_format.space_after, body.paragraph_format.line_spacing = Pt(6), 1.15
    for name, size, colour, before, after in (
        ("Title", 24, INK, 0, 8),
        ("Heading 1", 15, ACCENT, 20, 6),
        ("Heading 2", 11.5, INK, 12, 3),
    ):
        style = styles[name]
        _letters(style, HEADS, size, colour)
        style.font.bold = name != "Title"
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = True
    _without_rule(styles["Title"])
    _letters(styles["Quote"], LETTERS, 10.5, INK)
    styles["Quote"].font.italic = True
    styles["Quote"].paragraph_format.left_indent = Cm(0.3)
    _bar(styles["Quote"])
    styles["List Bullet"].paragraph_format.space_after = Pt(3)
    _letters(styles["Footer"], LETTERS, 8.5, SOFT)
    for name, size, after in (
        ("Table text", 9.5, 2),
        ("After table", 6, 4),
        ("Kicker", 9.5, 2),
        ("Code", 8, 8),
    ):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = body
        made.font.size = Pt(size)
        made.paragraph_format.space_after = Pt(after)
    styles["Table text"].paragraph_format.space_before = Pt(2)
    styles["Kicker"].font.bold, styles["Kicker"].font.color.rgb = True, ACCENT
    _letters(styles["Code"], "Consolas", 8, INK)
    beside = styles.add_style("Beside", WD_STYLE_TYPE.CHARACTER)
    beside.font.size, beside.font.color.rgb = Pt(9.5), SOFT


def styled(paragraph: Any, name: str) -> Any:
    """Give a paragraph a style, by its id: looking it up by name again and again takes most of a long document."""
    if name != "Normal":
        paragraph._p.style = name.replace(" ", "")
    return paragraph


def spoken(run: Any, lang: str) -> None:
    """Say in which language a run is, when it is another one than the document's."""
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), TAGS.get(lang, lang))
    run._r.get_or_add_rPr().append(language)


def ruled(table: Any, wide: tuple[float, ...]) -> None:
    """Give a table thin lines below its rows, and its columns their width."""
    properties = table._tbl.tblPr
    borders = properties.find(qn("w:tblBorders"))
    if borders is None:
        borders = OxmlElement("w:tblBorders")
        for side in ("top", "bottom", "insideH"):
            line = OxmlElement(f"w:{side}")
            for part, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", RULE)):
                line.set(qn(f"w:{part}"), value)
            borders.append(line)
        layout = properties.find(qn("w:tblLayout"))
        (properties.append if layout is None else layout.addprevious)(borders)
    for column, width in zip(table.columns, wide, strict=True):
        column.width = Cm(width)


def shade(cell: Any) -> None:
    """Give the cell of a header its ground."""
    ground = OxmlElement("w:shd")
    for part, value in (("val", "clear"), ("color", "auto"), ("fill", WASH)):
        ground.set(qn(f"w:{part}"), value)
    cell._tc.get_or_add_tcPr().append(ground)


def mark(row: Any, what: str) -> None:
    """Mark a row, as a header or as one that stays on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement(what))


def field(paragraph: Any, instruction: str) -> None:
    """Set a number Word works out itself, as that of the page."""
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


def _letters(style: Any, name: str, size: float, colour: RGBColor) -> None:
    style.font.name, style.font.size, style.font.color.rgb = name, Pt(size), colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(kind), None)
    for kind in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(kind), name)


def _without_rule(style: Any) -> None:
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)


def _bar(style: Any) -> None:
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for part, value in (("val", "single"), ("sz", "18"), ("space", "8"), ("color", "17545C")):
        left.set(qn(f"w:{part}"), value)
    borders.append(left)
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )
