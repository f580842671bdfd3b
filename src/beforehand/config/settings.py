"""What an installation sets, all by environment variables; docs/reference/settings.md lists them.

Everything that keeps a secret is off until it is named, and nothing here reads a person's answer.
"""

from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from beforehand.vault.keys import read_key_file

env = environ.Env()

HOME = Path(env.str("BEFOREHAND_HOME", default="var")).resolve()
KEY_FILE = Path(env.str("BEFOREHAND_KEY_FILE", default=str(HOME / "keys" / "beforehand.key"))).resolve()
KEYS = read_key_file(KEY_FILE) if KEY_FILE.is_file() else None
SECRET_KEY = KEYS.secret if KEYS else "there is no key file yet: nothing can be signed or sealed"

DEBUG = env.bool("BEFOREHAND_DEBUG", default=False)
DEMO = env.bool("BEFOREHAND_DEMO", default=False)
ADDRESS = env.str("BEFOREHAND_ADDRESS", default="http://127.0.0.1:8000").rstrip("/")
SECURE = ADDRESS.startswith("https://")
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = LOOPBACK if DEMO else [*env.list("BEFOREHAND_HOSTS", default=[]), *LOOPBACK]
CSRF_TRUSTED_ORIGINS = [ADDRESS]
CSRF_FAILURE_VIEW = "beforehand.shell.web.views.csrf_failed"

CONTEXTS = (
    *("vault", "shell", "outbox", "people", "decisions", "perspectives"),
    *("topics", "conversations", "records", "exchange", "notifications", "stewardship", "pages"),
)
INSTALLED_APPS = [
    *(f"beforehand.{context}" for context in CONTEXTS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "django_q",
    "template_partials",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "beforehand.shell.policy.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "beforehand.shell.by_button.by_button_only",
]
ROOT_URLCONF = "beforehand.config.urls"
WSGI_APPLICATION = "beforehand.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASE_URL = env.str("DATABASE_URL", default=f"sqlite:///{HOME / 'data' / 'beforehand.sqlite3'}")
DATABASES: dict[str, dict[str, Any]] = {"default": env.db_url_config(DATABASE_URL)}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("BEFOREHAND_CONNECTION_SECONDS", default=600)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # A transaction that reads before it writes must take the write lock at once, or it fails under load.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous="
        + env.str("BEFOREHAND_SQLITE_SYNCHRONOUS", default="NORMAL")
        + "; PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000",
    }
elif env.bool("BEFOREHAND_POSTGRESQL_PREPARED", default=True):
    # The server keeps how it goes about a question that is asked often; a pooler in between may not allow that.
    DATABASES["default"]["OPTIONS"] = {"server_side_binding": True, "prepare_threshold": 5}
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"  # who comes by a link has no session
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Shared by all processes, so that a limit on tries holds over all of them. It never holds an answer.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}
}

LANGUAGE_CODE = env.str("BEFOREHAND_LANGUAGE", default="nl")
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
FORMAT_MODULE_PATH = ["beforehand.locale.formats"]  # English dates as they are written in Europe
TIME_ZONE = env.str("BEFOREHAND_TIME_ZONE", default="Europe/Amsterdam")
USE_TZ = True
LANGUAGE_COOKIE_NAME = "beforehand_language"
LANGUAGE_COOKIE_HTTPONLY = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

AUTH_USER_MODEL = "people.Account"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
SESSION_COOKIE_NAME = "__Host-beforehand" if SECURE else "beforehand"
CSRF_COOKIE_NAME = "__Host-beforehand_form" if SECURE else "beforehand_form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = (
    "same-origin"  # "no-referrer" would make browsers send "Origin: null" with every form
)
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- Mail: by SMTP when an address of a server is given; in demo mode to a page; otherwise it waits.
SMTP: dict[str, Any] = {}
if env.str("BEFOREHAND_SMTP_URL", default=""):
    _url = env.email_url("BEFOREHAND_SMTP_URL")
    if not _url["EMAIL_BACKEND"].endswith("smtp.EmailBackend") or not _url["EMAIL_HOST"]:
        raise ImproperlyConfigured(
            "BEFOREHAND_SMTP_URL reads smtp://, smtp+tls:// or smtp+ssl://user:password@host:port"
        )
    EMAIL_USE_TLS = bool(_url.get("EMAIL_USE_TLS"))
    EMAIL_USE_SSL = bool(_url.get("EMAIL_USE_SSL"))
    EMAIL_HOST = _url["EMAIL_HOST"]
    EMAIL_PORT = _url["EMAIL_PORT"] or (465 if EMAIL_USE_SSL else 587 if EMAIL_USE_TLS else 25)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _url["EMAIL_HOST_USER"] or "", _url["EMAIL_HOST_PASSWORD"] or ""
    SMTP = {
        "host": EMAIL_HOST,
        "port": EMAIL_PORT,
        "username": EMAIL_HOST_USER,
        "password": EMAIL_HOST_PASSWORD,
        "use_tls": EMAIL_USE_TLS,
        "use_ssl": EMAIL_USE_SSL,
    }
MAIL_FROM = DEFAULT_FROM_EMAIL = env.str("BEFOREHAND_MAIL_FROM", default="Beforehand <beforehand@localhost>")
# The address that invitations name; calendars send their answers to it.
REPLY_MAIL = env.str("BEFOREHAND_REPLY_MAIL", default="")
# Codes to sign in with go the same way; they do not wait, because they are worth nothing later.
if DEMO:
    EMAIL_BACKEND = "beforehand.outbox.transport.ReadableBackend"
elif not SMTP:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
EMAIL_TIMEOUT = 20
# The mailbox in which answers of calendars arrive; without one, people answer on the page.
IMAP: dict[str, Any] = {}
if env.str("BEFOREHAND_IMAP_URL", default=""):
    _imap = urlsplit(env.str("BEFOREHAND_IMAP_URL"))
    _ways = {"imap+ssl": "tls", "imap+tls": "starttls", "imap": "none"}
    if _imap.scheme not in _ways or not _imap.hostname or not _imap.username:
        raise ImproperlyConfigured(
            "BEFOREHAND_IMAP_URL reads imap+ssl://, imap+tls:// or imap://user:password@host:port/folder"
        )
    IMAP = {
        "host": _imap.hostname,
        "port": _imap.port,
        "user": unquote(_imap.username),
        "password": unquote(_imap.password or ""),
        "security": _ways[_imap.scheme],
        "folder": unquote(_imap.path.strip("/")) or "INBOX",
    }
# --- end of mail

# --- Calendars people give: asked of the internet only, unless networks inside are named here.
CALENDARS_INSIDE = env.list("BEFOREHAND_CALENDARS_INSIDE", default=[])
for _network in CALENDARS_INSIDE:
    try:
        ip_network(_network)
    except ValueError:
        raise ImproperlyConfigured("BEFOREHAND_CALENDARS_INSIDE reads 10.20.0.0/16,10.30.0.0/16") from None

Q_CLUSTER = {
    "name": "beforehand",
    "orm": "default",
    "workers": env.int("BEFOREHAND_WORKERS", default=1),
    "timeout": 300,
    "retry": 360,
    "max_attempts": 5,
    "poll": 0.5,
    "catch_up": False,
    "bulk": 1,
    "save_limit": 200,
    "label": "Beforehand",
}

DEFAULT_EXCEPTION_REPORTER = "beforehand.shell.logs.PlainReporter"
# Nothing of a request, a form or a value goes into a log line: only what happened, where and the kind of error.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "beforehand.shell.logs.PlainFormatter",
            "format": "{levelname} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django-q": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}

# ---- people: personal links and sign-in (docs/decisions/0016, 0017) ------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email",)},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 12 * 60 * 60
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("BEFOREHAND_PROXIES", default=0)
ACCOUNT_ADAPTER = "beforehand.people.web.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Beforehand: "
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
ACCOUNT_RATE_LIMITS = {
    "open_link": "30/10m/ip",
    "lost_link": "10/10m/ip,3/10m/key",
    "login": "30/10m/ip",
    "login_failed": "20/10m/ip,5/10m/key",
    "request_login_code": "20/10m/ip,3/10m/key",
    "reset_password": "20/10m/ip,3/10m/key",
}
ACCOUNT_FORMS = {
    "login": "beforehand.people.web.account_forms.SignIn",
    "request_login_code": "beforehand.people.web.account_forms.AskForCode",
    "confirm_login_code": "beforehand.people.web.account_forms.TypeCode",
    "confirm_email_verification_code": "beforehand.people.web.account_forms.TypeAddressCode",
    "reset_password": "beforehand.people.web.account_forms.ForgotPassword",
    "confirm_password_reset_code": "beforehand.people.web.account_forms.TypePasswordCode",
    "reset_password_from_key": "beforehand.people.web.account_forms.NewPassword",
    "set_password": "beforehand.people.web.account_forms.FirstPassword",
    "change_password": "beforehand.people.web.account_forms.OtherPassword",
    "reauthenticate": "beforehand.people.web.account_forms.PasswordAgain",
}
MFA_ADAPTER = "beforehand.people.web.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Beforehand"
MFA_TOTP_TOLERANCE = 1
SECOND_FACTOR = env.bool("BEFOREHAND_SECOND_FACTOR", default=False)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE  # browsers allow it on localhost only
MFA_FORMS = {
    "authenticate": "beforehand.people.web.account_forms.SecondStep",
    "reauthenticate": "beforehand.people.web.account_forms.SecondStepAgain",
    "activate_totp": "beforehand.people.web.account_forms.AppOn",
    "add_webauthn": "beforehand.people.web.passkey_forms.AddKey",
    "edit_webauthn": "beforehand.people.web.passkey_forms.RenameKey",
    "login_webauthn": "beforehand.people.web.passkey_forms.SignInByKey",
    "authenticate_webauthn": "beforehand.people.web.passkey_forms.SecondStepByKey",
    "reauthenticate_webauthn": "beforehand.people.web.passkey_forms.KeyAgain",
}
SOCIALACCOUNT_ADAPTER = "beforehand.people.web.adapters.OrganisationAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_STORE_TOKENS = False
# A form that leads elsewhere would need the addresses of every provider behind the provider in the content policy.
SOCIALACCOUNT_LOGIN_ON_GET = True
OIDC_ISSUER = env.str("BEFOREHAND_OIDC_ISSUER", default="").rstrip("/")
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if OIDC_ISSUER:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "organisation",
                "name": env.str("BEFOREHAND_OIDC_NAME", default=""),
                "client_id": env.str("BEFOREHAND_OIDC_CLIENT_ID"),
                "secret": env.str("BEFOREHAND_OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_ISSUER},
            }
        ],
    }
LOGGING["filters"] = {**LOGGING.get("filters", {}), "links": {"()": "beforehand.people.links.WithoutTokens"}}
for _name in ("django.request", "django.server", "django.security.csrf", "django.security.DisallowedHost"):
    LOGGING["loggers"].setdefault(_name, {}).setdefault("filters", []).append("links")
# ---- end of people --------------------------------------------------------------------------------------------------
