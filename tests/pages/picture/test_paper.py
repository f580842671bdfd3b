"""Two pages of A4: the same picture, in reading order, to be read aloud and searched."""

from io import BytesIO

import pytest
from pypdf import PageObject, PdfReader
from tests.confidentiality.canaries import answer
from tests.oeverland import Oeverland
from tests.pages.picture.conftest import close, newcomer

from beforehand.decisions.models import Side
from beforehand.perspectives.choices import RoundKind

pytestmark = pytest.mark.once


def paper(home: Oeverland, name: str = "femke", language: str = "en") -> PdfReader:
    address = f"/d/{home.decision.pk}/picture.pdf"
    response = home.client(name).get(address, HTTP_ACCEPT_LANGUAGE=language)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Cache-Control"] == "private, no-store"
    return PdfReader(BytesIO(response.content))


def words(read: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


def in_the_margin(page: PageObject) -> list[str]:
    """Return what stands lower than the page goes: the footer, and nothing that was cut off there."""
    found: list[str] = []
    foot = 17 / 25.4 * 72

    def look(said: str, page_to_sheet: list[float], place: list[float], *_: object) -> None:
        high = place[5] * page_to_sheet[3] + page_to_sheet[5]
        if said.strip() and high < foot:
            found.append(said)

    page.extract_text(visitor_text=look)
    return found


def test_it_is_two_pages_of_a4(shared: Oeverland) -> None:
    read = paper(shared)
    assert [(round(p.mediabox.width), round(p.mediabox.height)) for p in read.pages] == [(595, 842)] * 2


def test_it_reads_in_the_order_of_the_page(shared: Oeverland) -> None:
    text = words(paper(shared))
    order = (
        "The shared picture", "Two-factor sign-in", "Karin decides", "The question as it was posed",
        "before 1 October 2027?", "Both can be right", "Can I open a record", "How do we close the biggest hole",
        "What is shared", "What each side wants to protect", "ten minutes", "The day each calls it done",
        "What the decision rests on", "Everybody has a telephone", "What one person knew", "no reception",
        "What we think the others want", "no extra step", "Room left to choose", "Sign the licences",
        "What there is to talk about",
    )  # fmt: skip
    places = [text.find(one) for one in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def test_it_can_be_read_aloud(shared: Oeverland) -> None:
    read = paper(shared)
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert "/StructTreeRoot" in root
    assert "Two-factor sign-in" in str(read.metadata.title)  # type: ignore[union-attr]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_it_is_in_the_language_of_the_reader(shared: Oeverland) -> None:
    assert paper(shared, language="nl").trailer["/Root"]["/Lang"] == "nl"


def test_it_withholds_what_the_page_withholds(shared: Oeverland) -> None:
    for reader in ("karin", "lotte", "ingrid"):
        text = words(paper(shared, reader))
        assert "afraid" not in text
        assert "Femke" not in text
    assert "Femke" in words(paper(shared, "youssef"))


@pytest.mark.parametrize(
    "text",
    [
        "#panic() $x$ *not bold* _not_ <label> @ref `code` \\ // /* = - + [ ] { }",
        '"; sys.exit(); #include "/etc/passwd"',
        "{n} %(day)s {{ 1 }}",
        "https://example.org/#top",
    ],
)
def test_what_people_wrote_is_never_read_as_markup(shared: Oeverland, text: str) -> None:
    answer(shared, "youssef", "knows", 2, text)
    assert text.replace(" ", "") in words(paper(shared)).replace(" ", "")


@pytest.mark.parametrize("text", ["Yes 😀", "漢字", "مرحبا", "ⵣ"])
def test_a_sign_nobody_has_letters_for_breaks_nothing(shared: Oeverland, text: str) -> None:
    answer(shared, "youssef", "knows", 2, text)
    assert len(paper(shared).pages) == 2


def test_however_much_is_said_it_stays_two_pages_and_says_what_is_left_out(shared: Oeverland) -> None:
    shared.decision.title = "T" * 200
    shared.decision.save()
    for n in range(8):
        newcomer(shared, f"new{n}", ("care", "it", "board")[n % 3])
        for field in ("question", "protects", "condition", "done", "assumptions", "knows", "risks"):
            answer(shared, f"new{n}", field, 2, f"{field} {n} " + "and so it goes on and on " * 38)
    read = paper(shared)
    assert len(read.pages) == 2
    assert words(read).count("more on the page itself") >= 3


def test_with_a_dozen_sides_no_part_falls_off(told: Oeverland) -> None:
    for n in range(9):
        key = f"side-{n}"
        told.sides[key] = Side.objects.create(decision=told.decision, key=key, name=f"Team number {n}")
        for member in range(3):
            name = f"new{n}{member}"
            newcomer(told, name, key)
            for field in ("protects", "condition", "done", "assumptions", "knows", "risks"):
                answer(told, name, field, 2, f"{field} " + "and so it goes on and on " * 4)
    close(told, RoundKind.LISTEN, RoundKind.RESPOND, RoundKind.MIRROR)
    read = paper(told)
    text = words(read)
    assert len(read.pages) == 2
    parts = (
        "The questions people are answering", "What is shared", "What each side wants to protect",
        "The day each calls it done", "What the decision rests on", "What one person knew",
        "What we think the others want", "Room left to choose", "What there is to talk about",
    )  # fmt: skip
    places = [text.find(one) for one in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places)
    for part, new, old in (
        ("What the decision rests on", "assumptions and so", "Everybody has a telephone."),
        ("What one person knew", "knows and so", "The theatre has no reception."),
    ):
        at = places[parts.index(part)]
        said = text[at : places[parts.index(part) + 1]]
        assert new in said or old in said, "whichever of them it is that there is room for"
    below = [said.strip() for page in read.pages for said in in_the_margin(page)]
    assert [said for said in below if not said.startswith("Made from") and not said.endswith(" of 2")] == []


def test_with_nothing_shared_it_says_so_on_two_pages(home: Oeverland) -> None:
    read = paper(home)
    assert len(read.pages) == 2
    assert "when the first round closes" in words(read)


def test_the_same_picture_gives_the_same_bytes(shared: Oeverland) -> None:
    address = f"/d/{shared.decision.pk}/picture.pdf"
    client = shared.client("femke")
    assert client.get(address).content == client.get(address).content
