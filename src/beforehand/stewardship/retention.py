"""How long the view log and the trace of retention itself stay, and all declarations together."""

from datetime import datetime
from importlib import import_module

from django.apps import apps
from django.db.models import Q

from beforehand.decisions.retention import ended
from beforehand.knowledge import load
from beforehand.vault.retention import TECHNIQUE, Clock, How, Keeps

RUN_DAYS = 365

DECLARED: tuple[Keeps, ...] = (
    Keeps(
        "stewardship.ViewLog",
        "answers",
        How.DELETE,
        "It accounts for who opened what people said, and goes with it.",
        lambda clock: ended(clock, "answers", "decision"),
    ),
    Keeps(
        "stewardship.RetentionRun",
        TECHNIQUE,
        How.DELETE,
        "That retention ran, with counts and nothing else; a year, to be able to show that it does.",
        lambda clock: Q(at__lte=clock.ago(RUN_DAYS)),
    ),
)


def declared() -> tuple[Keeps, ...]:
    """Return every declaration, in the order in which rows can go: what points at others before the others."""
    names = [config.name for config in apps.get_app_configs() if config.name.startswith("beforehand.")]
    found: list[Keeps] = []
    for name in reversed(names):
        try:
            module = import_module(f"{name}.retention")
        except ModuleNotFoundError as missing:
            if missing.name != f"{name}.retention":
                raise
            continue
        found += getattr(module, "DECLARED", ())
    return tuple(found)


def clock(now: datetime) -> Clock:
    """Return what time it is together with the terms of the knowledge."""
    return Clock(now, {term.id: term.days for term in load().confidentiality.retention})
