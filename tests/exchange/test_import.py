"""The page on which people come in from a list."""

import json
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.oeverland import Oeverland

from beforehand.decisions.models import FrameChange, Seat, SeatRole, Side
from beforehand.people.models import Person

pytestmark = pytest.mark.django_db
LIST = (
    "Naam;E-mail;Kant;Functie\r\n"
    "Zoë Brouwer;zoe@oeverland.example;Care;Nurse\r\n"
    "Femke;FEMKE@Oeverland.example;Care;Team lead\r\n"
    "Nobody knows;not-an-address;Care;\r\n"
    "Nadia Bos;nadia@oeverland.example;Night shift;Operator\r\n"
)


def address(home: Oeverland) -> str:
    return f"/d/{home.decision.pk}/people/import/"


def upload(home: Oeverland, data: bytes, who: str = "karin", name: str = "list.csv") -> tuple[int, str]:
    page = english(home, who).post(address(home), {"step": "read", "file": SimpleUploadedFile(name, data)})
    return page.status_code, unescape(page.content.decode())


def english(home: Oeverland, who: str, **more: object) -> Client:
    return home.client(who, headers={"accept-language": "en"}, **more)


def names(home: Oeverland) -> set[str]:
    return set(Seat.objects.filter(decision=home.decision).values_list("person__name", flat=True))


def preview(home: Oeverland) -> dict[str, str]:
    """Read the list and return what the page would send on."""
    page = english(home, "karin").post(
        address(home), {"step": "read", "file": SimpleUploadedFile("list.csv", LIST.encode("cp1252"))}
    )
    form = page.context["form"]
    return {"kept": form["kept"].value(), "rest": form["rest"].value()}


def test_the_preview_names_each_line_and_adds_nobody(home: Oeverland) -> None:
    before = names(home)
    status, page = upload(home, LIST.encode("cp1252"))
    assert status == 200
    assert "Zoë Brouwer" in page
    assert "2 people can be added" in page
    assert "Line 4" in page
    assert "not-an-address" in page
    assert "Night shift" in page
    assert names(home) == before
    assert "Femke" in page.partition("Here already")[2]


def test_those_that_are_fine_are_added_and_the_rest_comes_back_to_be_corrected(home: Oeverland) -> None:
    sent = preview(home)
    client = english(home, "karin")
    page = client.post(address(home), {"step": "add", **sent})
    assert page.status_code == 200
    assert {"Zoë Brouwer", "Nadia Bos"} <= names(home)
    assert "Nobody knows; not-an-address; Care" in unescape(page.content.decode())
    form = page.context["form"]
    done = client.post(
        address(home),
        {"step": "add", "kept": form["kept"].value(), "rest": "Nobody knows; nk@oeverland.example; Care"},
    )
    assert done.status_code == 302
    assert "Nobody knows" in names(home)
    seat = Seat.objects.get(person__name="Zoë Brouwer")
    assert (seat.side, seat.function) == (home.sides["care"], "Nurse")
    assert Side.objects.filter(decision=home.decision, name="Night shift").exists()
    assert set(SeatRole.objects.filter(seat=seat).values_list("role", flat=True)) == {"participant"}
    assert seat.invited_at is None
    assert FrameChange.objects.filter(subject="Zoë Brouwer").exists()


def test_a_formula_that_was_not_corrected_is_nobody_s_name(home: Oeverland) -> None:
    _, page = upload(home, b"=1+1;x@oeverland.example\nAnn;ann@oeverland.example")
    assert "=…; x@oeverland.example" in page
    again = english(home, "karin").post(
        address(home), {"step": "add", "kept": "[]", "rest": "=…; x@oeverland.example"}
    )
    assert "formula" in again.content.decode()
    assert not {"=…", "=1+1"} & names(home)


def test_looking_again_keeps_what_was_typed(home: Oeverland) -> None:
    sent = preview(home) | {"rest": "Nobody knows; still@wrong; Care\nAnn; ann@oeverland.example; Care"}
    page = unescape(english(home, "karin").post(address(home), {"step": "look", **sent}).content.decode())
    assert "3 people can be added" in page
    assert "still@wrong" in page
    assert "Ann" not in names(home)


def test_the_same_list_twice_adds_nobody_twice(home: Oeverland) -> None:
    sent = preview(home)
    for _ in range(2):
        english(home, "karin").post(address(home), {"step": "add", **sent})
    assert Seat.objects.filter(person__name="Zoë Brouwer").count() == 1
    assert Person.objects.filter(mail="femke@oeverland.example").count() == 1


@pytest.mark.parametrize("who", ["femke", "peter", "wim", "stranger"])
def test_for_who_does_not_frame_the_page_does_not_exist(home: Oeverland, who: str) -> None:
    client = english(home, who)
    assert client.get(address(home)).status_code == 404
    sent = {"step": "add", "kept": json.dumps([[1, "Mallory", "m@x.example", "", ""]]), "rest": ""}
    assert client.post(address(home), sent).status_code == 404
    assert "Mallory" not in names(home)


def test_karin_may_what_femke_may_not(home: Oeverland) -> None:
    sent = {"step": "add", "kept": json.dumps([[1, "Mallory", "m@x.example", "", ""]]), "rest": ""}
    assert english(home, "karin").post(address(home), sent).status_code == 302
    assert "Mallory" in names(home)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "Choose a file|nothing in this file"),
        (b"PK\x03\x04nonsense", "no workbook"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 99, "older or locked"),
        (b"x;y\n" * 2500, "two thousand"),
        (b"A" * 2_100_000, "larger than 2 MB"),
    ],
    ids=["nothing", "damaged", "old", "long", "large"],
)
def test_what_cannot_be_read_is_said_next_to_the_file(home: Oeverland, data: bytes, told: str) -> None:
    status, page = upload(home, data)
    assert status == 200
    assert re.search(told, page)
    assert 'id="id_file_error"' in page


def test_fifty_megabytes_are_refused_before_they_are_read(home: Oeverland) -> None:
    class Endless:
        """A body that must not be read."""

        def read(self, *args: object) -> bytes:
            raise AssertionError("the body was read")

        readline = read

    page = english(home, "karin").generic(
        "POST", address(home), b"", content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH="52428800", **{"wsgi.input": Endless()},
    )  # fmt: skip
    assert page.status_code == 413
    assert "larger than 2 MB" in page.content.decode()


def test_without_the_form_s_own_token_nobody_is_added(home: Oeverland) -> None:
    client = english(home, "karin", enforce_csrf_checks=True)
    sent = {"step": "add", "kept": json.dumps([[1, "Mallory", "m@x.example", "", ""]]), "rest": ""}
    assert client.post(address(home), sent).status_code == 403
    assert "Mallory" not in names(home)


@pytest.mark.parametrize(
    "kept", ["{", "[1]", '[["x", 1]]', '[[1, "a"]]', '{"a": 1}', "[" * 5000, "7", "null"]
)
def test_what_was_changed_in_the_page_is_refused_in_words(home: Oeverland, kept: str) -> None:
    page = english(home, "karin").post(
        address(home), {"step": "add", "kept": kept, "rest": "Ann; a@x.example"}
    )
    assert page.status_code == 200
    assert "no longer whole" in page.content.decode() or "1 person can be added" in page.content.decode()
    assert "Ann; a@x.example" in unescape(page.content.decode()) or kept == "null"
    assert "Ann" not in names(home) or kept == "null"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "x" * 100_001,
        "Ann\x00; a@x.example",
        "A\u202enn; a@x.example",
        "\u200b\u200b",
        "<script>alert(1)</script>",
    ],
    ids=["nothing", "100 KB", "NUL", "RTL", "zero width", "HTML"],
)
def test_whatever_is_typed_to_correct_is_answered(home: Oeverland, typed: str) -> None:
    page = english(home, "karin").post(address(home), {"step": "look", "kept": "[]", "rest": typed})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    if len(typed) > 1000:
        assert typed[:500] in page.content.decode()


def test_html_in_a_list_is_text(home: Oeverland) -> None:
    _, page = upload(home, b"<img src=x onerror=alert(1)>;x@oeverland.example;Care\nAnn;ann@x.example;Care")
    raw = english(home, "karin").post(
        address(home),
        {
            "step": "read",
            "file": SimpleUploadedFile(
                "l.csv", b"<img src=x onerror=alert(1)>;x@o.example;Care\nA;a@o.example;B"
            ),
        },
    )
    assert b"<img src=x" not in raw.content
    assert "onerror" in page


def test_in_dutch_the_page_is_dutch(home: Oeverland) -> None:
    Person.objects.filter(name="Karin").update(language="nl")
    page = Client(headers={"accept-language": "nl"})
    page.cookies = home.client("karin").cookies
    said = page.get(address(home)).content.decode()
    assert "Mensen uit een lijst" in said
