"""What leaves as a file, and who is there already when a list comes in."""

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.text import slugify

from beforehand.decisionfile import DecisionFile, write_new
from beforehand.decisionfile.vocabulary import words_for
from beforehand.decisions.access import Standing
from beforehand.decisions.choices import Role
from beforehand.decisions.models import Seat, Side
from beforehand.decisions.queries import Frame, SeatView, frame, people
from beforehand.exchange.rules.newcomers import Known
from beforehand.perspectives.access import own_place
from beforehand.perspectives.queries.own import Own, own_figures, own_sentences

ONE_ONLY = frozenset({"question", "done"})
STATUTORY = frozenset({"advies_art25", "instemming_art27", "cao39"})


@dataclass(frozen=True, slots=True)
class Along:
    """A decision as a file, in two spellings."""

    yaml: str
    json: str


def known_here(standing: Standing) -> Known:
    """Return who is in the decision and which sides there are, to tell what a list would add.

    For who may change the frame; mail addresses stay inside and are shown to nobody.
    """
    rows = Seat.objects.filter(decision_id=standing.decision)
    seats = list(rows.values_list("person__mail", "person__name", "function"))
    sides = Side.objects.filter(decision_id=standing.decision).values_list("name", flat=True)
    return Known(
        mails=frozenset(mail for mail, _, _ in seats if mail),
        unmailed=frozenset((n.casefold(), f.casefold()) for mail, n, f in seats if not mail),
        sides=frozenset(side.casefold() for side in sides),
    )


def along(standing: Standing) -> Along:
    """Return the frame and one's own answers, all levels of them, as a decision file.

    Withheld: every answer of everybody else, whatever they released, and every figure. There is no file with those.
    """
    seen, seats = frame(standing), people(standing)
    names = _ids(seats)
    file = DecisionFile.model_validate(_frame(standing, seen, seats, names))
    plain = file.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return Along(yaml=write_new(file), json=json.dumps(plain, ensure_ascii=False, indent=2) + "\n")


def _ids(seats: tuple[SeatView, ...]) -> dict[UUID, str]:
    ids: dict[UUID, str] = {}
    for seat in seats:
        wanted = slugify(seat.name)[:60] or "person"
        taken = set(ids.values())
        ids[seat.id] = next(
            name for name in (wanted, *(f"{wanted}-{n}" for n in range(2, 1000))) if name not in taken
        )
    return ids


def _frame(
    standing: Standing, seen: Frame, seats: tuple[SeatView, ...], names: dict[UUID, str]
) -> dict[str, Any]:
    lang = seen.language
    sides = {side.id: side.key for side in seen.sides}
    seated = {seat.id: names[seat.id] for seat in seats if seat.side in sides}
    by_name = {seat.name: seated[seat.id] for seat in seats if seat.id in seated}
    keys = {str(c.id): c.key for c in seen.commitments}
    marks = words_for("hardness_mark")
    holders = {role: [s for s in seats if role in s.roles] for role in (Role.SPONSOR, Role.FACILITATOR)}
    first: dict[str, dict[str, Any]] = defaultdict(dict)
    for answer in seen.decider_first:
        if answer.by in by_name:
            key = ("promised", "can_change", "could_change_my_mind")[answer.n - 1]
            first[by_name[answer.by]][key] = answer.answer
    data: dict[str, Any] = {
        "schema": "beforehand-decision/1",
        "title": {lang: seen.title},
        "country": seen.country,
        "peildatum": seen.today,
        "context": {lang: seen.background} if seen.background else None,
        "decision": {
            "posed_as": {lang: seen.sentence},
            "sponsor": next((seated[s.id] for s in holders[Role.SPONSOR] if s.id in seated), None),
            "live_options": [o.text for o in seen.options if o.alive] or None,
            "options_mentioned_but_ownerless": [o.text for o in seen.options if not o.alive and not o.owner],
        },
        "facilitator": _facilitator(holders[Role.FACILITATOR], seated),
        "decider_first": [{"by": by, **said} for by, said in first.items()] or None,
        "sides": [{"id": s.key, lang: s.name, "kind": s.kind.value} for s in seen.sides],
        "people": [
            _person(standing, seat, seated[seat.id], sides, seated, keys)
            for seat in seats
            if seat.id in seated
        ],
        "absent_groups": [
            {
                lang: g.name,
                "legitimate": g.legitimate,
                "urgent": g.urgent,
                "power": g.power,
                "advocate_candidate": seated.get(g.could_speak) if g.could_speak else None,
            }
            for g in seen.absent
        ],
        "commitments": [
            {
                "id": c.key,
                lang: c.title,
                "type": c.type if c.type in words_for("commitment_type") else "other",
                "date": c.day,
                "door": c.door.value,
                "reversal": {
                    "cost_eur": None if c.cost_eur is None else float(c.cost_eur),
                    "weeks": None if c.weeks is None else float(c.weeks),
                    "public": c.public,
                },
                "hardness_marks": [m for m in c.marks if m in marks],
                "decider": seated.get(c.decider) if c.decider else None,
                "done_already": c.done_already,
                "statutory": c.statutory if c.statutory in STATUTORY else None,
            }
            for c in seen.commitments
        ],
    }
    return {key: value for key, value in data.items() if value is not None}


def _facilitator(holders: list[SeatView], seated: dict[UUID, str]) -> dict[str, str] | None:
    for seat in holders:
        return {"person": seated[seat.id]} if seat.id in seated else {"name": seat.name}
    return None


def _person(
    standing: Standing,
    seat: SeatView,
    key: str,
    sides: dict[UUID, str],
    seated: dict[UUID, str],
    commitments: dict[str, str],
) -> dict[str, Any]:
    person: dict[str, Any] = {
        "id": key,
        "name": seat.name,
        "side": sides[seat.side] if seat.side else None,
        "role": seat.function or None,
        "decides": Role.DECIDER in seat.roles,
    }
    place = own_place(standing) if seat.id == standing.seat else None
    if place is not None:
        by_side = {str(i): k for i, k in sides.items()}
        by_seat = {str(i): k for i, k in seated.items()}
        person["release"] = place.release
        person["answers"] = {
            **_sentences([o for o in own_sentences(place) if o.confirmed], by_side, commitments),
            **_figures([o for o in own_figures(place) if o.confirmed], by_side, by_seat, commitments),
        }
    return person


def _sentences(own: list[Own], sides: dict[str, str], commitments: dict[str, str]) -> dict[str, Any]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in own:
        item: dict[str, Any] = {"text": one.text, "release": one.release}
        bears_on = [commitments[c] for c in one.more.get("bears_on", ()) if c in commitments]
        if bears_on:
            item["bears_on"] = bears_on
        if one.field == "assumptions":
            item |= {"importance": one.more.get("importance"), "certainty": one.certainty}
        found[one.field].append(item)
    told: dict[str, Any] = {}
    for field, items in found.items():
        if field in ONE_ONLY:
            told[field] = {**items[0], "text": "\n".join(i["text"] for i in items)}
        else:
            told[field] = items
    return told


def _figures(
    own: list[Own], sides: dict[str, str], seats: dict[str, str], commitments: dict[str, str]
) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for one in own:
        value = one.value
        if one.field in ("talk_to", "contact"):
            value = [seats[s] for s in value if s in seats]
        elif one.field == "thinks_decides":
            value = seats.get(str(value)) if value else None
        elif one.field == "contact_sides":
            value = {sides[s]: way for s, way in value.items() if s in sides}
        elif one.field == "reversible_by_commitment":
            value = {commitments[c]: grade for c, grade in value.items() if c in commitments}
        elif one.field not in ("accountable", "affected", "heard", "reversible"):
            continue
        if value is not None:
            told[one.field] = {"value": value, "release": one.release}
    return told
