"""Addresses."""

from django.urls import URLPattern, URLResolver, include, path

from beforehand.decisions.web.views import (
    beginning,
    commitments,
    first,
    inviting,
    parts,
    people,
    roles,
    whole,
    wording,
)

app_name = "decisions"
frame = [
    path("", whole.whole, name="frame"),
    path("decision/", wording.itself, name="wording"),
    path("sides/", parts.sides, name="sides"),
    path("sides/<uuid:side>/", parts.side, name="side"),
    path("sides/<uuid:side>/remove/", parts.remove_side, name="remove_side"),
    path("people/", people.people, name="people"),
    path("people/paste/", people.paste, name="paste"),
    path("people/<uuid:seat>/", people.seat, name="seat"),
    path("people/<uuid:seat>/roles/", roles.roles, name="roles"),
    path("people/<uuid:seat>/remove/", people.remove_seat, name="remove_seat"),
    path("people/<uuid:seat>/link/", people.send_link, name="send_link"),
    path("options/", parts.options, name="options"),
    path("options/<uuid:option>/", parts.option, name="option"),
    path("options/<uuid:option>/remove/", parts.remove_option, name="remove_option"),
    path("moments/", commitments.commitments, name="commitments"),
    path("moments/new/", commitments.new_commitment, name="new_commitment"),
    path("moments/<uuid:commitment>/", commitments.commitment, name="commitment"),
    path("moments/<uuid:commitment>/remove/", commitments.remove_commitment, name="remove_commitment"),
    path("absent/", parts.absent, name="absent"),
    path("absent/<uuid:group>/", parts.absent_group, name="absent_group"),
    path("absent/<uuid:group>/remove/", parts.remove_absent, name="remove_absent"),
    path("usual/<slug:part>/", whole.take_up, name="take_up"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("new/", beginning.new, name="new"),
    path("d/<uuid:decision>/frame/", include(frame)),
    path("d/<uuid:decision>/first/", first.first, name="first"),
    path("d/<uuid:decision>/first/sign/", first.sign, name="sign"),
    path("d/<uuid:decision>/facilitate/", roles.facilitate, name="facilitate"),
    path("d/<uuid:decision>/invite/", inviting.inviting, name="invite"),
    path("d/<uuid:decision>/invite/moments/", inviting.still_open, name="still_open"),
    path("d/<uuid:decision>/close/", whole.closing, name="close"),
]
