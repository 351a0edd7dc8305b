"""The identity provider's client, as a Django app (so that allauth finds `provider.py`)."""

from django.apps import AppConfig


class OidcConfig(AppConfig):
    name = "accounts.oidc"
    label = "oidc"
