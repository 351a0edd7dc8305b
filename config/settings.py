"""Settings of one site. Everything that differs between sites comes from the environment."""

import dj_database_url
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from config import compiling, env, postgres

BASE_DIR = env.ROOT
PRODUCTION = env.flag("SIANG_PRODUCTION", default=False)
DEBUG = env.flag("DEBUG", default=False)
VAR = env.folder("SIANG_VAR", BASE_DIR / "var")
KEYS = env.folder("SIANG_KEYS", VAR / "keys")

SECRET_KEY = env.secret("SECRET_KEY", KEYS, production=PRODUCTION)
# Turns a 13-digit number into a person key; losing it makes everybody a stranger (docs/eligibility.md).
PERSON_KEY = env.secret("PERSON_KEY", KEYS, production=PRODUCTION)
# Seal personal columns: one key or several with commas, the newest first (docs/decisions/0070…).
PERSONAL_KEYS = env.secret("PERSONAL_KEYS", KEYS, production=PRODUCTION)
# The Ed25519 seed that signs checkpoints of the public record (docs/record.md).
RECORD_KEY = env.secret("RECORD_KEY", KEYS, production=PRODUCTION)
RECORD_KEY_FILE = env.secret_file("RECORD_KEY", KEYS)
# Public keys that signed once, and witnesses that co-sign: two public files, one a line.
RECORD_FORMER_KEYS = env.text("RECORD_FORMER_KEYS", str(KEYS / "record_former_keys"))
RECORD_ORIGIN = env.text("RECORD_ORIGIN", "siang.localhost/record")
RECORD_WITNESSES = env.text("RECORD_WITNESSES", str(KEYS / "witnesses"))
# One roll key and one box key per open round live here, and nowhere after its close (docs/ballot-secrecy.md).
ROUND_KEYS = env.folder("ROUND_KEYS", KEYS / "rounds")

SITE_URL = env.text("SITE_URL", f"http://localhost:{env.text('PORT', '8000')}").rstrip("/")
ALLOWED_HOSTS = env.text("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "config",
    "petitions",
    "budgets.ledger",
    "budgets.rounds",
    "budgets.proposals",
    "budgets.booth",
    "budgets.works",
    "consult.moderation",
    "consult.threads",
    "consult.texts",
    "consult.questions",
    "consult.ideas",
    "consult.stakeholders",
    "consult.evaluations",
    "consult.sense",
    "consult.hearings",
    "consult.drafting",
    "consult.importing",
    "realtime.record",
    "realtime.live",
    "realtime.feeds",
    "cms",
    "accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "accounts.oidc",
    "accounts.notices",
    "accounts.proofs",
    "accounts.inhabitants",
    "accounts.registers",
    "accounts.helping",
    "accounts.rights",
    "accounts.delegations",
    "allauth.usersessions",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "channels",
    "django_tasks_db",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.Overlong",
    "config.middleware.Unwritable",
    "config.middleware.FilesHost",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.CompressedPages",
    "config.middleware.ContentSecurityPolicy",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.Locale",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.proofs.middleware.ProofOfWork",
    "accounts.middleware.PrivatePages",
    "accounts.middleware.StaffTwoStep",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "config.middleware.Refusals",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "config.forms.SiangRenderer"
CSRF_FAILURE_VIEW = "config.errors.stale_form"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "config.templatetags.siang",
                "config.templatetags.charts",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        env.text("DATABASE_URL")
        if PRODUCTION
        else env.optional("DATABASE_URL") or postgres.private_url(VAR / "postgres"),
        conn_max_age=600,
        conn_health_checks=True,
    )
}

REDIS_URL = env.optional("REDIS_URL")
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        # redis-py's default socket timeout kills an idle subscription: none here, and a bounded pool.
        "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_timeout": None, "max_connections": 64}]},
    }
    if REDIS_URL
    else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
}

CACHES = {
    "default": {"BACKEND": "config.caching.OwnAndShared"},
    # How often a person acts (accounts.limits): shared by all processes where there is Redis.
    "limits": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "limits",
        "OPTIONS": {"socket_timeout": 0.2, "socket_connect_timeout": 0.2, "serializer": "config.caching.Plain"},
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "limits"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "accounts.backends.PasswordBackend",
    "accounts.backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
# Loose for an address, tight for an account: thousands of honest people share one address of a mobile carrier.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "120/m/ip,5/300s/key,50/d/key",
    "signup": "200/m/ip",
    "reset_password": "200/m/ip,5/m/key,20/d/key",
    "reset_password_from_key": "200/m/ip",
    "request_login_code": "200/m/ip,3/m/key,20/h/key",
}
# How many proxies stand before the site: rate limits count the address that the outermost trusted one saw.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 0)
# Strangers solve a puzzle before a form: "attack" (only while there is one), "always", "never". An attack begins with
# more forms of strangers in one minute than this on the whole site, or too many from one network (accounts.proofs).
PROOF_OF_WORK = env.choice("PROOF_OF_WORK", "attack", "always", "never")
ATTACK_AT = env.number("ATTACK_AT", 120)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Siang"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = False
STAFF_TWO_STEP = env.flag("STAFF_TWO_STEP", default=PRODUCTION)
# The editors' rooms have no sign-in of their own: theirs would know neither the second step nor the rate limits.
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False

# How many years a check of an identity is believed (accounts/assurance.py).
ASSURANCE_YEARS = env.number("ASSURANCE_YEARS", 3)

# Identity providers (docs/people.md). The development one ships with the site and never runs in production.
SOCIALACCOUNT_ADAPTER = "accounts.adapters.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_REQUIRED = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_STORE_TOKENS = False
DEV_IDP = env.flag("DEV_IDP", default=not PRODUCTION)
DEV_IDP_ISSUER = f"{SITE_URL}/dev-idp"
DEV_IDP_KEYS = KEYS / "dev_idp.json"
DEV_IDP_CLIENT = {
    "client_id": "siang",
    "secret": env.secret("DEV_IDP_SECRET", KEYS, production=False) if DEV_IDP else "",
    "redirect_uris": [f"{SITE_URL}/identity/dev/callback/"],
}
IDENTITY_PROVIDERS = env.identity_providers()
SOCIALACCOUNT_PROVIDERS = {"identity": {"APPS": IDENTITY_PROVIDERS}}
# Hosts beside the issuers that an identity provider's own documents may name (its keys, its token endpoint).
OUTBOUND_HOSTS = [host for host in env.optional("OUTBOUND_HOSTS").split(",") if host]
if DEV_IDP:
    IDENTITY_PROVIDERS.append(
        {
            "provider_id": "dev",
            "name": _("ThaID (simulated)"),
            "client_id": DEV_IDP_CLIENT["client_id"],
            "secret": DEV_IDP_CLIENT["secret"],
            "settings": {"issuer": DEV_IDP_ISSUER},
        }
    )

# Words, dates, money
LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
compiling.compile_stale()
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "config" / "static"]
# What people and officers send is served from a host of its own, so that it can never act as this site. Empty (on one's
# own machine): from this host, in a sandbox all the same.
FILES_URL = env.optional("FILES_URL").rstrip("/")
MEDIA_URL = f"{FILES_URL}/media/"
MEDIA_ROOT = VAR / "media"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]  # never SVG, which is a program
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "txt", "xlsx"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.uploads.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "redirect" if FILES_URL else "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Wagtail: one page tree in both languages, so no Wagtail internationalisation.
WAGTAIL_SITE_NAME = "Siang"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = False
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
# Passwords, e-mail addresses and people belong to accounts/, not to the editors' rooms.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
# Nothing is asked of other people's servers.
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.finishing.publish_approved"
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Mail: written into files unless a server is named.
MAILERS = {"default": env.mailer(VAR / "mail")}
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "siang@localhost")
# Whom to tell about a weakness of this site (security.txt, RFC 9116): a mailto: or https: address.
SECURITY_CONTACT = env.text("SECURITY_CONTACT", f"mailto:{DEFAULT_FROM_EMAIL}")

# Strangers
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", *([FILES_URL] if FILES_URL else [])],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    # Browsers hold a form to this list even when the answer leads on: the way to the identity provider is such a form.
    "form-action": [CSP.SELF, *(env.origin(one["settings"]["issuer"]) for one in IDENTITY_PROVIDERS)],
    "frame-ancestors": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
if PRODUCTION:  # cookies that no other host can have set (RFC 6265bis)
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-token"
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
MODERATION_COVER_AT = env.number("MODERATION_COVER_AT", 5)  # people whose reports hide words until somebody looked
COMMENT_EDIT_MINUTES = env.number("COMMENT_EDIT_MINUTES", 15)  # how long authors may change their words
# Whether https binds all subdomains, and the browsers' preload list, is for the owner of the domain to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}
