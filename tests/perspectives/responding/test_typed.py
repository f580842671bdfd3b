"""What is typed in round 2: kept, sent to whom it says, asked about on two devices, and never lost."""

import pytest
from tests.oeverland import Oeverland
from tests.perspectives.responding.answering import SAID, begins, closes, everybody_said, opens, sentence
from tests.perspectives.telling import NOW, address, gives, place, sends, shown, stands

from beforehand.perspectives import actions
from beforehand.perspectives.actions import NotKeptError
from beforehand.perspectives.models import Round, Statement
from beforehand.perspectives.queries import own_card, statements_for
from beforehand.perspectives.queries.asked import Given
from beforehand.perspectives.queries.responding import responding
from beforehand.vault.guard import Author

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@pytest.fixture
def respond(home: Oeverland) -> Oeverland:
    """Round 2 is open, and Femke and Bas began; Bas never answered round 1."""
    everybody_said(home)
    opens(home)
    for name in ("femke", "bas"):
        actions.take_hand(actor=stands(home, name), now=NOW)
    return home


def read_by(home: Oeverland, reader: str, field: str) -> set[str]:
    """Return what a reader finds once the round is closed; in these stories it then goes on."""
    now_open = Round.objects.filter(decision=home.decision, closed_at__isnull=True)
    held = list(now_open.values_list("pk", flat=True))
    closes(home)
    seen = {one.value.text for one in statements_for(stands(home, reader)) if one.value.field == field}
    Round.objects.filter(pk__in=held).update(closed_at=None)
    return seen


def rows(home: Oeverland, name: str, field: str) -> list[Statement]:
    return list(Statement.objects.scoped(Author(home.seats[name].pk)).filter(field=field).order_by("ordinal"))


def pictures(home: Oeverland, text: str, name: str = "femke", **more: str) -> object:
    client, page = home.client(name), address(home, "picture_side")
    return client.post(
        page, shown(client, page) | {"mirror.1.value": text, "release": "2", "go": "keep"} | more
    )


def says_more(home: Oeverland, name: str = "femke", **more: str) -> object:
    client, page = home.client(name), address(home, "more")
    return client.post(page, shown(client, page) | {k.replace("__", "."): v for k, v in more.items()})


class TestTheMirror:
    def test_it_is_kept_about_the_side_that_was_given_and_read_as_chosen(self, respond: Oeverland) -> None:
        about = responding(stands(respond, "femke")).about
        assert about is not None
        told = pictures(respond, "That nothing breaks")
        assert told["Location"] == address(respond, "cards")  # type: ignore[index]
        (row,) = rows(respond, "femke", "mirror")
        assert (row.about_side_id, row.release) == (about.id, 2)
        assert read_by(respond, "tom", "mirror") == {"That nothing breaks"}

    def test_until_the_round_closes_nobody_reads_it(self, respond: Oeverland) -> None:
        pictures(respond, "That nothing breaks")
        for reader in ("tom", "lotte", "karin"):
            assert "mirror" not in {seen.value.field for seen in statements_for(stands(respond, reader))}

    def test_as_always_means_for_the_facilitator(self, respond: Oeverland) -> None:
        pictures(respond, "For one reader", release="1")
        assert read_by(respond, "lotte", "mirror") == {"For one reader"}
        assert read_by(respond, "tom", "mirror") == set()

    def test_the_question_names_the_side(self, respond: Oeverland) -> None:
        about = responding(stands(respond, "femke")).about
        assert about is not None
        page = respond.client("femke").get(address(respond, "picture_side")).text
        assert f"What does {about.name} want to achieve, you think?" in page

    def test_passing_leaves_nothing_and_does_not_come_back(self, respond: Oeverland) -> None:
        pictures(respond, "Half a thought", go="pass")
        assert rows(respond, "femke", "mirror") == []
        page = respond.client("femke").get(address(respond, "picture_side"))
        assert page["Location"] == address(respond, "cards")
        given = Given(field="mirror", text="Too late", release=2)
        with pytest.raises(NotKeptError, match="seen"):
            actions.say_more(
                actor=stands(respond, "femke"), place=place(respond, "femke"), given=given, now=NOW
            )

    def test_a_second_device_that_comes_after_the_cards_gets_its_words_back(self, respond: Oeverland) -> None:
        client, page = respond.client("femke"), address(respond, "picture_side")
        there = shown(client, page)
        pictures(respond, "First device")
        late = client.post(page, there | {"mirror.1.value": "Second device", "release": "2", "go": "keep"})
        assert late.status_code in (409, 422)
        assert "Second device" in late.text
        assert [row.revision for row in rows(respond, "femke", "mirror")] == [1]

    def test_what_a_file_said_about_another_side_stays(self, respond: Oeverland) -> None:
        here = responding(stands(respond, "femke"))
        other = next(side for side in respond.sides.values() if side.pk not in (here.about.id, None))  # type: ignore[union-attr]
        femke = place(respond, "femke")
        row = Statement(perspective_id=femke.perspective, field="mirror", about_side=other, release=2)
        row.body = femke.key.seal({"text": "Said before"}, row.about)
        row.save(force_insert=True)
        client, page = respond.client("femke"), address(respond, "picture_side")
        there = shown(client, page)
        assert there["mirror.2.value"] == ""
        client.post(page, there | {"mirror.2.value": "Said now", "release": "2", "go": "keep"})
        assert read_by(respond, "tom", "mirror") == {"Said before", "Said now"}


class TestWhoNeverSent:
    def test_drafts_of_round_1_stay_with_their_writer(self, home: Oeverland) -> None:
        everybody_said(home)
        gives(home, "bas", "knows", "Never sent")
        gives(home, "bas", "heard", choice="1")
        opens(home)
        actions.take_hand(actor=stands(home, "bas"), now=NOW)
        pictures(home, "That it works", name="bas")
        assert read_by(home, "tom", "mirror") == {"That it works"}
        for reader in ("lotte", "tom"):
            assert read_by(home, reader, "knows") & {"Never sent"} == set()
        levels = {line.text: line.release for line in own_card(stands(home, "bas")).lines}
        assert levels == {"Never sent": 0, "That it works": 2}

    def test_who_answered_nothing_before_may_say_this(self, respond: Oeverland) -> None:
        pictures(respond, "That it works", name="bas")
        assert read_by(respond, "tom", "mirror") == {"That it works"}


class TestMore:
    @pytest.fixture(autouse=True)
    def behind(self, respond: Oeverland) -> None:
        begins(respond, "femke")

    def test_needs_picks_and_what_it_costs(self, respond: Oeverland) -> None:
        theirs = sentence(respond, "ingrid", "protects")
        says_more(
            respond, needs__1__value="A spare badge", pick=str(theirs), optimises_for__1__value="Quiet nights",
            would_trade__1__value="One week", release="2",
        )  # fmt: skip
        assert read_by(respond, "tom", "needs") == {"A spare badge"}
        assert read_by(respond, "tom", "optimises_for") == {"Quiet nights", SAID["ingrid"]["protects"]}
        assert read_by(respond, "tom", "would_trade") == {"One week"}
        page = respond.client("femke").get(address(respond, "more")).text
        assert f'value="{theirs}" checked' in page

    @pytest.mark.both
    def test_one_answer_may_have_other_readers(self, respond: Oeverland) -> None:
        says_more(
            respond,
            needs__1__value="For you",
            would_trade__1__value="For all",
            release="2",
            needs__release="1",
        )
        assert read_by(respond, "tom", "needs") == set()
        assert read_by(respond, "lotte", "needs") == {"For you"}
        assert read_by(respond, "tom", "would_trade") == {"For all"}

    def test_everything_may_stay_open(self, respond: Oeverland) -> None:
        told = says_more(respond)
        assert told["Location"] == address(respond, "respond_done")  # type: ignore[index]
        assert rows(respond, "femke", "needs") == []

    def test_three_are_not_kept_and_nothing_typed_is_lost(self, respond: Oeverland) -> None:
        two = [str(sentence(respond, *of)) for of in (("ingrid", "protects"), ("tom", "done"))]
        client, page = respond.client("femke"), address(respond, "more")
        posted = shown(client, page) | {
            "pick": two,
            "optimises_for.1.value": "A third",
            "needs.1.value": "Time",
        }
        back = client.post(page, posted)
        assert back.status_code == 422
        assert "Choose two at most" in back.text
        assert "A third" in back.text
        assert "Time" in back.text
        assert back.text.count(" checked") >= 2
        assert rows(respond, "femke", "optimises_for") == []

    @pytest.mark.parametrize("how", ["withdrawn", "narrowed"])
    def test_a_pick_goes_with_the_words_it_was_picked_for(self, respond: Oeverland, how: str) -> None:
        theirs = sentence(respond, "ingrid", "protects")
        says_more(respond, pick=str(theirs), release="4")
        assert read_by(respond, "tom", "optimises_for") == {SAID["ingrid"]["protects"]}
        ingrid = {"actor": stands(respond, "ingrid"), "place": place(respond, "ingrid"), "statement": theirs}
        if how == "withdrawn":
            actions.withdraw_statement(**ingrid)
        else:
            actions.release_statement(**ingrid, release=1)
        for reader in ("tom", "lotte", "karin"):
            assert read_by(respond, reader, "optimises_for") == set()

    def test_what_is_not_for_all_cannot_be_picked(self, respond: Oeverland) -> None:
        sends(respond, "tom", 1)
        told = says_more(respond, pick=str(sentence(respond, "tom", "done")))
        assert "took it back" in told.text  # type: ignore[attr-defined]
        assert rows(respond, "femke", "optimises_for") == []
        with pytest.raises(NotKeptError, match="taken_back"):  # no card and no picture is something to watch
            actions.pick_two(
                actor=stands(respond, "femke"), place=place(respond, "femke"),
                picked=[sentence(respond, "ingrid", "knows")], release=2, now=NOW,
            )  # fmt: skip

    @pytest.mark.both
    def test_another_choice_replaces_the_one_before(self, respond: Oeverland) -> None:
        says_more(respond, pick=str(sentence(respond, "ingrid", "protects")))
        says_more(respond, pick=str(sentence(respond, "tom", "done")))
        (row,) = rows(respond, "femke", "optimises_for")
        assert row.picked_id == sentence(respond, "tom", "done")

    def test_two_devices_are_asked_which_words_stay(self, respond: Oeverland) -> None:
        client, page = respond.client("femke"), address(respond, "more")
        there = shown(client, page)
        says_more(respond, needs__1__value="From the phone")
        back = client.post(page, there | {"needs.1.value": "From the ward"})
        assert back.status_code == 422
        assert "From the phone" in back.text
        assert "From the ward" in back.text
        mine = {"needs.1.keep": "mine", "needs.1.theirs": "1"}
        client.post(page, there | {"needs.1.value": "From the ward"} | mine)
        assert read_by(respond, "lotte", "needs") == {"From the ward"}

    def test_closed_meanwhile_the_words_come_back(self, respond: Oeverland) -> None:
        client, page = respond.client("femke"), address(respond, "more")
        there = shown(client, page)
        closes(respond)
        back = client.post(page, there | {"needs.1.value": "A sentence of mine"})
        assert back.status_code == 409
        assert "This round is closed" in back.text
        assert "A sentence of mine" in back.text
        assert rows(respond, "femke", "needs") == []


@pytest.mark.parametrize("text", ["x" * 100_000, "a\x00b", "a\u202eb"])
@pytest.mark.parametrize("door", ["picture_side", "more"])
def test_what_cannot_be_kept_is_said_and_not_lost(respond: Oeverland, door: str, text: str) -> None:
    if door == "more":
        begins(respond, "femke")
    field = "mirror" if door == "picture_side" else "needs"
    client, page = respond.client("femke"), address(respond, door)
    back = client.post(page, shown(client, page) | {f"{field}.1.value": text, "go": "keep", "release": "2"})
    assert back.status_code == 422
    assert rows(respond, "femke", field) == []
    assert ("x" * 900 if text.startswith("x") else "�") in back.text


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u200c", "\ufeff"])
def test_nothing_to_be_seen_is_nothing(respond: Oeverland, text: str) -> None:
    begins(respond, "femke")
    says_more(respond, needs__1__value=text)
    assert rows(respond, "femke", "needs") == []


def test_html_is_text(respond: Oeverland) -> None:
    begins(respond, "femke")
    says_more(respond, needs__1__value="<script>alert(1)</script>")
    page = respond.client("femke").get(address(respond, "more")).text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("level", ["", "9", "-1", "two", "\x00", "2" * 1000])
def test_another_level_is_as_always(respond: Oeverland, level: str) -> None:
    begins(respond, "femke")
    says_more(respond, needs__1__value="Time", release=level)
    (row,) = rows(respond, "femke", "needs")
    assert row.release == 2  # as Femke chose in round 1


@pytest.mark.parametrize("door", ["picture_side", "more"])
def test_another_link_in_the_same_browser_keeps_nothing(respond: Oeverland, door: str) -> None:
    begins(respond, "bas")
    if door == "more":
        begins(respond, "femke")
    femke, page = respond.client("femke"), address(respond, door)
    field = "mirror" if door == "picture_side" else "needs"
    posted = shown(femke, page) | {f"{field}.1.value": "Of Femke and long"}
    back = respond.client("bas").post(page, posted)
    assert back.status_code == 409
    assert "Of Femke and long" in back.text
    assert rows(respond, "bas", field) == []


def test_taking_everything_back_takes_the_taps_of_an_open_round_too(respond: Oeverland) -> None:
    here = begins(respond, "femke")
    actions.react(
        actor=stands(respond, "femke"), statement=here.cards[0].statement, value="recognise", now=NOW
    )
    says_more(respond, needs__1__value="Time")
    actions.withdraw_everything(actor=stands(respond, "femke"))
    assert [card.value for card in responding(stands(respond, "femke")).cards] == [""] * len(here.cards)
    assert own_card(stands(respond, "femke")).lines == ()
    assert respond.seats["femke"].pk not in actions.seats_asked(respond.decision.pk)
