"""The record of the licences, as the documents get it; and one as large as they come."""

from dataclasses import replace
from datetime import date

from tests.records.chains import DECISION, chain

from beforehand.records.choices import Chosen
from beforehand.records.rules.chain import head_of
from beforehand.records.rules.shapes import (
    Agreed,
    AgreedSide,
    Assumption,
    Condition,
    Consulted,
    Done,
    Input,
    LeftOpen,
    Record,
    Way,
)

LICENCES = Record(
    decision=DECISION,
    title="Two-factor sign-in",
    sentence="How do we introduce two-factor sign-in for all staff before 1 October 2027?",
    language="en",
    commitment="Sign the licences",
    chosen=Chosen.DECIDED,
    by=("Karin",),
    on=date(2027, 4, 29),
    hardens=date(2027, 4, 30),
    why="The insurer asks for it before the summer.",
    ways=(
        Way(text="A card on every ward", taken=True, owner="Femke"),
        Way(text="An app on the nurse's own telephone", why_not="Not everybody has one, or wants it used for work."),
        Way(text="Wait for the new patient record"),
    ),
    conditions=(
        Condition(text="The night shift keeps its cards", by="Femke", due=date(2027, 6, 1)),
        Condition(text="A spare card within the hour", by=""),
    ),
    done=Done(
        flow=("Signing in takes ten seconds with gloves on",),
        sound=("Nobody signs in as somebody else",),
        benefits_owner="Marjolein",
    ),
    assumptions=(
        Assumption(
            text="The readers work with gloves", signpost="More than one in ten tries fails", owner="Bas",
            day=date(2027, 9, 1),
        ),
    ),
    open=(
        LeftOpen(title="Who helps at night", reason="The rota is not made yet.", again=date(2027, 6, 15)),
    ),
    also_open=("Visitors who borrow a computer",),
    input=Input(taken=4, partly=2, left=1),
    consulted=(Consulted(side="Care", people=3, names=("Femke",)), Consulted(side="It", people=3)),
    informed=("Works council",),
    entries=tuple(chain(4)),
    head=str(head_of(chain(4))),
)  # fmt: skip

LONG = "A sentence that goes on, as people do when it matters to them, until somebody stops it at last. " * 6
LARGE = replace(
    LICENCES,
    title=LONG[:120],
    sentence=LONG[:500],
    open=tuple(LeftOpen(title=LONG[:300], reason=LONG, again=date(2027, 6, 15)) for _ in range(3)),
    also_open=tuple(f"Topic {n}: {LONG[:120]}" for n in range(197)),
    conditions=tuple(Condition(text=LONG[:300], by="Femke", due=date(2027, 6, 1)) for _ in range(30)),
    assumptions=tuple(Assumption(text=LONG[:300], signpost=LONG[:200], owner="Bas") for _ in range(30)),
    ways=tuple(Way(text=LONG[:300], taken=n < 4, why_not=LONG[:200]) for n in range(8)),
    commitment=LONG[:200],
    by=("Karin Blom", "Somebody with a long name indeed"),
)
CONFIRMED = replace(
    LICENCES,
    done=replace(
        LICENCES.done,
        agreed=(
            Agreed(sides=(AgreedSide(side="Care", flow="Signing in takes ten seconds"),)),
            Agreed(
                sides=(
                    AgreedSide(side="Care", flow="Ten seconds, gloves on"),
                    AgreedSide(side="It", flow="Nobody calls at night", sound="Nobody signs in twice"),
                ),
                criteria="Ten seconds on two wards",
            ),
        ),
    ),
)
"""Confirmed twice: once by one side about itself, and later by both."""

CROWDED = replace(
    LARGE,
    done=Done(
        agreed=(
            Agreed(
                sides=tuple(AgreedSide(side=f"{n} {LONG[:60]}", flow=LONG, sound=LONG) for n in range(12)),
                criteria=LONG,
            ),
        ),
        flow=(LONG,) * 30,
        benefits_owner=LONG[:200],
    ),
)
