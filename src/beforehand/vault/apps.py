"""The vault as an application: the table of wrapped keys."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Keys of participants and decisions, wrapped."""

    name = "beforehand.vault"
    label = "vault"
