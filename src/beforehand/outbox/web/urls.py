"""Addresses; in demo mode only."""

from django.urls import URLPattern, URLResolver, path

from beforehand.outbox.web import views

app_name = "outbox"
urlpatterns: list[URLPattern | URLResolver] = [
    path("outbox/", views.readable, name="readable"),
    path("outbox/<int:letter>/", views.letter, name="letter"),
    path("outbox/<int:letter>/mail/", views.as_mail, name="as_mail"),
    path("outbox/<int:letter>/conversation.ics", views.calendar_part, name="calendar_part"),
]
