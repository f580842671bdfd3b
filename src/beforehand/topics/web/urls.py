"""Addresses."""

from django.urls import URLPattern, URLResolver, path

from beforehand.topics.web import views

app_name = "topics"
urlpatterns: list[URLPattern | URLResolver] = [
    path("d/<uuid:decision>/questions/", views.questions, name="questions"),
]
