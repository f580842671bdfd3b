"""Pages as an application."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Pages that show several contexts."""

    name = "beforehand.pages"
    label = "pages"
