"""Words for the engine's values, marked for the catalogue; said when they are shown."""

from beforehand.engine.inputs import Door
from beforehand.engine.results import Basis, Certainty, Mode, Rank, Reason
from beforehand.locale import mark

CERTAINTY = {
    Certainty.HIGH: mark("certainty high"),
    Certainty.MIDDLE: mark("certainty middle"),
    Certainty.LOW: mark("certainty low"),
}
BASIS = {
    Basis.SELF_REPORT: mark("own answers"),
    Basis.FACT: mark("from dates and roles"),
    Basis.CONFIRMED: mark("confirmed"),
    Basis.SUGGESTED: mark("suggestion, not confirmed yet"),
    Basis.FEW: mark("rests on little"),
}
RANK = {
    Rank.RIGHTS: mark("Who decides, and what the law asks"),
    Rank.SAFETY: mark("Safety"),
    Rank.KNOWN_BY_ONE: mark("What one person knows"),
    Rank.UNHEARD: mark("Responsible or affected, and not heard"),
    Rank.COLLISION: mark("Questions and assumptions that collide"),
    Rank.DONE: mark("When we call it done"),
    Rank.OTHER: mark("Also"),
}
MODE = {
    Mode.EXPLORING: mark("still open"),
    Mode.NEGOTIATING: mark("negotiating"),
    Mode.CORRECTING: mark("correcting"),
}
DOOR = {
    Door.TWO_WAY: mark("two-way"),
    Door.HEAVY: mark("heavy to turn back"),
    Door.ONE_WAY: mark("one-way"),
}
REASON = {
    Reason.LATE: mark("its last day has passed: postpone, make smaller, or decide knowingly"),
    Reason.NO_ROOM: mark("nobody's week has room for it"),
    Reason.AWAY: mark("somebody is away"),
    Reason.AFTER: mark("what must come first does not fit"),
    Reason.CUT: mark("others came first"),
}
GRADE = {
    "A": mark("several studies agree, or it is law"),
    "B": mark("one good study or survey"),
    "C": mark("a described method, or cases"),
    "D": mark("a rule of thumb or an opinion"),
}
FIELD = {
    "knows": mark("knows"),
    "risks": mark("what could go wrong"),
    "unease": mark("what does not sit right"),
    "assumptions": mark("assumption"),
    "question": mark("question to answer"),
    "done": mark("calls it done"),
    "protects": mark("protects"),
    "condition": mark("must be in place"),
    "mirror": mark("picture of the other side"),
    "needs": mark("needs"),
    "optimises_for": mark("watches"),
    "would_trade": mark("would give up"),
    "absent_named": mark("was not asked"),
    "accountable": mark("being held to it"),
    "affected": mark("working with it daily"),
    "heard": mark("being asked in time"),
    "reversible": mark("what can still change"),
    "reversible_by_commitment": mark("what can still change, by commitment"),
    "talk_to": mark("whom to talk to"),
    "contact": mark("direct contact"),
    "contact_sides": mark("contact between sides"),
    "thinks_decides": mark("who decides"),
}
SIMILARITY = {
    "embedding": mark("sentences were compared by meaning, offline"),
    "ngrams": mark(
        "sentences were compared letter by letter, which sees less; the extra beforehand[similarity] compares by "
        "meaning"
    ),
}
