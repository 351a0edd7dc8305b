"""System checks: a site that would be unsafe for people does not start."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

_PERSON_KEY_HEX = 64


@register(Tags.security)
def development_provider(**_kwargs: Any) -> list[CheckMessage]:
    """The invented people must never be believed by a real site."""
    if settings.PRODUCTION and settings.DEV_IDP:
        hint = "Unset DEV_IDP, and name the real provider by OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET."
        return [Error("The development identity provider is on in production.", hint=hint, id="siang.E001")]
    return []


@register(Tags.security)
def person_key(**_kwargs: Any) -> list[CheckMessage]:
    """Identity numbers are few enough to try all of them: the key must be a whole one."""
    if _is_key(settings.PERSON_KEY):
        return []
    hint = "Make one with: python -c 'import secrets; print(secrets.token_hex(32))'. Keep it outside the database."
    return [Error("PERSON_KEY is not 32 bytes in hexadecimal.", hint=hint, id="siang.E002")]


@register(Tags.security)
def personal_keys(**_kwargs: Any) -> list[CheckMessage]:
    """Names and birth dates are sealed under whole keys, and not under the one that makes person keys."""
    keys = settings.PERSONAL_KEYS.split(",")
    if all(_is_key(key) for key in keys) and settings.PERSON_KEY not in keys:
        return []
    hint = "32 bytes in hexadecimal each, joined by commas, the newest first; none of them the PERSON_KEY."
    return [Error("PERSONAL_KEYS are not whole keys of their own.", hint=hint, id="siang.E010")]


@register(Tags.security)
def secure_providers(**_kwargs: Any) -> list[CheckMessage]:
    """In production an identity provider is reached by https only."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["identity"]["APPS"]
    bad = [app["provider_id"] for app in apps if not app["settings"]["issuer"].startswith("https://")]
    if settings.PRODUCTION and bad:
        hint = "Give OIDC_ISSUER an address that begins with https://."
        return [Error(f"Identity provider without https: {', '.join(bad)}.", hint=hint, id="siang.E003")]
    return []


@register(Tags.security)
def some_provider(**_kwargs: Any) -> list[CheckMessage]:
    """Without a provider people can be verified at a counter only."""
    if settings.SOCIALACCOUNT_PROVIDERS["identity"]["APPS"]:
        return []
    hint = "Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, unless a counter is all you want."
    return [Warning("No identity provider is set.", hint=hint, id="siang.W001")]


@register(Tags.security)
def site_address(**_kwargs: Any) -> list[CheckMessage]:
    """Passkeys and the way back from the identity provider hang on the site's own address."""
    if settings.PRODUCTION and not settings.SITE_URL.startswith("https://"):
        hint = "Set SITE_URL to the public address, for example https://siang.example.go.th."
        return [Error("SITE_URL is not an https address.", hint=hint, id="siang.E004")]
    return []


def _is_key(key: str) -> bool:
    return len(key) == _PERSON_KEY_HEX and all(letter in "0123456789abcdefABCDEF" for letter in key)
