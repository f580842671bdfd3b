"""A decision file brought into the database: the sample, and in demo mode its answers too."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import override

from beforehand.decisionfile import DecisionFile, DecisionFileError, names, read
from beforehand.decisionfile.frame import Commitment as Moment
from beforehand.decisionfile.marked import DeciderFirst
from beforehand.decisionfile.naming import absent_id
from beforehand.decisionfile.sentences import said
from beforehand.decisionfile.vocabulary import words_for
from beforehand.decisions.choices import Role, SideKind, Stage
from beforehand.decisions.models import (
    AbsentGroup,
    Commitment,
    DeciderAnswer,
    Decision,
    Mark,
    Option,
    Promise,
    Seat,
    Side,
)
from beforehand.exchange.actions.answers import add_answers
from beforehand.exchange.actions.brought import Brought
from beforehand.exchange.actions.happenings import add_happenings
from beforehand.exchange.actions.responses import add_responses
from beforehand.knowledge import load
from beforehand.people.models import Organisation, Person
from beforehand.topics.actions import request_analysis
from beforehand.vault.models import DataKey

FACILITATORS = ("Hanna Vermeer", "Jelle Brandsma", "Nora Wouters")  # made up, for a sample that names none
ROLE_OF_FACILITATOR = {"nl": "Begeleider", "en": "Facilitator"}


def load_case(*, source: Path, language: str, with_answers: bool, written_in: str = "") -> UUID:
    """Bring a decision file in as a decision of an organisation of its own, and return its id.

    For whoever installs: a sample to look at. Its people are in it with fictional mail addresses. With answers
    only in demo mode, and then the promise is signed and everybody counts as invited: on a real installation
    nobody's answers come from a file. ``written_in``: the language of what the file says in one language only; people's
    words are never translated.

    Raises
    ------
    DecisionFileError
        When the file cannot be read; it says what is wrong and where.
    PermissionDenied
        When answers are asked for outside demo mode.
    """
    if with_answers and not settings.DEMO:
        raise PermissionDenied("answers are brought in from a file in demo mode only (BEFOREHAND_DEMO=1)")
    found = read(source)
    if found.decision is None:
        raise DecisionFileError(found.errors)
    with transaction.atomic():
        return _bring(found.decision, language, with_answers, written_in)


def _bring(file: DecisionFile, language: str, with_answers: bool, written_in: str) -> UUID:
    called = names(file, language)
    organisation = Organisation.objects.create(
        name=((file.organisation.name if file.organisation else None) or said(file.title, language) or "–")[
            :200
        ],
        country=file.country,
        language=language,
    )
    decision = Decision.objects.create(
        organisation=organisation,
        sentence=(said(file.decision.posed_as, language) or said(file.title, language) or "–")[:500],
        title=said(file.title, language)[:120],
        background=said(file.context, language)[:5000],
        day=_day_of_decision(file),
        stage=Stage.LISTENING if with_answers else Stage.FRAMING,
        country=file.country,
        language=language,
        today=file.peildatum,
        data_key=DataKey.make(),
    )
    brought = Brought(
        file, decision, language, at=_noon(file.peildatum or timezone.localdate()), written_in=written_in
    )
    _add_sides(brought, called.sides)
    _add_people(brought, invited=with_answers)
    _add_options(brought)
    _add_absent(brought, called.absent_groups)
    _add_commitments(brought, called.commitments)
    _add_decider_first(brought)
    if with_answers:
        words = load().form.promise.say(language)
        for seat in brought.holding(Role.DECIDER):
            Promise.objects.create(decision=decision, seat=seat, words=words)
        add_answers(brought)
        add_responses(brought)
    add_happenings(brought)
    request_analysis(decision.pk)
    return decision.pk


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def _day_of_decision(file: DecisionFile) -> date | None:
    """Return the day of the next commitment that is not easy to take back."""
    ahead = sorted(
        (m.day, m.door == "two_way")
        for m in file.commitments
        if not m.done_already and (file.peildatum is None or m.day >= file.peildatum)
    )
    return next((day for day, easy in ahead if not easy), ahead[0][0] if ahead else None)


def _add_sides(brought: Brought, titles: Mapping[str, str]) -> None:
    """Add the sides under their own names; one that the file gives none is called by its kind, an id says nothing."""
    taken = {titles[side.id] for side in brought.file.sides if side.nl or side.en}
    for side in brought.file.sides:
        title = titles[side.id]
        if not (side.nl or side.en):
            with override(brought.language):
                kind = str(SideKind(side.kind.value).label)
            title = kind if kind not in taken else f"{kind} ({side.id})"
            taken.add(title)
        brought.sides[side.id] = Side.objects.create(
            decision=brought.decision,
            key=brought.key(side.id),
            name=title[:120],
            kind=side.kind.value,
        )
    for one, other in brought.file.dependencies:
        brought.sides[one].depends_on.add(brought.sides[other])


def _add_people(brought: Brought, *, invited: bool) -> None:
    file, language = brought.file, brought.language
    for person in file.people:
        roles = [Role.PARTICIPANT]
        roles += [Role.DECIDER] if person.decides else []
        roles += [Role.SPONSOR] if person.id == file.decision.sponsor else []
        roles += [Role.FACILITATOR] if file.facilitator and person.id == file.facilitator.person else []
        brought.seats[person.id] = _seat(
            brought,
            person.name or person.id,
            person.id,
            roles,
            side=brought.sides[person.side],
            function=said(person.role, language)[:160],
            mandate=person.formal_power,
            project=person.project,
            represents=person.represents,
            invited_at=brought.at if invited else None,
        )
    deciders = brought.holding(Role.DECIDER)
    owner = next(iter(deciders or brought.holding(Role.SPONSOR)), None)
    if owner is not None:
        brought.grant(owner, Role.OWNER)
    if not brought.holding(Role.FACILITATOR):
        taken = {(person.name or "").split(" ")[0] for person in file.people}
        named = file.facilitator.name if file.facilitator else None
        name = named or next((n for n in FACILITATORS if n.split(" ")[0] not in taken), FACILITATORS[0])
        roles = [Role.FACILITATOR] if owner else [Role.FACILITATOR, Role.OWNER]
        _seat(brought, name, name, roles, function=ROLE_OF_FACILITATOR[language])


def _seat(brought: Brought, name: str, mail: str, roles: list[Role], **more: object) -> Seat:
    organisation = brought.decision.organisation
    at = slugify(organisation.name)[:60].strip("-") or "organisation"
    local = slugify(mail).replace("-", ".")[:60].strip(".") or "person"
    address = f"{local}@{at}.example"
    while address in brought.mails:
        address = f"{local}.{len(brought.mails)}@{at}.example"
    brought.mails.add(address)
    person = Person.objects.create(
        organisation=organisation, name=name[:120], mail=address, language=brought.language
    )
    seat = Seat.objects.create(decision=brought.decision, person=person, data_key=DataKey.make(), **more)
    for role in roles:
        brought.grant(seat, role)
    return seat


def _add_options(brought: Brought) -> None:
    posed = brought.file.decision
    for alive, options in ((True, posed.live_options or ()), (False, posed.options_mentioned_but_ownerless)):
        for option in options:
            text = said(option, brought.language).strip()[:300]
            if text:
                Option.objects.get_or_create(decision=brought.decision, text=text, defaults={"alive": alive})


def _add_absent(brought: Brought, titles: Mapping[str, str]) -> None:
    for group in brought.file.absent_groups:
        speaker = group.advocate_candidate
        AbsentGroup.objects.get_or_create(
            decision=brought.decision,
            name=titles[absent_id(group)][:160],
            defaults={
                "legitimate": group.legitimate,
                "urgent": group.urgent,
                "power": group.power,
                "could_speak": brought.seats[speaker] if speaker else None,
            },
        )


def _add_commitments(brought: Brought, titles: Mapping[str, str]) -> None:
    marks = words_for("hardness_mark")
    for moment in brought.file.commitments:
        made = _commitment(brought, moment, titles[moment.id])
        brought.commitments[moment.id] = made
        for mark in sorted({marks[word] for word in moment.hardness_marks}):
            Mark.objects.create(commitment=made, mark=mark)


def _commitment(brought: Brought, moment: Moment, title: str) -> Commitment:
    cost, weeks = moment.reversal.cost_eur, moment.reversal.weeks
    return Commitment.objects.create(
        decision=brought.decision,
        key=brought.key(moment.id),
        title=title[:200],
        type=moment.type,
        day=moment.day,
        door=moment.door.value,
        cost_eur=None if cost is None else Decimal(str(cost)),
        weeks=None if weeks is None else Decimal(str(weeks)),
        public=moment.reversal.public,
        done_already=moment.done_already,
        statutory=moment.statutory or "",
        decider=brought.seats[moment.decider] if moment.decider else None,
    )


def _add_decider_first(brought: Brought) -> None:
    first = brought.file.decider_first
    for answer in (first,) if isinstance(first, DeciderFirst) else first or ():
        texts = (answer.promised, answer.can_change, answer.could_change_my_mind)
        for n, words in enumerate(texts, 1):
            if text := said(words, brought.language).strip():
                DeciderAnswer.objects.update_or_create(
                    seat=brought.seats[answer.by], n=n, defaults={"text": text[:2000]}
                )
