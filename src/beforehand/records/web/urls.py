"""Addresses: the gate before a commitment, and what comes after it."""

from django.urls import URLPattern, URLResolver

from beforehand.records.web.afterwards import AFTERWARDS
from beforehand.records.web.at_the_gate import AT_THE_GATE

app_name = "records"
urlpatterns: list[URLPattern | URLResolver] = [*AT_THE_GATE, *AFTERWARDS]
