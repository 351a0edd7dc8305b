"""A site that would be unsafe for people does not start."""

from typing import Any

import pytest

from accounts import checks

THAID = {"provider_id": "thaid", "settings": {"issuer": "https://id.example"}}


def ids(found: list[Any]) -> list[str]:
    return [message.id for message in found if message.hint]


def test_it_works(settings: Any) -> None:
    for check in (checks.development_provider, checks.person_key, checks.secure_providers, checks.some_provider):
        assert check() == []


def test_the_development_provider_is_refused_in_production(settings: Any) -> None:
    settings.PRODUCTION, settings.DEV_IDP = True, True
    assert ids(checks.development_provider()) == ["siang.E001"]


@pytest.mark.parametrize("key", ["", "short", "g" * 64])
def test_a_weak_person_key_is_refused(key: str, settings: Any) -> None:
    settings.PERSON_KEY = key
    assert ids(checks.person_key()) == ["siang.E002"]


def test_a_provider_without_https_is_refused_in_production(settings: Any) -> None:
    settings.PRODUCTION = True
    settings.SOCIALACCOUNT_PROVIDERS = {"identity": {"APPS": [THAID]}}
    assert checks.secure_providers() == []
    settings.SOCIALACCOUNT_PROVIDERS = {"identity": {"APPS": [THAID | {"settings": {"issuer": "http://id.example"}}]}}
    assert ids(checks.secure_providers()) == ["siang.E003"]


def test_no_provider_is_a_warning(settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {"identity": {"APPS": []}}
    assert ids(checks.some_provider()) == ["siang.W001"]


def test_an_address_without_https_is_refused_in_production(settings: Any) -> None:
    settings.PRODUCTION, settings.SITE_URL = True, "http://siang.example"
    assert ids(checks.site_address()) == ["siang.E004"]
