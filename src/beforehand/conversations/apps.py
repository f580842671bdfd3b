"""Conversations as an application."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """Who talks with whom about what: planned, invited, held, and what came of it."""

    name = "beforehand.conversations"
    label = "conversations"
