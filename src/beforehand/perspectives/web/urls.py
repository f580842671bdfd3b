"""Addresses."""

from django.urls import URLPattern, URLResolver, path

from beforehand.perspectives.web.views.calls import calls, held, typing
from beforehand.perspectives.web.views.card import card, statement, withdraw
from beforehand.perspectives.web.views.field import store, store_typed
from beforehand.perspectives.web.views.given import given, replying
from beforehand.perspectives.web.views.judging import mirror, mirror_done
from beforehand.perspectives.web.views.picturing import more, picture_side
from beforehand.perspectives.web.views.responding import cards, done, respond
from beforehand.perspectives.web.views.rounds import rounds
from beforehand.perspectives.web.views.sheet import page, reading
from beforehand.perspectives.web.views.start import call, later, start
from beforehand.perspectives.web.views.tabling import ask, table
from beforehand.perspectives.web.views.typed import typed_for_me

app_name = "perspectives"
D = "d/<uuid:decision>"
urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{D}/answer/", start, name="start"),
    path(f"{D}/answer/field/", store, name="field"),
    path(f"{D}/answer/later/", later, name="later"),
    path(f"{D}/answer/call/", call, name="call"),
    path(f"{D}/answer/reading/", reading, name="reading"),
    path(f"{D}/answer/<slug:way>/<int:step>/", page, name="sheet"),
    path(f"{D}/respond/", respond, name="respond"),
    path(f"{D}/respond/mirror/", picture_side, name="picture_side"),
    path(f"{D}/respond/cards/", cards, name="cards"),
    path(f"{D}/respond/more/", more, name="more"),
    path(f"{D}/respond/done/", done, name="respond_done"),
    path(f"{D}/mirror/", mirror, name="mirror"),
    path(f"{D}/mirror/done/", mirror_done, name="mirror_done"),
    path(f"{D}/card/", card, name="card"),
    path(f"{D}/card/typed/", typed_for_me, name="typed_for_me"),
    path(f"{D}/card/withdraw/", withdraw, name="withdraw"),
    path(f"{D}/card/<uuid:statement>/", statement, name="statement"),
    path(f"{D}/rounds/", rounds, name="rounds"),
    path(f"{D}/input/", given, name="input"),
    path(f"{D}/input/<uuid:statement>/", replying, name="reply"),
    path(f"{D}/card/<uuid:statement>/table/", table, name="table"),
    path(f"{D}/said/<uuid:statement>/ask/", ask, name="ask_for_table"),
    path(f"{D}/calls/", calls, name="calls"),
    path(f"{D}/calls/<uuid:seat>/", typing, name="typing"),
    path(f"{D}/calls/<uuid:seat>/field/", store_typed, name="typed_field"),
    path(f"{D}/calls/<uuid:seat>/held/", held, name="held"),
]
