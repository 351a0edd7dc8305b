"""The site's database and people, and what Django ships for a form of somebody signed in."""

from tests.settings import *  # noqa: F403

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # allauth refuses to start without it
]
AUTHENTICATION_BACKENDS = ["accounts.backends.PasswordBackend", "django.contrib.auth.backends.ModelBackend"]
SESSION_ENGINE = "tests.benchmarks._stock"
ROOT_URLCONF = "tests.benchmarks._stock"
