"""All addresses: each context brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("beforehand.perspectives.web.urls")),  # first: asked at every field
    path("", include("beforehand.shell.web.urls")),
    path("", include("beforehand.outbox.web.urls")),
    path("", include("beforehand.people.web.urls")),
    path("", include("beforehand.decisions.web.urls")),
    path("", include("beforehand.topics.web.urls")),
    path("", include("beforehand.conversations.web.urls")),
    path("", include("beforehand.records.web.urls")),
    path("", include("beforehand.exchange.web.urls")),
    path("", include("beforehand.notifications.web.urls")),
    path("", include("beforehand.stewardship.web.urls")),
    path("", include("beforehand.pages.web.urls")),
]

handler400 = "beforehand.shell.web.views.bad_request"
handler403 = "beforehand.shell.web.views.forbidden"
handler404 = "beforehand.shell.web.views.not_found"
handler429 = "beforehand.people.web.limits.come_back_later"
handler500 = "beforehand.shell.web.views.server_error"
