"""Addresses. Nothing of what a conversation is about stands in one."""

from django.urls import URLPattern, URLResolver, path

from beforehand.conversations.web.views.meeting import meeting
from beforehand.conversations.web.views.sheet import sheet
from beforehand.conversations.web.views.talks import add, talks

app_name = "conversations"
D = "d/<uuid:decision>/talks"
urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{D}/", talks, name="talks"),
    path(f"{D}/add/", add, name="add"),
    path(f"{D}/<uuid:conversation>/", meeting, name="one"),
    path(f"{D}/<uuid:conversation>/sheet.pdf", sheet, name="sheet"),
]
