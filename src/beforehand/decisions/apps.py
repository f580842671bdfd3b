"""Decisions as an application."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Decisions: sides, seats, options, commitments and marks, facts; who is what in them."""

    name = "beforehand.decisions"
    label = "decisions"
