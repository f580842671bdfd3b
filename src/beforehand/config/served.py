"""The entry for our own server: as ``wsgi``, and warmed up."""

import gc

from django.urls import get_resolver

from beforehand.config.wsgi import application
from beforehand.knowledge import load

__all__ = ["application"]
load()
get_resolver().url_patterns  # noqa: B018  an address that cannot be loaded stops the start, not the first visitor
# What is loaded by now stays until the end; looking through it for garbage took a fifth of the time of an answer.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
