"""The Analyst reads what was published, never an answer: below the threshold no topic rests on one."""

from typing import Any

from tests.oeverland import TODAY, Oeverland
from tests.perspectives.publishing.ward import closes, crowd, judge, opens, picture, react, sentence
from tests.perspectives.telling import place, stands

from beforehand.engine.inputs import PublishedFigure
from beforehand.perspectives import actions
from beforehand.topics.analyses import analysed, picture_of
from beforehand.vault.disclose import Run


def figures(home: Oeverland) -> list[tuple[str, str | None, int, dict[str, int]]]:
    found: tuple[PublishedFigure, ...] = picture_of(home.decision.pk, TODAY).published
    return [(f.subject, f.side, f.answers, dict(f.counts)) for f in found]


def patterns(home: Oeverland, run: Run = Run.FACILITATOR) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for topic in analysed(picture_of(home.decision.pk, TODAY), run).topics:
        found.setdefault(topic.pattern, []).append(topic)
    return found


def test_an_answer_that_was_not_published_reaches_no_topic(home: Oeverland) -> None:
    it = crowd(home, "it", 4)
    said = sentence(home, "femke", "Gloves stay on for hours")
    round = opens(home, "respond")
    react(round, said, {"unknown": it})
    closes(home)
    read = picture_of(home.decision.pk, TODAY)
    assert (read.reactions, read.mirror_judgements, read.published) == ((), (), ())
    assert "P09" not in patterns(home)


def test_what_a_side_published_as_unknown_says_who_knows_it_alone(home: Oeverland) -> None:
    it, care = crowd(home, "it", 6), crowd(home, "care", 6)
    said, known = (
        sentence(home, "femke", "Gloves stay on for hours"),
        sentence(home, "tom", "The router is old"),
    )
    round = opens(home, "respond")
    react(round, said, {"unknown": it[:3], "different": it[3:]})
    react(round, known, {"recognise": care[:5], "unknown": care[5:]})  # one: next to nobody
    before = picture_of(home.decision.pk, TODAY).published
    assert before == ()  # nothing of an open round
    closes(home)
    assert (str(said), str(home.sides["it"].pk), 6, {"different": 3, "unknown": 3}) in figures(home)
    [topic] = patterns(home)["P09"]
    assert topic.holders == (str(home.seats["femke"].pk),)
    assert "P09" not in patterns(home, Run.SHARED)  # it rests on one person, who was not asked


def test_counts_about_a_sentence_that_was_narrowed_reach_no_topic(home: Oeverland) -> None:
    it = crowd(home, "it", 6)
    said = sentence(home, "femke", "Gloves stay on for hours")
    react(opens(home, "respond"), said, {"unknown": it})
    closes(home)
    assert figures(home)
    actions.release_statement(
        actor=stands(home, "femke"), place=place(home, "femke"), statement=said, release=1
    )
    assert figures(home) == []
    assert "P09" not in patterns(home)


def test_a_side_that_says_it_was_pictured_wrong(home: Oeverland) -> None:
    it = crowd(home, "it", 8)
    one, other = picture(home, "femke", "it"), picture(home, "karin", "it")
    sentence(home, "tom", "The router is old")
    opens(home, "respond")
    closes(home)
    assert "R24" in patterns(home)  # pictures were made, and nobody was asked about them
    round = opens(home, "mirror")
    judge(round, one, {"wrong": it[:5], "right": it[5:]})
    judge(round, other, {"right": it[:4], "partly": it[4:]})
    closes(home)
    care, board, ours = (str(home.sides[key].pk) for key in ("care", "board", "it"))
    assert (f"mirror:{care}", ours, 8, {"right": 3, "wrong": 5}) in figures(home)
    assert (f"mirror:{board}", ours, 8, {"partly": 4, "right": 4}) in figures(home)
    seen = patterns(home)
    [topic] = seen["P15"]
    assert set(topic.sides) == {care, ours}
    assert "R24" not in seen
    # All together 5 of 16 are wrong: what everybody reads does not tell whose picture it was.
    assert "P15" not in patterns(home, Run.SHARED)


def test_that_a_picture_was_judged_by_too_few_is_asked_all_the_same(home: Oeverland) -> None:
    one = picture(home, "femke", "it")
    sentence(home, "tom", "The router is old")
    opens(home, "respond")
    closes(home)
    judge(opens(home, "mirror"), one, {"wrong": [home.seats["tom"], home.seats["bas"]]})
    closes(home)
    assert figures(home) == [("mirror", None, 0, {})]
    assert not {"P15", "R24"} & patterns(home).keys()
