"""Settings: one file, every value from the environment or a default that works. See docs/operations.md."""

import contextlib
import gc
import os
import secrets
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def _flag(name: str, *, default: bool) -> bool:
    return os.environ.get(name, str(default)).lower() in {"1", "true", "ya", "on"}


def _list(name: str, default: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


DATA_DIR = Path(os.environ.get("SAKIP_DATA", str(BASE_DIR / "data")))
DATA_DIR.mkdir(parents=True, exist_ok=True)


def _secret(name: str, filename: str) -> str:
    """A secret from the environment, else made once and kept beside the data, readable by its owner only."""
    if value := os.environ.get(name):
        return value
    path = DATA_DIR / filename
    if not path.exists():
        fresh = DATA_DIR / f".{filename}.{os.getpid()}"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        # Of two processes that start at once, one links its whole file and both read it.
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    return path.read_text(encoding="ascii").strip()


DEBUG = _flag("SAKIP_DEBUG", default=False)
SECRET_KEY = _secret("SAKIP_SECRET_KEY", "secret.key")
# The chain of the history is keyed apart from the sessions: changing SECRET_KEY must not break it.
HISTORY_KEY = _secret("SAKIP_HISTORY_KEY", "history.key")
ALLOWED_HOSTS = _list("SAKIP_HOSTS", "127.0.0.1,localhost,[::1],testserver")
PUBLIC_URL = os.environ.get("SAKIP_PUBLIC_URL", "")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL else []
DEMO = _flag("SAKIP_DEMO", default=False)  # the sign-in page then shows the personas of the demo world

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "sakip.kernel",  # before allauth: its account pages are found first
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_htmx",
    "sakip.referensi",
    "sakip.organisasi",
    "sakip.datakinerja",
    "sakip.anggaran",
    "sakip.perencanaan",
    "sakip.pelaporan",
    "sakip.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sakip.kernel.middleware.security_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sakip.kernel.translation.language",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sakip.kernel.middleware.access",
    "sakip.organisasi.signin.SecondFactor",
    "sakip.kernel.choosing.narrowing",
    "sakip.kernel.once.middleware",
    "sakip.kernel.plaintext.notice",
    "sakip.kernel.middleware.refusals",
]

ROOT_URLCONF = "sakip.urls"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "sakip.kernel.loaders.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "sakip.kernel.templatetags.sakip",
                "sakip.kernel.templatetags.bahasa",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sakip.kernel.web.chrome",
                *(["sakip.demo.accounts.sign_in"] if DEMO else []),
            ],
        },
    }
]

# --- data ------------------------------------------------------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.parse(os.environ.get("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'sakip.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # a writer waits at the start, it never fails half-way
        "timeout": 30,
        # FULL: what was shown as saved survives power loss.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536;"
        ),
    }
else:
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = True  # beside the URL's own, such as sslmode
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(DATA_DIR / "cache")},
    "kiriman": {  # forms of the last minutes, in the memory of the process that serves pages (kernel.once)
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "kiriman",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA_DIR / "files")},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
FILE_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a grid of a thousand indicators is one form

# --- sign-in ---------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "organisasi.Akun"
ACCESS_OF = "sakip.organisasi.queries.access_of"  # who may do what: the component answers, the kernel asks
ACCOUNTS = "sakip.organisasi.queries.active_accounts"  # who may be told something, likewise
RECIPIENT_OF = "sakip.organisasi.queries.recipient_of"  # where a person's mail goes, likewise
ZONE_OF = "sakip.organisasi.queries.zone_of"  # whose clock holds for a unit, likewise
UNITS_OF = "sakip.organisasi.queries.unit_choices"  # the units a history may be filtered by, likewise
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # for allauth's check of the settings; nobody signs up
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "sakip.organisasi.signin.Adapter"
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,20/5m/ip"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
MFA_ADAPTER = "sakip.organisasi.signin.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "SAKIP"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones differ; the forms below see to it that a code is good only once
MFA_FORMS = {
    "authenticate": "sakip.organisasi.forms.masuk.AuthenticateForm",
    "reauthenticate": "sakip.organisasi.forms.masuk.ReauthenticateForm",
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "nama")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
HTTPS = _flag("SAKIP_HTTPS", default=PUBLIC_URL.startswith("https://"))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0  # whose address is throttled and shown with a session
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Single sign-on with the agency's OIDC provider, where it has one. It opens accounts that exist, it makes none.
OIDC_ISSUER = os.environ.get("SAKIP_OIDC_ISSUER", "").rstrip("/")
OIDC_NAME = os.environ.get("SAKIP_OIDC_NAME", "akun instansi")
SOCIALACCOUNT_ADAPTER = "sakip.organisasi.signin.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": OIDC_NAME,
                "client_id": os.environ.get("SAKIP_OIDC_CLIENT_ID", ""),
                "secret": os.environ.get("SAKIP_OIDC_CLIENT_SECRET", ""),
                "settings": {"server_url": OIDC_ISSUER},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}

# --- mail: without a server it is written to the console, and pages say that nothing was sent -------------------------

EMAIL_HOST = os.environ.get("SAKIP_SMTP_HOST", "")
MAIL_CONFIGURED = bool(EMAIL_HOST)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL_CONFIGURED else 'console'}.EmailBackend"
_TLS = os.environ.get("SAKIP_SMTP_TLS", "starttls").lower()
if _TLS not in {"starttls", "tls", "tanpa"}:
    raise ImproperlyConfigured(f"SAKIP_SMTP_TLS: {_TLS!r}; one of starttls, tls, tanpa")
EMAIL_USE_TLS, EMAIL_USE_SSL = _TLS == "starttls", _TLS == "tls"
EMAIL_PORT = int(os.environ.get("SAKIP_SMTP_PORT") or {"starttls": 587, "tls": 465, "tanpa": 25}[_TLS])
EMAIL_HOST_USER = os.environ.get("SAKIP_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SAKIP_SMTP_PASSWORD", "")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("SAKIP_MAIL_FROM") or EMAIL_HOST_USER or "sakip@localhost"

# --- language --------------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "id"
LOCALE_PATHS = [BASE_DIR / "sakip" / "locale"]
LANGUAGES = [("id", "Bahasa Indonesia")]
if (LOCALE_PATHS[0] / "en" / "LC_MESSAGES" / "django.mo").exists():
    LANGUAGES.append(("en", "English"))  # offered once its catalogue is there
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# A page of three thousand indicators makes some hundred thousand short-lived objects; the collector looked at all of
# them again and again. With a higher threshold a roll-up of the whole instansi takes a third less time.
gc.set_threshold(50_000, 20, 20)
