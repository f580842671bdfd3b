"""The record, and looking back, as pages."""

from django.urls import URLPattern, path

from beforehand.records.web.afterwards.again import look_back, look_backs
from beforehand.records.web.afterwards.mattered import over
from beforehand.records.web.afterwards.written import document, entry, record

D = "d/<uuid:decision>"
AFTERWARDS: list[URLPattern] = [
    path(f"{D}/record/", record, name="record"),
    path(f"{D}/record/<int:entry>/", entry, name="entry"),
    path(f"{D}/record/<int:entry>/<str:form>", document, name="document"),
    path(f"{D}/look-back/", look_backs, name="look_backs"),
    path(f"{D}/look-back/<uuid:day>/", look_back, name="look_back"),
    path("over-decisions/", over, name="over"),
]
