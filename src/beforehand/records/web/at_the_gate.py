"""The gate before a commitment, as pages."""

from django.urls import URLPattern

AT_THE_GATE: list[URLPattern] = []
