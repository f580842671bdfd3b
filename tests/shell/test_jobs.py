"""A job takes ids and leaves no words behind, whatever happens to it."""

import base64
from uuid import uuid4

import pytest
from django.db import connection

from beforehand.shell import jobs

SECRET = "Femke said the roster will break"


@pytest.fixture
def registered(monkeypatch):
    monkeypatch.setattr(jobs, "JOBS", {})
    return jobs.JOBS


def opened(cell: object) -> str:
    """The queue packs its values as base64 of a pickle, some of them signed."""
    said = str(cell)
    packed = said.split(":")[0].replace("-", "+").replace("_", "/")
    try:
        return (
            f"{said} {base64.b64decode(packed + '=' * (-len(packed) % 4), validate=True).decode('latin-1')}"
        )
    except ValueError:
        return said


def every_cell() -> str:
    """Everything in the queue's own tables, as text; what is packed there is unpacked."""
    said = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("django_q"):
                cursor.execute(f"SELECT * FROM {table}")
                said += [opened(cell) for row in cursor.fetchall() for cell in row]
    return "\n".join(said)


@pytest.mark.parametrize("wrong", ["a sentence", {"a": 1}, b"bytes", 1.5, None])
def test_a_job_takes_nothing_but_ids(registered, wrong):
    jobs.job("try")(lambda *_ids: None)
    with pytest.raises(TypeError, match="ids only"):
        jobs.enqueue("try", uuid4(), wrong)


def test_a_job_nobody_knows_is_not_queued(registered):
    with pytest.raises(KeyError):
        jobs.enqueue("unheard", uuid4())


def test_one_name_is_one_job(registered):
    jobs.job("try")(lambda: None)
    with pytest.raises(ValueError, match="already"):
        jobs.job("try")(lambda: None)


@pytest.mark.django_db
def test_a_queued_job_runs_with_its_ids(registered):
    from django_q.models import OrmQ

    seen = []
    jobs.job("try")(lambda *ids: seen.append(ids))
    which = uuid4()
    jobs.enqueue("try", which, 7)
    task = OrmQ.objects.get().task
    jobs.run(*task["args"])
    assert seen == [(str(which), "7")]


@pytest.mark.django_db(transaction=True)
def test_the_text_of_a_failure_does_not_reach_the_queue(registered):
    from multiprocessing import Event, Value

    from django_q.cluster import monitor, pusher, worker
    from django_q.models import Task
    from django_q.queues import Queue as Counted

    def fail(*_ids: str) -> None:
        raise ValueError(SECRET)

    jobs.job("try")(fail)
    jobs.enqueue("try", uuid4())
    tasks, results, stop = Counted(), Counted(), Event()
    stop.set()
    pusher(tasks, stop)
    tasks.put("STOP")
    worker(tasks, results, Value("f", -1))
    results.put("STOP")
    monitor(results)
    assert Task.objects.get().success is False
    assert "try: ValueError" in every_cell()
    assert SECRET not in every_cell()
