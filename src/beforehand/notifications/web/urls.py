"""Addresses."""

from django.urls import URLPattern, URLResolver, path

from beforehand.notifications.web import views

app_name = "notifications"
urlpatterns: list[URLPattern | URLResolver] = [
    path("mail/", views.wishes, name="wishes"),
    path("mail/none/", views.no_mail, name="no_mail"),
    path("mail/post/", views.post, name="post"),
    path("mail/stop/<str:token>/", views.stop, name="stop"),
]
