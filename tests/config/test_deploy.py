"""A production site's own checks find nothing; a site with something missing does not start."""

import os
import secrets
import subprocess
import sys

import pytest
from django.conf import settings

from config import env

_KEYS = ("SECRET_KEY", "PERSON_KEY", "PERSONAL_KEYS", "RECORD_KEY")


def production() -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "SIANG_PRODUCTION": "1",
        **{name: secrets.token_hex(32) for name in _KEYS},
        "DATABASE_URL": _address(),
        "SITE_URL": "https://siang.example.go.th",
        "ALLOWED_HOSTS": "siang.example.go.th",
        "OIDC_ISSUER": "https://id.example.go.th",
        "OIDC_CLIENT_ID": "siang",
        "OIDC_CLIENT_SECRET": "a secret",
        "SIANG_VAR": str(settings.VAR),
        "SMTP_HOST": "mail.example.go.th",
    }


def _address() -> str:
    from config import postgres

    return env.optional("DATABASE_URL") or postgres.private_url(settings.VAR / "postgres")


def check(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=env.ROOT)


def test_it_works(db: None) -> None:
    done = check(production())
    assert done.returncode == 0, done.stderr[-2000:]
    assert "no issues" in done.stdout + done.stderr


@pytest.mark.parametrize("name", _KEYS)
def test_a_site_without_a_secret_does_not_start(db: None, name: str) -> None:
    environment = production()
    del environment[name]
    done = check(environment)
    assert done.returncode != 0
    assert name in done.stderr


def test_the_invented_people_are_never_believed_by_a_real_site(db: None) -> None:
    assert "siang.E001" in check(production() | {"DEV_IDP": "1"}).stderr


def test_its_cookies_belong_to_its_host() -> None:
    code = "from config import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=production(), capture_output=True, text=True, check=True, cwd=env.ROOT
    )
    assert done.stdout.split() == ["__Host-session", "__Host-token", "True"]
