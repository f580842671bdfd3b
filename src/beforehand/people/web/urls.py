"""Addresses. Those of staff accounts carry the names the library knows them by, so they stand outside ours."""

from django.urls import URLPattern, URLResolver, include, path

from beforehand.people.web import administration, views

ours = [
    path("l/<str:token>/", views.open_link, name="open_link"),
    path("l/<str:token>", views.open_link),
    path("l/<str:token>/<uuid:decision>/", views.open_link, name="open_link_to"),
    path("l/<path:rest>", views.not_a_link),
    path("door/", views.door, name="door"),
    path("door/link-gone/", views.link_gone, name="link_gone"),
    path("door/link-on-its-way/", views.link_on_its_way, name="link_on_its_way"),
    path("leave/", views.leave, name="leave"),
    path("admin-room/", administration.room, name="admin_room"),
    path("admin-room/invite/", administration.invite, name="admin_invite"),
    path("admin-room/withdraw/", administration.withdraw, name="admin_withdraw"),
    path("admin-room/letter/", administration.letter, name="admin_letter"),
    path("admin-room/letter/withdraw/", administration.withdraw_letter, name="admin_withdraw_letter"),
    path("admin-room/<int:account>/close/", administration.close, name="admin_close"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((ours, "people"))),
    path("account/", include("beforehand.people.web.account_urls")),
    # Names by which the library leads to a page: who would sign up goes to the door, who signs out leaves.
    path("door/", views.door, name="account_signup"),
    path("leave/", views.leave, name="account_logout"),
]
