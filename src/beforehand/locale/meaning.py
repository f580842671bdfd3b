"""Words for the engine's values, marked for the catalogue; said when they are shown, in the terminal and on a page.

Keys are the values themselves (its words, and the numbers of a rank), because what holds words imports no engine.
"""

from beforehand.locale.words import mark

CERTAINTY = {
    "high": mark("certainty high"),
    "middle": mark("certainty middle"),
    "low": mark("certainty low"),
}
BASIS = {
    "self_report": mark("own answers"),
    "fact": mark("from dates and roles"),
    "confirmed": mark("confirmed"),
    "suggested": mark("suggestion, not confirmed yet"),
    "few": mark("rests on little"),
}
RANK = {
    1: mark("Who decides, and what the law asks"),
    2: mark("Safety"),
    3: mark("What one person knows"),
    4: mark("Responsible or affected, and not heard"),
    5: mark("Questions and assumptions that collide"),
    6: mark("When we call it done"),
    7: mark("Also"),
}
MODE = {
    "exploring": mark("still open"),
    "negotiating": mark("negotiating"),
    "correcting": mark("correcting"),
}
DOOR = {
    "two_way": mark("two-way"),
    "heavy": mark("heavy to turn back"),
    "one_way": mark("one-way"),
}
REASON = {
    "late": mark("its last day has passed: postpone, make smaller, or decide knowingly"),
    "no_room": mark("nobody's week has room for it"),
    "away": mark("somebody is away"),
    "after": mark("what must come first does not fit"),
    "cut": mark("others came first"),
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
LEAD = {
    "answer": mark("answers about: {what}"),
    "statement": mark("what was said"),
    "mark": mark("marks of hardening: {what}"),
    "signal": mark("signals: {what}"),
    "contact": mark("direct contact that was named, or not: {what}"),
    "count": mark("how many: {what}"),
    "event": mark("what happened: {what}"),
    "door": mark("what turning back costs: {what}"),
    "date": mark("the date: {what}"),
    "missing": mark("not in the file: {what}"),
    "commitment": mark("commitments: {what}"),
    "frame": mark("how the decision was put: {what}"),
    "group": mark("a group: {what}"),
}
THING = {
    "question": mark("the question as posed"),
    "live_options": mark("options that are alive"),
    "why_messenger": mark("who tells why"),
    "response": mark("an answer"),
    "mirror_judgements": mark("how a side judged its picture"),
    "meelopen": mark("a work visit"),
    "mutual_education": mark("a slot in which each side explains its own"),
    "benefits_owner": mark("an owner of the benefits"),
    "decider": mark("a decider"),
    "decides": mark("people who decide"),
    "mandate": mark("the mandate of the function"),
    "advice_requested": mark("advice that was asked"),
    "statutory": mark("which term in law"),
    "changed": mark("what changed because of it"),
    "signposts": mark("a sign by which we see it break"),
    "premortem": mark("a premortem"),
    "stop_criteria": mark("stop criteria"),
    "independent_judge": mark("somebody else to judge it"),
    "beforehand": mark("a conversation held in time"),
    "response_to_input": mark("what was done with the input"),
    "response_plan": mark("a plan to report back"),
    "hardness": mark("room to change it when input was asked"),
    "input_reported_back": mark("a report back"),
    "input_requested": mark("input was asked"),
    "deadline_tightened": mark("a deadline was moved forward"),
    "extra_reporting": mark("more reporting was asked"),
    "standstill": mark("a standstill"),
    "flow": mark("a criterion of work that flows"),
    "soundness": mark("a criterion of soundness"),
}
