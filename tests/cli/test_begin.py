"""An installation begins once: an organisation, and who may administer it."""

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from beforehand.people.actions import begin_organisation
from beforehand.people.models import Account, Organisation, Person

pytestmark = pytest.mark.django_db
WHO = {
    "organisation": "Gemeente Waterrijk",
    "name": "Sara",
    "mail": "Sara@Waterrijk.example",
    "country": "NL",
    "language": "nl",
    "password": "seven blue bicycles",
}


def test_the_first_administrator_signs_in_with_the_password_and_may_administer() -> None:
    begin_organisation(**WHO)
    person = Person.objects.get()
    assert (person.name, person.mail, person.administrator) == ("Sara", "sara@waterrijk.example", True)
    request = RequestFactory().post("/")
    signed_in = authenticate(request, email="sara@waterrijk.example", password="seven blue bicycles")
    assert signed_in == person.account
    assert authenticate(request, email="sara@waterrijk.example", password="seven blue bicycle") is None


def test_an_installation_does_not_begin_twice() -> None:
    begin_organisation(**WHO)
    with pytest.raises(ValueError, match="already"):
        begin_organisation(**WHO | {"organisation": "Another", "mail": "other@waterrijk.example"})
    assert Organisation.objects.count() == Person.objects.count() == Account.objects.count() == 1


def test_without_a_mail_address_nothing_is_made() -> None:
    with pytest.raises(ValueError, match="mail"):
        begin_organisation(**WHO | {"mail": " "})
    assert not Organisation.objects.exists()
