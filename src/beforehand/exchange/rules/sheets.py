"""A file somebody saved from a spreadsheet, as rows of cells. Nothing in it is evaluated, and nothing of it is kept.

Text in any common encoding (UTF-8 with or without mark, UTF-16, Windows-1252, Mac, old DOS) with semicolons, commas or
tabs; or a workbook, of which the first sheet is read. Formulas come out as ``FORMULA``, macros are never looked at.
"""

import csv
import io
import re
import warnings
import zipfile
from collections import Counter
from typing import Any

from charset_normalizer import from_bytes

MOST_BYTES = 2_000_000
MOST_ROWS = 2000
MOST_COLUMNS = 20
MOST_UNPACKED = 40_000_000
MOST_PARTS = 500
FORMULA = "\x1aformula"
"""Stands for a cell that holds a formula; no text somebody typed has this character."""

OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
ONE_BYTE = ("cp1252", "mac_roman", "cp850")
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SIGNS = (";", "\t", ",")
Row = tuple[int, tuple[str, ...]]


class SheetFault(Exception):  # noqa: N818  # named as the file's other faults are
    """A file that is no list; ``why`` is a word: empty, large, old, bomb, not_a_workbook, not_text, rows, cells."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def rows_of(data: bytes) -> tuple[Row, ...]:
    """Return the rows of a file that are not empty, each with the number it has in the file.

    Raises
    ------
    SheetFault
        When it is no list that can be read; nothing of its content is in it.
    """
    if len(data) > MOST_BYTES:
        raise SheetFault("large")
    if not data.strip(b"\x00 \t\r\n\xff\xfe\xef\xbb\xbf"):
        raise SheetFault("empty")
    if data.startswith(OLD_WORKBOOK):
        raise SheetFault("old")
    found = _of_workbook(data) if data.startswith(ZIP) else _of_text(data)
    rows = tuple((n, cells) for n, cells in found if any(cells))
    if not rows:
        raise SheetFault("empty")
    if len(rows) > MOST_ROWS:
        raise SheetFault("rows")
    return rows


def text_of(data: bytes) -> str:
    """Return bytes as text, whatever the common encoding.

    >>> text_of("Zoë".encode("cp1252")), text_of("Zoë".encode("utf-16")), text_of("Zoë".encode("utf-8-sig"))
    ('Zoë', 'Zoë', 'Zoë')
    """
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), None) or _unmarked(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise SheetFault("not_text") from None


def _unmarked(data: bytes) -> str:
    even, odd = data[0:2000:2].count(0), data[1:2000:2].count(0)
    if max(even, odd) * 4 > min(len(data), 2000):
        return "utf-16-le" if odd > even else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    found = from_bytes(data, cp_isolation=list(ONE_BYTE))
    chaos = {match.encoding: match.chaos for match in found} or {"cp1252": 0.0}
    return min(chaos, key=lambda name: (_odd_letters(data, name), chaos[name], ONE_BYTE.index(name)))


def _odd_letters(data: bytes, encoding: str) -> int:
    """Count what stands in no name: signs that are no letters among the accents, and a capital inside a word."""
    text = data.decode(encoding, "replace")
    pairs = zip(" " + text, text, strict=False)
    return sum(
        1 for before, c in pairs if ord(c) > 127 and (not c.isalpha() or (c.isupper() and before.islower()))
    )


def _of_text(data: bytes) -> list[Row]:
    text = text_of(data)
    odd = sum(1 for c in text[:5000] if ord(c) < 32 and c not in "\t\r\n")
    if odd * 20 > min(len(text), 5000):
        raise SheetFault("not_text")
    told = re.match(r'"?sep=(.)"?\r?\n', text)
    start = 1 if told else 0
    sign = told.group(1) if told else _sign(text)
    try:
        # a cell may hold a line end, so rows carry the line on which they begin
        reader = csv.reader(io.StringIO(text[told.end() :] if told else text, newline=""), delimiter=sign)
        rows, line = [], 1 + start
        for cells in reader:
            rows.append((line, _cells(cells)))
            line = reader.line_num + 1 + start
    except csv.Error:
        raise SheetFault("cells") from None
    return rows


def _sign(text: str) -> str:
    """Return the sign between cells: the one that cuts most of the first lines into equally many."""
    sample = "\n".join(text.splitlines()[:20])

    def score(sign: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(io.StringIO(sample), delimiter=sign) if row)
        except csv.Error:
            return (0, 0)
        return max(((times, width) for width, times in widths.items() if width > 1), default=(0, 0))

    return max(SIGNS, key=score)


def _of_workbook(data: bytes) -> list[Row]:
    _refuse_bomb(data)
    import openpyxl  # takes a moment, and most lists are text

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            sheet = book.worksheets[0]
            rows = [
                (n, _cells([_value(cell) for cell in row]))
                for n, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS), 1)
            ]
            book.close()
    except Exception:  # noqa: BLE001  # whatever a damaged workbook breaks on, it is one thing to who sent it
        raise SheetFault("not_a_workbook") from None
    return rows


def _refuse_bomb(data: bytes) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError):
        raise SheetFault("not_a_workbook") from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise SheetFault("bomb")


def _value(cell: Any) -> str:
    if cell.data_type == "f":
        return FORMULA
    value = cell.value
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _cells(cells: list[str]) -> tuple[str, ...]:
    told = [cell.strip().removeprefix("\ufeff").strip() for cell in cells[:MOST_COLUMNS]]
    return tuple(FORMULA if cell.startswith("=") else cell for cell in told)
