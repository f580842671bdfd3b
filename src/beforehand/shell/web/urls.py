"""Addresses."""

from django.urls import URLPattern, URLResolver, path

from beforehand.shell.web import views

app_name = "shell"
urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", views.language, name="language"),
    path("look/", views.look, name="look"),
]
