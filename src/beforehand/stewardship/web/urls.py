"""Addresses."""

from django.urls import URLPattern, URLResolver, path

from beforehand.stewardship.web import views

app_name = "stewardship"
urlpatterns: list[URLPattern | URLResolver] = [
    path("rights/", views.all_rights, name="all_rights"),
    path("rights/take/", views.take, name="take"),
    path("rights/forget/", views.forget, name="forget"),
    path("rights/forgotten/", views.forgotten, name="forgotten"),
    path("d/<uuid:decision>/rights/", views.rights, name="rights"),
    path("d/<uuid:decision>/arrangement/", views.arrangement, name="arrangement"),
    path("d/<uuid:decision>/opened/", views.view_log, name="view_log"),
    path("d/<uuid:decision>/papers/", views.papers, name="papers"),
    path("d/<uuid:decision>/papers/<slug:paper>/<slug:lang>/", views.paper, name="paper"),
]
