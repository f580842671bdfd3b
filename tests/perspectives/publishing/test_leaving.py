"""What somebody answered to others is theirs to see and to take away; what was counted stays a count."""

from tests.oeverland import Oeverland
from tests.perspectives.publishing.ward import closes, crowd, judge, kept, opens, picture, react, sentence
from tests.perspectives.telling import NOW, place, stands

from beforehand.people.access import Arrival
from beforehand.perspectives import actions
from beforehand.perspectives.models import MirrorJudgement, Reaction
from beforehand.perspectives.queries import own_responses, published
from beforehand.stewardship.actions import erase
from beforehand.stewardship.queries.stored import stored
from beforehand.stewardship.queries.taken import as_file
from beforehand.vault.guard import Author


def arrives(home: Oeverland, name: str) -> Arrival:
    person = home.seats[name].person
    return Arrival(
        person=person.pk, organisation=home.organisation.pk, name=person.name, language="en", strong=False,
        administrator=False,
    )  # fmt: skip


def answered(home: Oeverland) -> None:
    it = [home.seats["bas"], *crowd(home, "it", 5)]
    said, other = sentence(home, "femke", "Gloves stay on"), sentence(home, "youssef", "Nobody sleeps")
    pictured = picture(home, "femke", "it")
    round = opens(home, "respond")
    react(round, said, {"recognise": it[:4], "different": it[4:]}, moved=1)
    react(round, other, {"different": it})
    closes(home)
    judge(opens(home, "mirror"), pictured, {"partly": it})
    closes(home)


def test_everything_one_answered_is_among_what_is_stored_of_that_person(home: Oeverland) -> None:
    answered(home)
    mine = own_responses(stands(home, "bas"))
    assert [(one.round, one.text, one.said, one.more) for one in mine] == [
        (2, "Gloves stay on", "I recognise this", "this could change my picture"),
        (2, "Nobody sleeps", "different here", ""),
        (3, "They want rest", "partly", ""),
    ]
    [here] = stored(arrives(home, "bas")).decisions
    assert here.responses == mine
    assert b"this could change my picture" in as_file(stored(arrives(home, "bas")))
    assert own_responses(stands(home, "tom")) == ()
    assert b"different here" not in as_file(stored(arrives(home, "tom")))
    actions.release_statement(
        actor=stands(home, "youssef"),
        place=place(home, "youssef"),
        statement=next(
            one.about for one in published(stands(home, "bas")) if one.about and said_by(home, one.about)
        ),
        release=1,
    )
    assert [one.text for one in own_responses(stands(home, "bas"))] == [
        "Gloves stay on",
        "",
        "They want rest",
    ]
    page = home.client("bas").get(f"/d/{home.decision.pk}/rights/").text
    assert "What you answered to others" in page
    assert "Nobody sleeps" not in page


def said_by(home: Oeverland, statement: object) -> bool:
    from beforehand.perspectives.models import Statement

    rows = Statement.objects.scoped(Author(home.seats["youssef"].pk))
    return rows.filter(pk=statement).exists()


def test_who_is_forgotten_takes_the_answers_along_and_the_counts_stay(home: Oeverland) -> None:
    answered(home)
    before, seen = kept(home), published(stands(home, "lotte"))
    seat = home.seats["bas"].pk
    erase(actor=arrives(home, "bas"), now=NOW)
    for model in (Reaction, MirrorJudgement):
        assert not model.objects.scoped(Author(seat)).exists()
    assert kept(home) == before
    assert published(stands(home, "lotte")) == seen


def test_a_sentence_whose_writer_is_forgotten_goes_with_what_others_answered_to_it(home: Oeverland) -> None:
    answered(home)
    erase(actor=arrives(home, "femke"), now=NOW)
    assert [one.text for one in own_responses(stands(home, "bas"))] == ["Nobody sleeps"]
    assert len(published(stands(home, "lotte"))) == 1
