"""The gate before a commitment, as pages."""

from django.urls import URLPattern, path

from beforehand.records.web.at_the_gate.views import one_gate, who_leaves

AT_THE_GATE: list[URLPattern] = [
    path("d/<uuid:decision>/gate/", who_leaves, name="gates"),
    path("d/<uuid:decision>/gate/<uuid:commitment>/", one_gate, name="gate"),
]
