"""What a story does inside an installation, in a process of its own: ``python -m tests.running.inside fill``."""

import itertools
import json
import os
import signal
import sys
from typing import Any, NoReturn


def fill() -> Any:
    """Put the hospital group in the database, and one sealed sentence of each who takes part."""
    from tests.oeverland import oeverland

    from beforehand.decisions.choices import Role
    from beforehand.perspectives.models import Perspective, Statement

    home = oeverland()
    for name, seat in home.seats.items():
        if seat.roles.filter(role=Role.PARTICIPANT).exists():
            perspective = Perspective.objects.create(seat=seat)
            row = Statement(perspective=perspective, field="question")
            row.body = seat.data_key.seal({"text": f"What {name} asks"}, row.about)
            row.save(force_insert=True)
    return written()


def written() -> Any:
    """Open every sealed sentence, each as its author."""
    from beforehand.decisions.models import Seat
    from beforehand.perspectives.models import Statement
    from beforehand.vault.guard import Author
    from beforehand.vault.sealed import unseal

    said = {}
    for seat in Seat.objects.select_related("person", "data_key"):
        for row in Statement.objects.scoped(Author(seat.pk)):
            said[seat.person.name] = unseal(seat.data_key.opened(), row.body, row.about)["text"]
    return said


def crowd() -> Any:
    """Put a decision with as many people as asked in the database; return their links."""
    from datetime import date

    from beforehand.decisions.choices import Role, SideKind, Stage
    from beforehand.decisions.models import Decision, Seat, SeatRole, Side
    from beforehand.people.actions import make_link
    from beforehand.people.models import Organisation, Person
    from beforehand.perspectives.models import Round
    from beforehand.vault.models import DataKey

    organisation = Organisation.objects.create(name="Crowd", language="en")
    decision = Decision.objects.create(
        organisation=organisation, sentence="How do we go on?", title="Crowd", day=date(2027, 4, 30),
        today=date(2027, 3, 15), language="en", data_key=DataKey.make(), stage=Stage.LISTENING,
    )  # fmt: skip
    Round.objects.create(decision=decision, n=1)
    side = Side.objects.create(decision=decision, key="it", name="IT", kind=SideKind.IT)
    people = []
    for n in range(int(sys.argv[2])):
        person = Person.objects.create(
            organisation=organisation, name=f"Person {n}", mail=f"p{n}@crowd.example"
        )
        seat = Seat.objects.create(decision=decision, person=person, side=side, data_key=DataKey.make())
        SeatRole.objects.create(seat=seat, role=Role.PARTICIPANT)
        people.append({"seat": str(seat.pk), "link": make_link(person=person.pk)})
    return {"decision": str(decision.pk), "people": people}


def facilitators_page() -> Any:
    """Let so many people have answered and be analysed; return how long the facilitator's page takes the server."""
    import time
    from statistics import median

    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    import beforehand.config.served  # noqa: F401  what is thrown away is looked for as seldom as on our own server
    from beforehand.topics.actions import make_analysis

    settings.ALLOWED_HOSTS = ["*"]
    decision, account = _answered(int(sys.argv[2]))
    make_analysis(decision)
    client = Client()
    client.force_login(account)
    page = reverse("pages:decision", kwargs={"decision": decision})
    for _ in range(5):
        answer = client.get(page)
        assert answer.status_code == 200, (answer.status_code, answer.headers)
    asked: list[str] = []

    def note(execute: Any, sql: str, *more: Any) -> Any:
        asked.append(sql)
        return execute(sql, *more)

    with connection.execute_wrapper(note):
        size = len(client.get(page).content)
    took = []
    for _ in range(40):
        began = time.perf_counter()
        client.get(page)
        took.append((time.perf_counter() - began) * 1000)
    return {"median": median(took), "p95": sorted(took)[37], "queries": len(asked), "bytes": size}


SAID = (
    ("question", "Who helps"),
    ("risks", "I fear for"),
    ("knows", "I see every day"),
    ("condition", "I can only if"),
)


def _answered(people: int) -> Any:
    from datetime import date

    from django.utils import timezone

    from beforehand.decisions.choices import Role, SideKind, Stage
    from beforehand.decisions.models import Commitment, Decision, Seat, SeatRole, Side
    from beforehand.people.models import Account, Organisation, Person
    from beforehand.perspectives.choices import State
    from beforehand.perspectives.models import Figure, Perspective, Round, Statement
    from beforehand.vault.models import DataKey

    organisation = Organisation.objects.create(name=f"Crowd of {people}", language="en")
    decision = Decision.objects.create(
        organisation=organisation, sentence="How do we go on?", title="Crowd", day=date(2027, 4, 30),
        today=date(2027, 3, 15), language="en", data_key=DataKey.make(), stage=Stage.LISTENING,
    )  # fmt: skip
    Round.objects.create(decision=decision, n=1)
    kinds = list(SideKind)[:4]
    sides = [
        Side.objects.create(decision=decision, key=f"s{n}", name=f"Side {n}", kind=k)
        for n, k in enumerate(kinds)
    ]
    account = Account.objects.create_user(f"facilitator{people}@crowd.example")
    for n in range(people + 1):
        leads = n == people
        person = Person.objects.create(
            organisation=organisation, name=f"Person {n}", mail=f"p{n}@crowd{people}.example",
            account=account if leads else None,
        )  # fmt: skip
        seat = Seat.objects.create(
            decision=decision,
            person=person,
            side=None if leads else sides[n % len(sides)],
            data_key=DataKey.make(),
        )
        roles = [Role.FACILITATOR] if leads else [Role.PARTICIPANT, *([Role.DECIDER] if n == 0 else [])]
        for role in roles:
            declared = timezone.now() if role == Role.FACILITATOR else None
            SeatRole.objects.create(seat=seat, role=role, declared_at=declared)
        if n == 0:
            for m in range(4):
                Commitment.objects.create(
                    decision=decision, key=f"c{m}", title=f"Step {m}", day=date(2027, 4, 10 + m), decider=seat
                )
        if leads:
            continue
        said = Perspective.objects.create(
            seat=seat, state=State.SENT, sent_at=timezone.now(), release=1 + n % 4
        )
        for field, words in SAID:
            row = Statement(perspective=said, field=field, release=1 + n % 4)
            row.body = seat.data_key.seal(
                {"text": f"{words} the ward on side {n % 4} when step {n % 7} goes wrong?"}, row.about
            )
            row.save(force_insert=True)
        for field, value in (
            ("heard", (5, 2, 1)[n % 3]),
            ("accountable", (5, 3, 0)[n % 3]),
            ("affected", (5, 3, 1)[n % 3]),
        ):
            figure = Figure(perspective=said, field=field)
            figure.body = seat.data_key.seal({"value": value}, figure.about)
            figure.save(force_insert=True)
    return decision.pk, account


def in_state() -> Any:
    """Put the sample in a named state, as whoever sits here may; return the paths of the links, by name."""
    from urllib.parse import urlsplit

    from django.conf import settings

    from beforehand.pages.actions import put_in
    from beforehand.pages.choices import Named

    settings.DEBUG = settings.DEMO = True
    links = put_in(state=Named(sys.argv[2]), language="nl")
    return {name: urlsplit(link).path for _, name, link in links}


def ask_links() -> Any:
    """Let everybody in the crowd ask for a new link by mail, and note a change in the decision after each."""
    import time

    from beforehand.decisions.models import Decision
    from beforehand.people.actions import ask_new_link
    from beforehand.people.models import Person
    from beforehand.topics.actions import note_change

    decision = Decision.objects.get().pk
    mails = list(Person.objects.order_by("name").values_list("mail", flat=True))
    for mail in mails:
        ask_new_link(mail=str(mail))
        note_change(decision)
        time.sleep(float(sys.argv[2]) / len(mails))
    return mails


def settle() -> Any:
    """Let what was taken by a killed worker come back, as it does by itself when its lease has run out."""
    from datetime import timedelta

    from django.utils import timezone

    from beforehand.outbox.actions import sweep
    from beforehand.outbox.models import Message

    for _ in range(100):
        if not sweep(now=timezone.now() + timedelta(days=3)):
            break
    return sorted(Message.objects.values_list("state", flat=True).distinct())


def left() -> Any:
    """What waits to be done, and what the analyses are of."""
    from django_q.models import OrmQ

    from beforehand.decisions.models import Decision
    from beforehand.topics.models import AnalysisRun
    from beforehand.vault.processes.analyst import analyst

    decision = Decision.objects.get()
    runs = AnalysisRun.objects.scoped(analyst(decision.pk)).values_list("scope", "input_version")
    return {"jobs": OrmQ.objects.count(), "version": decision.input_version, "runs": sorted(map(list, runs))}


def post() -> Any:
    """Leave a letter that waits, one that waits for its day, one that was sent, and one that was refused for good."""
    import uuid
    from datetime import timedelta

    from django.utils import timezone

    from beforehand.outbox.models import Message, MessageState

    now = timezone.now()
    for state, when in (
        (MessageState.WAITING, now),
        (MessageState.WAITING, now + timedelta(days=2)),
        (MessageState.SENT, now),
        (MessageState.GIVEN_UP, now),
    ):
        Message.objects.create(
            once=f"{state} {when}", kind="invitation", recipient=uuid.uuid4(), state=state, not_before=when
        )
    return Message.objects.count()


def worked() -> Any:
    """Leave the traces of two jobs, and return when the last one ended."""
    from datetime import timedelta

    from django.utils import timezone
    from django_q.models import Task

    ended = timezone.now() - timedelta(minutes=3)
    for name, at in (("last", ended), ("earlier", ended - timedelta(hours=1))):
        Task.objects.create(id=name, name=name, func="f", started=at, stopped=at, success=True)
    return timezone.localtime(ended).isoformat()


def keys() -> Any:
    """Make many data keys, so that a change of master takes more than one step."""
    from beforehand.vault.models import DataKey

    for _ in range(1100):
        DataKey.make()
    return DataKey.objects.count()


def masters() -> Any:
    """Names of the masters the rows are wrapped by."""
    from beforehand.vault.models import DataKey

    return sorted(set(DataKey.objects.values_list("master", flat=True)))


def names() -> Any:
    """Names of all people, which are not sealed."""
    from beforehand.people.models import Person

    return sorted(Person.objects.values_list("name", flat=True))


def rename() -> Any:
    """Change something after a backup was made."""
    from beforehand.people.models import Person

    return Person.objects.filter(name="Tom").update(name="Changed since")


def rotate_and_die() -> Any:
    """For each step of a change of master: do it up to there, be killed, and see that everything still opens."""
    from django.conf import settings
    from django.db import connections

    from beforehand.vault.fitting import misfit, stored
    from beforehand.vault.keys import read_key_file

    for last in range(1, 400):
        connections.close_all()
        child = os.fork()
        if child == 0:
            _rotate_until(last)
        _, ended = os.waitpid(child, 0)
        keys_now = read_key_file(settings.KEY_FILE)
        assert misfit(keys_now, stored()) is None, f"after {last} steps something does not open"
        if not os.WIFSIGNALED(ended):
            return {"killed": last - 1, "ended": os.WEXITSTATUS(ended), "masters": len(keys_now.masters)}
        assert os.WTERMSIG(ended) == signal.SIGKILL
    raise AssertionError("it never came to an end")


def _rotate_until(last: int) -> NoReturn:
    """Change the master, and be killed at the so-maniest file opened, file renamed or query asked."""
    from django.conf import settings
    from django.db import connection

    from beforehand.vault.rotation import change_master

    steps = itertools.count(1)

    def step(event: str, arguments: object = None) -> None:
        if event in ("query", "open", "os.rename", "os.mkdir") and next(steps) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def query(execute: Any, *asked: Any) -> Any:
        step("query")
        done = execute(*asked)
        step("query")
        return done

    ended = 1
    try:
        sys.addaudithook(step)
        with connection.execute_wrapper(query):
            change_master(settings.KEY_FILE)
        ended = 0
    finally:
        os._exit(ended)


if __name__ == "__main__":
    from beforehand.cli.serving.home import load_application

    load_application()
    sys.stdout.write(json.dumps(globals()[sys.argv[1]]()))
