"""The entry for our own server: as ``wsgi``, and warmed up."""

from django.urls import get_resolver

from beforehand.config.wsgi import application
from beforehand.knowledge import load

__all__ = ["application"]
load()
get_resolver().url_patterns  # noqa: B018  an address that cannot be loaded stops the start, not the first visitor
