"""Organisations, persons, accounts and personal links."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from beforehand.people.choices import Country, Language, LinkPurpose


class Organisation(models.Model):
    """An organisation that decides."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, choices=Country.choices, default=Country.NL)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.NL)

    class Meta:
        """Names."""

        db_table = "people_organisation"

    def __str__(self) -> str:
        return str(self.id)


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts that sign in by mail address."""

    def create_user(self, email: str, password: str | None = None, **more: Any) -> "Account":
        """Make an account; without a password it signs in by code or passkey."""
        account = self.model(email=self.normalize_email(email).lower(), **more)
        account.set_password(password)
        account.save()
        return account


class Account(AbstractBaseUser):
    """How a member of staff signs in. Knows nothing of decisions."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = False
    is_superuser = False
    made_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        """Names."""

        db_table = "people_account"

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Refuse: nothing in this product is allowed by a permission table."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """Refuse: there is no content administration."""
        return False


class Person(models.Model):
    """Somebody in an organisation. Mail is stored normalised; None for who has none or was erased."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="people")
    name = models.CharField(max_length=120)
    mail = models.EmailField(null=True, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, blank=True)
    account = models.OneToOneField(Account, models.SET_NULL, null=True, blank=True, related_name="person")
    administrator = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One person per mail address in an organisation."""

        db_table = "people_person"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "mail"], name="person_once_per_mail"),
            models.CheckConstraint(
                condition=models.Q(mail__isnull=True) | ~models.Q(mail=""), name="person_mail_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class AccessLink(models.Model):
    """A personal link. Only a digest of its token is stored; it expires and can be withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.BinaryField(max_length=32, unique=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="links")
    purpose = models.CharField(max_length=16, choices=LinkPurpose.choices, default=LinkPurpose.TAKE_PART)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(  # who printed it, when it is on paper
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        """Names."""

        db_table = "people_access_link"
