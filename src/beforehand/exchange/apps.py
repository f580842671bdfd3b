"""Exchange as an application."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Decision files, lists of people and documents, in and out."""

    name = "beforehand.exchange"
    label = "exchange"
