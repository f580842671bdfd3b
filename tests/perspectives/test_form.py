"""The form asks exactly what the knowledge says, and each level says what it means here."""

import pytest
from django.utils import translation
from tests.oeverland import Oeverland
from tests.perspectives.telling import address, gives, sends, stands

from beforehand.decisions.choices import ChangeKind
from beforehand.decisions.models import FrameChange, Promise
from beforehand.knowledge import load
from beforehand.perspectives.queries.around import Around
from beforehand.perspectives.queries.asked import fields, steps
from beforehand.perspectives.queries.meaning import meaning


def test_round_1_is_asked_whole_and_in_order() -> None:
    asked = [field.question for page in steps("now") for field in page]
    assert list(dict.fromkeys(asked)) == [q.id for q in load().form.rounds[0]]
    assert len(set(asked)) == 13
    assert [len({f.question for f in page}) for page in steps("now")] == [3, 3, 4, 3]


def test_each_field_is_what_an_answer_becomes() -> None:
    assert list(fields()) == [name for q in load().form.rounds[0] for name in q.maps]


def test_two_sentences_are_asked_apart() -> None:
    assert fields()["protects"].text.nl == "Ik wil beschermen: …"
    assert fields()["condition"].text.nl == "Dan moet geregeld zijn: …"


def group(side: int, facilitators: tuple[str, ...] = ("Lotte",)) -> Around:
    """Return a group of nine with so many people on the own side."""
    return Around(everyone=9, side=side, side_name="Care", side_named=side > 2, facilitators=facilitators)


GROUP = group(4)


@pytest.mark.parametrize(
    ("level", "around", "says"),
    [
        (0, GROUP, "Nothing is done with it"),
        (1, GROUP, "Only Lotte reads it, with your name."),
        (1, group(4, facilitators=("Lotte", "Ali")), "Only Lotte and Ali read it, with your name."),
        (2, GROUP, "It says “Care”, and not who. Your side has 4 people here: “without name” may still be"),
        (2, group(1), "You are the only one here"),
        (2, group(2), "does not say from which side"),
        (3, GROUP, "The 3 others from your side see your name"),
        (3, group(2), "The one other person"),
        (3, group(1), "the same as without a name"),
        (4, GROUP, "All 8 other participants read it with your name."),
    ],
)  # fmt: skip
def test_each_level_says_what_it_means_in_a_group_of_this_size(level: int, around: Around, says: str) -> None:
    assert says in meaning(level, around)


def test_and_in_dutch() -> None:
    with translation.override("nl"):
        assert meaning(3, GROUP) == "De 3 anderen van jouw kant zien je naam; alle anderen lezen het zonder."


class TestFirstScreen:
    def test_it_says_who_asks_what_is_open_and_what_was_promised(self, home: Oeverland) -> None:
        home.decision.purpose = "A factor that works in each ward."
        home.decision.complaint_route = "Wim of the works council"
        home.decision.save()
        Promise.objects.create(
            decision=home.decision, seat=home.seats["karin"], words="Nobody is held to it."
        )
        page = home.client("femke").get(address(home, "start")).text
        for words in (
            "Lotte asks", "Karin decides on 30 April 2027", "A factor that works", "Which second factor each ward gets.",
            "Exploring", "Nobody is held to it.", "Promised by Karin", "60 days after the decision", "Wim of the works",
            "Peter", "Nothing is obligatory", "Now (5 minutes)", "Short (2 minutes)", "Later", "call me",
        ):  # fmt: skip
            assert words in page, words

    @pytest.mark.parametrize(
        ("way", "leads"), [("now", "now/1/"), ("short", "short/1/"), ("later", "later/"), ("call", "call/")]
    )
    def test_four_ways_in(self, home: Oeverland, way: str, leads: str) -> None:
        reply = home.client("femke").post(address(home, "start"), {"way": way})
        assert reply.headers["Location"] == address(home, "start") + leads

    def test_opening_it_writes_nothing(self, home: Oeverland) -> None:
        from beforehand.perspectives.models import Perspective
        from beforehand.vault.guard import Author

        for name in ("start", "reading", "card", "later", "call"):
            home.client("femke").get(address(home, name))
        home.client("femke").get(address(home, "sheet", "now", 1))
        assert not Perspective.objects.scoped(Author(home.seats["femke"].pk)).exists()

    def test_what_changed_since_somebody_answered(self, home: Oeverland) -> None:
        def changed(subject: str) -> None:
            FrameChange.objects.create(
                decision=home.decision, kind=ChangeKind.COMMITMENT, subject=subject, after="x"
            )

        client = home.client("femke")
        changed("Before anything")
        assert "What changed since" not in client.get(address(home, "start")).text
        client.post(address(home, "start"), {"way": "now"})
        gives(home, "femke", "knows", "Gloves")
        changed("The licences moved")
        page = client.get(address(home, "start")).text
        assert "The licences moved" in page
        assert "Before anything" not in page

    @pytest.mark.parametrize("name", ["lotte", "peter", "wim", "stranger"])
    def test_who_takes_no_part_finds_no_page(self, home: Oeverland, name: str) -> None:
        client = home.client(name)
        pages = [address(home, n) for n in ("start", "reading", "card", "later", "call", "withdraw")]
        for page in [*pages, address(home, "sheet", "now", 1)]:
            assert client.get(page).status_code == 404
            assert client.post(page).status_code == 404


class TestLaterAndCall:
    @pytest.mark.parametrize(
        "typed",
        [{}, {"when": "day"}, {"when": "day", "day": "2020-01-01"}, {"when": "day", "day": "x" * 100_000},
         {"when": "9"}, {"when": "\x00"}, {"when": "day", "day": "<b>"}],
    )  # fmt: skip
    def test_a_day_that_cannot_be_is_refused_next_to_it(self, home: Oeverland, typed: dict[str, str]) -> None:
        reply = home.client("femke").post(address(home, "later"), typed)
        assert reply.status_code == 422
        assert 'class="error"' in reply.text

    def test_tomorrow(self, home: Oeverland) -> None:
        reply = home.client("femke").post(address(home, "later"), {"when": "1"})
        assert "You get a mail on" in reply.text

    @pytest.mark.parametrize("number", ["", " \u200b", "0" * 100_000, "06\x00", "06\u202e12"])
    def test_a_number_that_cannot_be_kept_is_refused(self, home: Oeverland, number: str) -> None:
        reply = home.client("femke").post(
            address(home, "call"), {"number": number, "when": "<b>Thursday</b>"}
        )
        assert reply.status_code == 422
        assert "<b>Thursday" not in reply.text
        assert "&lt;b&gt;Thursday" in reply.text


class TestReading:
    @pytest.mark.parametrize("level", ["", "5", "-1", "\x00", "x" * 100_000, "<b>", "٢"])
    def test_a_level_that_is_none_is_refused_and_nothing_is_sent(self, home: Oeverland, level: str) -> None:
        gives(home, "femke", "knows", "Gloves")
        seat = str(home.seats["femke"].pk)
        reply = home.client("femke").post(
            address(home, "reading"), {"seat": seat, "release": level, "go": "send"}
        )
        assert reply.status_code == 422
        assert "not sent" in home.client("femke").get(address(home, "card")).text

    def test_foreign_sentences_are_left_alone(self, home: Oeverland) -> None:
        from beforehand.perspectives.queries import own_card

        gives(home, "tom", "knows", "Tom's")
        sends(home, "tom", 1)
        gives(home, "femke", "knows", "Gloves")
        theirs = own_card(stands(home, "tom")).lines[0]
        data = {
            "seat": str(home.seats["femke"].pk),
            "release": "2",
            f"release.{theirs.id}": "4",
            "go": "send",
        }
        assert home.client("femke").post(address(home, "reading"), data).status_code == 302
        assert own_card(stands(home, "tom")).lines[0].release == 1


class TestOneSentence:
    @pytest.mark.parametrize("typed", ["", " \u200b ", "x" * 100_000, "a\x00b", "a\u202eb"])
    def test_words_that_cannot_be_kept_come_back(self, home: Oeverland, typed: str) -> None:
        from beforehand.perspectives.queries import own_card

        gives(home, "femke", "knows", "Gloves")
        line = own_card(stands(home, "femke")).lines[0]
        page = address(home, "statement", line.id)
        reply = home.client("femke").post(page, {"do": "correct", "text": typed, "revision": "1"})
        assert reply.status_code == 422
        assert typed.strip("\x00\u202e \u200b")[:1] in reply.text
        assert own_card(stands(home, "femke")).lines[0].text == "Gloves"

    def test_change_contest_and_take_away_over_the_page(self, home: Oeverland) -> None:
        from beforehand.perspectives.queries import contests, own_card

        gives(home, "femke", "knows", "Gloves")
        sends(home, "femke")
        client = home.client("femke")
        page = address(home, "statement", own_card(stands(home, "femke")).lines[0].id)
        assert client.post(page, {"do": "correct", "text": "Gloves on", "revision": "1"}).status_code == 302
        assert client.post(page, {"do": "release", "release": "3"}).status_code == 302
        assert client.post(page, {"do": "contest", "contest": "I said it differently"}).status_code == 302
        line = own_card(stands(home, "femke")).lines[0]
        assert (line.text, line.release, line.contested) == ("Gloves on", 3, True)
        assert "I said it differently" in client.get(page).text
        assert [v.value.text for v in contests(stands(home, "lotte"))] == ["I said it differently"]
        assert "I said it differently" in home.client("lotte").get(address(home, "calls")).text
        late = client.post(page, {"do": "correct", "text": "Another tab", "revision": "1"})
        assert late.status_code == 422
        assert "Another tab" in late.text
        assert client.post(page, {"do": "withdraw"}).status_code == 302
        assert client.get(page).status_code == 404
        assert client.post(address(home, "withdraw"), {"do": "everything"}).status_code == 302
