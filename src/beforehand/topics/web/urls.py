"""Addresses."""

from django.urls import URLPattern, URLResolver, path

from beforehand.topics.web.views.assumptions import assumptions
from beforehand.topics.web.views.constraints import constraints, my_time
from beforehand.topics.web.views.over_time import aside, ask, over_time, take_up
from beforehand.topics.web.views.questions import questions
from beforehand.topics.web.views.sharing import answer, sharing

app_name = "topics"
D = "d/<uuid:decision>"
urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{D}/questions/", questions, name="questions"),
    path(f"{D}/assumptions/", assumptions, name="assumptions"),
    path(f"{D}/constraints/", constraints, name="constraints"),
    path(f"{D}/my-time/", my_time, name="my_time"),
    path(f"{D}/topics/over-time/", over_time, name="over_time"),
    path(f"{D}/topics/ask/", ask, name="ask"),
    path(f"{D}/topics/<uuid:topic>/aside/", aside, name="aside"),
    path(f"{D}/topics/<uuid:topic>/take-up/", take_up, name="take_up"),
    path(f"{D}/may-it-be-shared/", sharing, name="sharing"),
    path(f"{D}/may-it-be-shared/<uuid:consent>/", answer, name="answer"),
]
