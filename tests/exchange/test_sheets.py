"""Lists as people save them: encodings, signs, workbooks, and what is no list at all."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beforehand.exchange.rules.newcomers import Known, lines_of
from beforehand.exchange.rules.sheets import FORMULA, MOST_BYTES, SheetFault, rows_of

DUTCH = (
    "Naam;E-mail;Kant;Functie\n"
    "Zoë Brouwer;zoe@oever.example;Zorg;Teamleider\n"
    "José Núñez;jose@oever.example;ICT;Beheerder\n"
)


def people(data: bytes) -> list[tuple[str, str, str, str]]:
    return [(line.name, line.mail, line.side, line.function) for line in lines_of(rows_of(data), Known())]


EXPECTED = [
    ("Zoë Brouwer", "zoe@oever.example", "Zorg", "Teamleider"),
    ("José Núñez", "jose@oever.example", "ICT", "Beheerder"),
]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "mac_roman", "cp850"],
)
@pytest.mark.parametrize("sign", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_list_in_any_common_encoding_and_with_any_sign(encoding: str, sign: str, end: str) -> None:
    assert people(DUTCH.replace(";", sign).replace("\n", end).encode(encoding)) == EXPECTED


def test_excel_says_its_sign_itself() -> None:
    assert people(("sep=;\r\n" + DUTCH).encode("cp1252")) == EXPECTED


def test_without_headings_the_usual_order_counts_also_with_mail_first() -> None:
    assert people(b"Femke Douma;femke@o.example;Care;Lead")[0] == (
        "Femke Douma",
        "femke@o.example",
        "Care",
        "Lead",
    )
    assert people(b"femke@o.example,Femke Douma\ntom@o.example,Tom Bos")[1][:2] == (
        "Tom Bos",
        "tom@o.example",
    )


def test_names_in_three_columns_become_one() -> None:
    data = b"Voornaam;Tussenvoegsel;Achternaam;E-mailadres\nKarin;de;Bruijn;karin@o.example\nTom;;Bos;tom@o.example"
    assert [line[0] for line in people(data)] == ["Karin de Bruijn", "Tom Bos"]


def test_a_cell_may_hold_the_sign_and_a_line_end() -> None:
    found = lines_of(
        rows_of(b'Name,Mail,Side,Function\n"Bos, Tom",t@o.example,IT,"Lead\nof two"\nAnn,a@o.example,IT,x'),
        Known(),
    )
    assert [(line.n, line.name, line.function) for line in found] == [
        (2, "Bos, Tom", "Lead of two"),
        (4, "Ann", "x"),
    ]


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_workbook_is_read_and_a_formula_is_named_not_worked_out() -> None:
    data = workbook(
        [
            ["Naam", "E-mail"],
            ["Zoë", "zoe@o.example"],
            ['=HYPERLINK("http://x")', "x@o.example"],
            ["Tom", 12.0],
        ]
    )
    found = lines_of(rows_of(data), Known())
    assert [(line.n, line.kind, line.name) for line in found] == [
        (2, "add", "Zoë"),
        (3, "fault", "=…"),
        (4, "fault", "Tom"),
    ]
    assert "formul" in found[1].fault.lower()
    assert "http" not in repr(found)


def test_a_formula_in_text_is_named_too() -> None:
    found = lines_of(rows_of(b"=cmd|' /C calc'!A0,x@o.example\nAnn,a@o.example"), Known())
    assert [line.kind for line in found] == ["fault", "add"]


def bomb() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n ;;\r\n", "empty"),
        (b"x" * (MOST_BYTES + 1), "large"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old"),
        (bomb(), "bomb"),
        (b"PK\x03\x04 this is no workbook", "not_a_workbook"),
        (b"\x7fELF\x02\x01\x01" + bytes(range(1, 30)) * 40, "not_text"),
        (b"a,b\n" * 3000, "rows"),
        (b'"' + b"a" * 200_000, "cells"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_list_is_said_by_a_word(data: bytes, why: str) -> None:
    with pytest.raises(SheetFault) as fault:
        rows_of(data)
    assert fault.value.why == why


def test_an_empty_zip_is_no_workbook() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as packed:
        packed.writestr("readme.txt", "hello")
    with pytest.raises(SheetFault, match="not_a_workbook"):
        rows_of(kept.getvalue())


@given(st.binary(max_size=400))
def test_whatever_comes_in_it_is_rows_or_a_word(data: bytes) -> None:
    try:
        rows = rows_of(data)
    except SheetFault:
        return
    assert all(isinstance(cell, str) for _, cells in rows for cell in cells)
    lines_of(rows, Known())


def test_the_same_mail_in_two_spellings_is_one_person() -> None:
    found = lines_of(rows_of(b"Femke;Femke@O.example\nFemke D.;femke@o.EXAMPLE\nTom;"), Known())
    assert [line.kind for line in found] == ["add", "fault", "add"]
    assert "1" in found[1].fault


def test_who_is_there_already_stays_as_it_is() -> None:
    known = Known(
        mails=frozenset({"femke@o.example"}), unmailed=frozenset({("tom", "")}), sides=frozenset({"zorg"})
    )
    found = lines_of(
        rows_of(b"Femke;FEMKE@o.example;Zorg\nTom;;Zorg\nAnn;a@o.example;Zorg\nBo;b@o.example;Nacht"), known
    )
    assert [(line.kind, line.new_side) for line in found] == [
        ("there", False),
        ("there", False),
        ("add", False),
        ("add", True),
    ]


@pytest.mark.parametrize("odd", ["\u202e", "\x07", "\u2066"])
def test_characters_that_cannot_be_kept_are_shown_and_refused(odd: str) -> None:
    found = lines_of(rows_of(f"Fem{odd}ke;f@o.example\nAnn;a@o.example".encode()), Known())
    assert (found[0].kind, found[0].name) == ("fault", "Fem�ke")


def test_nobody_types_the_sign_for_a_formula() -> None:
    assert lines_of(rows_of(f"Ann{FORMULA};a@o.example\nBo;b@o.example".encode()), Known())[0].kind == "fault"
