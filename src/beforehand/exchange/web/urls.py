"""Addresses."""

from django.urls import URLPattern, URLResolver, path

from beforehand.exchange.web import calendars, views
from beforehand.exchange.web.free import free

app_name = "exchange"
urlpatterns: list[URLPattern | URLResolver] = [
    path("d/<uuid:decision>/people/import/", views.import_people, name="import_people"),
    path("d/<uuid:decision>/take-along/", views.take_along, name="take_along"),
    path("d/<uuid:decision>/calendar/", calendars.calendar, name="calendar"),
    path("d/<uuid:decision>/talks/<uuid:conversation>/free/", free, name="free"),
    path("calendar/<str:token>.ics", calendars.feed, name="feed"),
]
