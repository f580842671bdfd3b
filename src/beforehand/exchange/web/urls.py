"""Addresses."""

from django.urls import URLPattern, URLResolver, path

from beforehand.exchange.web import views

app_name = "exchange"
urlpatterns: list[URLPattern | URLResolver] = [
    path("d/<uuid:decision>/people/import/", views.import_people, name="import_people"),
    path("d/<uuid:decision>/take-along/", views.take_along, name="take_along"),
]
