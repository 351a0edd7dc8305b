"""People: who acts, how sure we are, and what they may do."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    label = "accounts"

    def ready(self) -> None:
        from accounts import checks  # noqa: F401  registers itself
