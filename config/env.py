"""Settings from the environment, read by helpers that fail loudly."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent


def text(name: str, default: str | None = None) -> str:
    """The variable `name`; `default` when it is unset or empty."""
    value = os.environ.get(name) or default
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def optional(name: str) -> str:
    """The variable `name`, or an empty text."""
    return os.environ.get(name, "")


def flag(name: str, *, default: bool) -> bool:
    """A yes/no variable: 1, true, yes, on or 0, false, no, off."""
    value = os.environ.get(name, "").lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")


def choice(name: str, *allowed: str) -> str:
    """A variable that is one of a few words; the first where it is not set."""
    value = os.environ.get(name, "") or allowed[0]
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value


def number(name: str, default: int) -> int:
    """A whole number."""
    value = os.environ.get(name) or str(default)
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def identity_providers() -> list[dict[str, Any]]:
    """The national identity provider from OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_ID and OIDC_NAME.

    None when OIDC_ISSUER is unset. Raises ImproperlyConfigured when only a part is set.
    """
    issuer = optional("OIDC_ISSUER").rstrip("/")
    if not issuer:
        return []
    return [
        {
            "provider_id": text("OIDC_ID", "thaid"),
            "name": text("OIDC_NAME", "ThaID"),
            "client_id": text("OIDC_CLIENT_ID"),
            "secret": text("OIDC_CLIENT_SECRET"),
            "settings": {"issuer": issuer, "token_auth_method": text("OIDC_AUTH_METHOD", "client_secret_basic")},
        }
    ]


def origin(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def folder(name: str, default: Path) -> Path:
    """A folder named by a variable; made when missing, readable by its owner only."""
    path = Path(os.environ.get(name) or default)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def secret(name: str, keys: Path, *, production: bool) -> str:
    """A secret from the environment, from the file that NAME_FILE names, or outside production made on first use.

    Raises ImproperlyConfigured in production when both variables are missing: a site
    that invents its own secret at every start would lock out its own people.
    """
    value = os.environ.get(name)
    if value:
        return value
    if production and not os.environ.get(f"{name}_FILE"):
        words = "must be set in production (32 random bytes in hexadecimal)"
        raise ImproperlyConfigured(f"{name}, or {name}_FILE with the path of a file that holds it, {words}.")
    path = secret_file(name, keys)
    if not path.exists() and not production:
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def secret_file(name: str, keys: Path) -> Path:
    """The file that holds a secret when the environment does not."""
    return Path(os.environ.get(f"{name}_FILE") or keys / name.lower())


def mailer(folder: Path) -> dict[str, Any]:
    """Django's MAILERS entry: the server that SMTP_HOST names, or files in `folder`."""
    if not optional("SMTP_HOST"):
        return {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": {"file_path": folder}}
    options = {
        "host": text("SMTP_HOST"),
        "port": number("SMTP_PORT", 587),
        "username": optional("SMTP_USER"),
        "password": optional("SMTP_PASSWORD"),
        "use_tls": flag("SMTP_TLS", default=True),
        "timeout": number("SMTP_TIMEOUT", 10),
    }
    return {"BACKEND": "accounts.notices.smtp.EmailBackend", "OPTIONS": options}
