"""Every shared sentence can be listed without being opened: where it stands, and whether it was counted."""

from uuid import UUID

from tests.oeverland import Oeverland
from tests.perspectives.publishing.ward import closes, crowd, opens, react, sentence
from tests.perspectives.telling import gives, sends, stands

from beforehand.perspectives.queries import Listed, listed, of_all, published, shared_sentences, widely


def listed_for(home: Oeverland, reader: str) -> tuple[Listed, ...]:
    return listed(stands(home, reader), of_all(stands(home, reader)))


def by_id(home: Oeverland, reader: str = "lotte") -> dict[UUID, Listed]:
    return {UUID(one.id): one for one in listed_for(home, reader)}


def test_what_is_listed_is_what_is_shared_and_for_everybody_the_same(home: Oeverland) -> None:
    crowd(home, "care", 3)
    gives(home, "femke", "knows", "To all, without a name")
    sends(home, "femke", 2)
    gives(home, "tom", "risks", "With my name")
    sends(home, "tom", 4)
    gives(home, "bas", "knows", "For the facilitator")
    sends(home, "bas", 1)
    gives(home, "marjolein", "knows", "A draft")
    for reader in ("lotte", "karin", "femke", "bas"):
        shared = {visible.value.id: visible.value for visible in shared_sentences(stands(home, reader))}
        assert {one: (row.field, row.side) for one, row in by_id(home, reader).items()} == {
            one: (said.field, None if said.field == "risks" else said.side and said.side.hex)
            for one, said in shared.items()
        }, reader  # with the name the side of a few people stands there too; a list has no names
    for nobody in ("peter", "wim"):
        assert listed_for(home, nobody) == ()


def test_what_many_recognise_is_known_before_it_is_opened(home: Oeverland) -> None:
    it, care = crowd(home, "it", 8), crowd(home, "care", 8)
    both = sentence(home, "karin", "It costs a day")
    one_side = sentence(home, "femke", "Gloves stay on")
    few = sentence(home, "tom", "The router is old")
    nobody = sentence(home, "bas", "Nobody was asked about this")
    round = opens(home, "respond")
    react(round, both, {"recognise": [*it, *care]})
    react(round, one_side, {"recognise": it, "different": care})
    react(round, few, {"recognise": it[:4]})
    assert not any(row.counted or row.widely for row in by_id(home).values())
    closes(home)
    rows = by_id(home)
    assert {one for one, row in rows.items() if row.counted} == {both, one_side}
    assert {one for one, row in rows.items() if row.widely} == {both}
    assert {row.about for row in published(stands(home, "lotte")) if widely(row.blocks)} == {both}
    assert not rows[nobody].counted


def test_counts_of_a_few_are_the_counts_of_all(home: Oeverland) -> None:
    it = crowd(home, "it", 8)
    said, other = sentence(home, "femke", "Gloves stay on"), sentence(home, "tom", "The router is old")
    round = opens(home, "respond")
    react(round, said, {"recognise": it})
    react(round, other, {"different": it})
    closes(home)
    everything = published(stands(home, "karin"))
    assert len(everything) == 2
    chosen = by_id(home, "karin")[said]
    assert published(stands(home, "karin"), only=[chosen.subject]) == tuple(
        one for one in everything if one.about == said
    )
    texts = [visible.value.text for visible in shared_sentences(stands(home, "karin"), only=[other])]
    assert texts == ["The router is old"]
