"""Addresses of pages that show several contexts."""

from django.urls import URLPattern, URLResolver, path

from beforehand.pages.web import picture, views

app_name = "pages"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("d/<uuid:decision>/", views.decision, name="decision"),
    path("d/<uuid:decision>/said/", views.said, name="said"),
    path("d/<uuid:decision>/topics/", views.topics, name="topics"),
    path("d/<uuid:decision>/picture/", picture.picture, name="picture"),
    path("d/<uuid:decision>/picture/now/", picture.now, name="picture_now"),
    path("d/<uuid:decision>/picture.pdf", picture.picture_pdf, name="picture_pdf"),
    path("d/<uuid:decision>/remind/", views.remind, name="remind"),
    path("dev/", views.states, name="states"),
    path("dev/<slug:state>/", views.put_in_state, name="put_in_state"),
]
