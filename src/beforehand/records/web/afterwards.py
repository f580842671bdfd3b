"""The record, and looking back, as pages."""

from django.urls import URLPattern

AFTERWARDS: list[URLPattern] = []
