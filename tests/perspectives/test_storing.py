"""One answer is stored while somebody types; nothing typed is lost, and the newer never wins without a question."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.oeverland import Oeverland
from tests.perspectives.telling import NOW, address, gives, place, sends, shown, stands, stores

from beforehand.decisions.choices import Stage
from beforehand.decisions.models import Commitment
from beforehand.perspectives import actions
from beforehand.perspectives.actions import Newer, NotKeptError, Stored
from beforehand.perspectives.models import Figure, Perspective, Round, Statement
from beforehand.perspectives.queries.own import own_figure, own_sentence
from beforehand.vault.guard import Author


def test_a_sentence_comes_back_as_it_was_typed(home: Oeverland) -> None:
    reply = stores(home.client("femke"), home, "femke", "knows", "  Gloves stay on\r\nat the bed. ")
    assert reply.status_code == 200
    assert reply.json() == {"revision": 1}
    kept = own_sentence(place(home, "femke"), "knows", 1)
    assert kept is not None
    assert kept.text == "Gloves stay on\nat the bed."


def test_storing_again_asks_two_questions_of_the_database(home: Oeverland) -> None:
    client = home.client("femke")
    stores(client, home, "femke", "knows", "Gloves")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        reply = stores(client, home, "femke", "knows", "Gloves stay on", revision="1")
    assert reply.json() == {"revision": 2}
    assert len(asked) == 2
    for n in range(2, 9):
        stores(client, home, "femke", "knows", f"Something else {n}", ordinal=str(n))
    with CaptureQueriesContext(connection) as later:
        stores(client, home, "femke", "knows", "Gloves stay on, always", revision="2")
    assert len(later) == len(asked)


def test_an_empty_sentence_takes_away_what_was_there(home: Oeverland) -> None:
    client = home.client("femke")
    stores(client, home, "femke", "knows", "Gloves")
    assert stores(client, home, "femke", "knows", " \u200b ", revision="1").json() == {"revision": 0}
    assert not Statement.objects.scoped(Author(home.seats["femke"].pk)).exists()


def test_the_newer_asks_before_it_wins_and_shows_both(home: Oeverland) -> None:
    client = home.client("femke")
    stores(client, home, "femke", "knows", "From the phone")
    reply = stores(client, home, "femke", "knows", "From the ward's computer")
    assert reply.status_code == 409
    assert reply.json()["theirs"] == "From the phone"
    assert own_sentence(place(home, "femke"), "knows", 1).text == "From the phone"  # type: ignore[union-attr]
    again = stores(
        client, home, "femke", "knows", "From the ward's computer", revision=str(reply.json()["revision"])
    )
    assert again.json() == {"revision": 2}


def test_the_same_text_twice_is_no_quarrel(home: Oeverland) -> None:
    """A connection that was lost after storing makes the page send the same again."""
    client = home.client("femke")
    stores(client, home, "femke", "knows", "Gloves")
    assert stores(client, home, "femke", "knows", "Gloves").json() == {"revision": 1}


def test_a_sentence_taken_away_elsewhere_is_not_put_back_silently(home: Oeverland) -> None:
    gives(home, "femke", "knows", "Gloves")
    gives(home, "femke", "knows", "", revision=1)
    outcome = gives(home, "femke", "knows", "Gloves stay on", revision=1)
    assert outcome == Newer(0, None)
    assert gives(home, "femke", "knows", "Gloves stay on", revision=0) == Stored(1)


def test_who_was_just_before_is_shown_and_not_overwritten(home: Oeverland) -> None:
    """Two devices looked at nothing and store at the same moment: the second finds the place taken."""
    gives(home, "femke", "knows", "From the phone")
    actor = stands(home, "femke")
    real = own_sentence
    looks = iter([None])

    def looked_too_early(*where: Any) -> Any:
        return next(looks, real(*where))

    with patch("beforehand.perspectives.actions.answering.own_sentence", looked_too_early):
        outcome = actions.store_answer(
            actor=actor, place=place(home, "femke"), given=_given("knows", "From the computer"), now=NOW
        )
    assert isinstance(outcome, Newer)
    assert outcome.theirs is not None
    assert outcome.theirs.text == "From the phone"


def _given(field: str, text: str) -> Any:
    from beforehand.perspectives.queries.asked import Given

    return Given(field=field, text=text)


@pytest.mark.parametrize(
    ("field", "more", "value"),
    [
        ("accountable", {"choice": "0"}, 0),
        ("heard", {"choice": "2"}, 2),
        ("thinks_decides", {"choice": "unknown"}, None),
    ],
)
def test_a_tap_is_kept(home: Oeverland, field: str, more: Any, value: Any) -> None:
    assert gives(home, "femke", field, **more) == Stored(1)
    kept = own_figure(place(home, "femke"), field)
    assert kept is not None
    assert kept.value == value


def test_an_assumption_keeps_how_sure_somebody_is_and_bears_the_weight(home: Oeverland) -> None:
    gives(home, "femke", "assumptions", "every ward has readers", certainty="3")
    kept = own_sentence(place(home, "femke"), "assumptions", 1)
    assert kept is not None
    assert kept.certainty == 3
    assert dict(kept.more) == {"importance": 5, "bears_on": []}


def test_a_person_is_one_of_the_decision(home: Oeverland) -> None:
    karin, stranger = str(home.seats["karin"].pk), str(home.stranger.pk)
    assert gives(home, "femke", "thinks_decides", choice=karin) == Stored(1)
    with pytest.raises(NotKeptError, match="unknown"):
        gives(home, "femke", "thinks_decides", choice=stranger, revision=1)


def test_sides_are_the_other_sides(home: Oeverland) -> None:
    it, care = str(home.sides["it"].pk), str(home.sides["care"].pk)
    assert gives(home, "femke", "contact_sides", per={it: "ticket"}) == Stored(1)
    with pytest.raises(NotKeptError, match="gone"):
        gives(home, "femke", "contact_sides", per={care: "self"}, revision=1)


class TestCommitments:
    def test_the_two_nearest_ahead_are_asked_about(self, home: Oeverland) -> None:
        third = Commitment.objects.create(
            decision=home.decision, key="late", title="Late", day=home.decision.today + timedelta(days=300)
        )
        licence = str(home.commitments["licence"].pk)
        assert gives(
            home, "femke", "reversible_by_commitment", per={licence: "unknown"}, shown={licence: 1}
        ) == Stored(1)
        with pytest.raises(NotKeptError, match="gone"):
            gives(
                home,
                "femke",
                "reversible_by_commitment",
                per={str(third.pk): "5"},
                shown={str(third.pk): 1},
                revision=1,
            )

    def test_one_that_changed_meanwhile_is_asked_again(self, home: Oeverland) -> None:
        licence = home.commitments["licence"]
        Commitment.objects.filter(pk=licence.pk).update(revision=2)
        with pytest.raises(NotKeptError, match="changed"):
            gives(
                home,
                "femke",
                "reversible_by_commitment",
                per={str(licence.pk): "5"},
                shown={str(licence.pk): 1},
            )
        assert gives(
            home, "femke", "reversible_by_commitment", per={str(licence.pk): "5"}, shown={str(licence.pk): 2}
        ) == Stored(1)

    def test_one_that_is_gone_says_so_on_the_page_and_loses_nothing(self, home: Oeverland) -> None:
        client, licence = home.client("femke"), home.commitments["licence"]
        page = address(home, "sheet", "now", 3)
        letter, data = home.commitments["letter"], shown(client, page)
        data[f"reversible_by_commitment.1.value.{licence.pk}"] = "5"
        data[f"reversible_by_commitment.1.value.{letter.pk}"] = "1"
        data["accountable.1.value"] = "5"
        licence.delete()
        reply = client.post(page, data)
        assert reply.status_code == 422
        assert "no longer part of the decision" in reply.text
        assert own_figure(place(home, "femke"), "accountable").value == 5  # type: ignore[union-attr]
        tapped = f'name="reversible_by_commitment.1.value.{letter.pk}" value="1" checked'
        assert tapped in reply.text

    def test_what_was_said_about_one_that_passed_stays(self, home: Oeverland) -> None:
        licence, letter = (str(home.commitments[k].pk) for k in ("licence", "letter"))
        gives(home, "femke", "reversible_by_commitment", per={licence: "3"}, shown={licence: 1})
        Commitment.objects.filter(pk=licence).update(done_already=True)
        gives(home, "femke", "reversible_by_commitment", per={letter: "5"}, shown={letter: 1}, revision=1)
        kept = own_figure(place(home, "femke"), "reversible_by_commitment")
        assert kept is not None
        assert kept.value == {licence: 3, letter: 5}


class TestBadInput:
    LONG = "x" * 100_000

    @pytest.mark.parametrize("field", ["knows", "question", "protects", "absent_named", "assumptions"])
    @pytest.mark.parametrize(
        ("typed", "says"),
        [(LONG, "100000 characters"), ("a\x00b", "cannot be kept"), ("a\u202eb", "cannot be kept")],
    )
    def test_text_that_cannot_be_kept_is_refused_next_to_it(
        self, home: Oeverland, field: str, typed: str, says: str
    ) -> None:
        client = home.client("femke")
        reply = stores(client, home, "femke", field, typed)
        assert reply.status_code == 422
        assert says in reply.json()["said"]
        assert not Statement.objects.scoped(Author(home.seats["femke"].pk)).exists()

    @pytest.mark.parametrize("field", ["accountable", "heard", "thinks_decides", "affected"])
    @pytest.mark.parametrize("typed", [LONG, "\x00", "9", "<b>", "unknown\u202e", "-1", "5.0", "٥"])
    def test_a_tap_that_was_not_offered_is_refused(self, home: Oeverland, field: str, typed: str) -> None:
        assert stores(home.client("femke"), home, "femke", field, typed).status_code == 422
        assert not Figure.objects.scoped(Author(home.seats["femke"].pk)).exists()

    def test_html_is_text(self, home: Oeverland) -> None:
        client = home.client("femke")
        stores(client, home, "femke", "knows", "<script>alert(1)</script>")
        page = client.get(address(home, "sheet", "now", 1)).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page

    @pytest.mark.parametrize(
        "more",
        [
            {"field": "mirror"}, {"field": "needs"}, {"field": "x" * 9000}, {"field": ""}, {"ordinal": "0"},
            {"ordinal": "101"}, {"ordinal": "9"}, {"ordinal": "-1"}, {"ordinal": "1e9"},
        ],
    )  # fmt: skip
    def test_an_unknown_field_or_place_is_refused(self, home: Oeverland, more: dict[str, str]) -> None:
        client = home.client("femke")
        data = {
            "seat": str(home.seats["femke"].pk),
            "field": "knows",
            "ordinal": "1",
            "value": "Gloves",
        } | more
        assert client.post(address(home, "field"), data).status_code == 422

    def test_nothing_at_all_is_refused(self, home: Oeverland) -> None:
        assert home.client("femke").post(address(home, "field"), {}).status_code == 409

    def test_how_sure_is_one_of_three(self, home: Oeverland) -> None:
        reply = stores(home.client("femke"), home, "femke", "assumptions", "readers", certainty="4")
        assert reply.status_code == 422

    def test_a_foreign_commitment_is_refused(self, home: Oeverland) -> None:
        reply = stores(
            home.client("femke"), home, "femke", "reversible_by_commitment",
            **{f"value__{home.sides['it'].pk}": "5", f"shown__{home.sides['it'].pk}": "1"},
        )  # fmt: skip
        assert reply.status_code == 422
        assert "no longer part" in reply.json()["said"]

    def test_text_the_page_refuses_comes_back_whole(self, home: Oeverland) -> None:
        client, page = home.client("femke"), address(home, "sheet", "now", 1)
        data = shown(client, page) | {"knows.1.value": self.LONG, "risks.1.value": "Gloves\x00 stay"}
        reply = client.post(page, data)
        assert reply.status_code == 422
        assert self.LONG in reply.text
        assert "Gloves� stay" in reply.text
        assert 'aria-invalid="true"' in reply.text


class TestWhoseBrowser:
    def test_another_link_opened_meanwhile_stores_nothing_and_says_so(self, home: Oeverland) -> None:
        client = home.client("tom")
        reply = stores(client, home, "femke", "knows", "Gloves stay on")
        assert reply.status_code == 409
        assert reply.json()["why"] == "someone_else"
        for name in ("tom", "femke"):
            assert not Statement.objects.scoped(Author(home.seats[name].pk)).exists()

    def test_the_page_gives_back_what_was_typed_and_nothing_of_the_other(self, home: Oeverland) -> None:
        gives(home, "tom", "knows", "Tom's own sentence")
        page = address(home, "sheet", "now", 1)
        data = shown(home.client("femke"), page) | {"knows.1.value": "Gloves stay on"}
        reply = home.client("tom").post(page, data)
        assert reply.status_code == 409
        assert "Gloves stay on" in reply.text
        assert "Tom's own" not in reply.text
        assert home.client("femke").post(page, _shown_from(reply.text)).status_code == 302
        assert own_sentence(place(home, "femke"), "knows", 1).text == "Gloves stay on"  # type: ignore[union-attr]

    def test_a_link_that_ended_gives_back_what_was_typed(self, home: Oeverland) -> None:
        page, client = address(home, "sheet", "now", 1), home.client("femke")
        data = shown(client, page) | {"knows.1.value": "Gloves stay on"}
        home.seats["femke"].person.links.update(revoked_at=timezone.now())
        reply = client.post(page, data)
        assert reply.status_code == 403
        assert "Gloves stay on" in reply.text
        assert stores(client, home, "femke", "knows", "Gloves").status_code == 302

    @pytest.mark.parametrize("name", ["lotte", "peter", "wim", "stranger"])
    def test_who_takes_no_part_stores_nothing(self, home: Oeverland, name: str) -> None:
        seat = home.seats.get(name, home.seats["femke"])
        client = home.client(name)
        reply = client.post(address(home, "field"), {"seat": str(seat.pk), "field": "knows", "value": "x"})
        assert reply.status_code == 409
        assert not Perspective.objects.scoped(Author(seat.pk)).exists()


def _shown_from(text: str) -> dict[str, str]:
    class Once:
        def get(self, page: str) -> Any:
            return type("Reply", (), {"text": text})

    return shown(Once(), "")


class TestWhenTheDatabaseCannot:
    """Locked, or its disk is full."""

    def test_the_field_says_it_was_not_saved(self, home: Oeverland) -> None:
        client = home.client("femke")
        with patch.object(Statement, "save", side_effect=OperationalError("database or disk is full")):
            reply = stores(client, home, "femke", "knows", "Gloves")
        assert reply.status_code == 503
        assert "Not saved" in reply.json()["said"]
        assert "disk" not in reply.text

    def test_the_page_gives_everything_back(self, home: Oeverland) -> None:
        client, page = home.client("femke"), address(home, "sheet", "now", 1)
        data = shown(client, page) | {"knows.1.value": "Gloves stay on", "assumptions.1.certainty": "3"}
        with patch.object(Statement, "save", side_effect=OperationalError("database is locked")):
            reply = client.post(page, data)
        assert reply.status_code == 503
        assert "Gloves stay on" in reply.text
        assert client.post(page, _shown_from(reply.text)).status_code == 302
        assert own_sentence(place(home, "femke"), "knows", 1).text == "Gloves stay on"  # type: ignore[union-attr]


class TestWithoutScripts:
    def test_page_after_page_to_the_card(self, home: Oeverland) -> None:
        client = home.client("femke")
        typed = {
            1: {
                "knows.1.value": "Gloves stay on",
                "assumptions.1.value": "readers come",
                "assumptions.1.certainty": "3",
            },
            2: {"question.1.value": "What works at the bed?", "protects.1.value": "minutes"},
            3: {"heard.1.value": "2"},
            4: {"thinks_decides.1.value": str(home.seats["karin"].pk), "absent_named.1.value": "night staff"},
        }
        for step, given in typed.items():
            page = address(home, "sheet", "now", step)
            reply = client.post(page, shown(client, page) | given | {"go": "next"})
            assert reply.status_code == 302, step
        assert reply.headers["Location"].startswith(address(home, "reading"))
        data = shown(client, address(home, "reading")) | {"release": "2", "go": "send"}
        assert client.post(address(home, "reading"), data).headers["Location"].endswith("/card/?sent=1")
        card = client.get(address(home, "card")).text
        for words in (
            "Gloves stay on",
            "I think",
            "What works at the bed?",
            "too late",
            "night staff",
            "Karin",
        ):
            assert words in card

    def test_another_sentence_fits(self, home: Oeverland) -> None:
        client, page = home.client("femke"), address(home, "sheet", "now", 1)
        reply = client.post(page, shown(client, page) | {"knows.1.value": "One", "go": "add:knows"})
        there = shown(client, reply.headers["Location"])
        assert there["knows.1.value"] == "One"
        assert there["knows.2.value"] == ""

    def test_two_tabs_are_asked_which_to_keep(self, home: Oeverland) -> None:
        client, page = home.client("femke"), address(home, "sheet", "now", 1)
        old = shown(client, page)
        client.post(page, old | {"knows.1.value": "From the first tab", "risks.1.value": "Delay"})
        reply = client.post(page, old | {"knows.1.value": "From the second tab"})
        assert reply.status_code == 422
        assert "From the first tab" in reply.text
        assert "From the second tab" in reply.text
        kept = _shown_from(reply.text)
        stored = client.post(page, kept | {"knows.1.keep": "stored"})
        assert stored.status_code == 302
        assert own_sentence(place(home, "femke"), "knows", 1).text == "From the first tab"  # type: ignore[union-attr]
        assert client.post(page, kept | {"knows.1.keep": "mine"}).status_code == 302
        assert own_sentence(place(home, "femke"), "knows", 1).text == "From the second tab"  # type: ignore[union-attr]

    def test_a_field_not_touched_in_an_old_tab_overwrites_nothing(self, home: Oeverland) -> None:
        client, page = home.client("femke"), address(home, "sheet", "now", 1)
        client.post(page, shown(client, page) | {"knows.1.value": "First"})
        old = shown(client, page)
        client.post(page, old | {"knows.1.value": "Second"})
        assert client.post(page, old | {"risks.1.value": "Delay"}).status_code == 302
        assert own_sentence(place(home, "femke"), "knows", 1).text == "Second"  # type: ignore[union-attr]

    def test_short_asks_its_three_on_one_page(self, home: Oeverland) -> None:
        client = home.client("femke")
        asked = set(shown(client, address(home, "sheet", "short", 1)))
        values = {key for key in asked if key.endswith(".value")}
        assert values == {f"{f}.1.value" for f in ("knows", "question", "protects", "condition")}
        assert client.get(address(home, "sheet", "short", 2)).status_code == 404


class TestWhenNothingIsAskedAnyMore:
    @pytest.mark.parametrize("how", ["round", "decided", "stopped"])
    def test_a_draft_cannot_grow(self, home: Oeverland, how: str) -> None:
        if how == "round":
            Round.objects.create(decision=home.decision, n=1, closed_at=NOW)
        else:
            home.decision.stage = Stage(how)
            home.decision.save()
        with pytest.raises(NotKeptError, match="closed"):
            gives(home, "femke", "knows", "Too late")

    def test_half_a_sentence_is_never_released_by_typing(self, home: Oeverland) -> None:
        """After sending only a pressed button counts, or each letter would be read by others."""
        gives(home, "femke", "knows", "Gloves stay on")
        sends(home, "femke", 4)
        reply = stores(home.client("femke"), home, "femke", "knows", "Gloves st", revision="1")
        assert reply.json()["why"] == "sent"
        assert own_sentence(place(home, "femke"), "knows", 1).text == "Gloves stay on"  # type: ignore[union-attr]
