"""Consent, and the drill for a breach (Personal Data Protection Act B.E. 2562)."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_save


class RightsConfig(AppConfig):
    name = "accounts.rights"
    label = "rights"

    def ready(self) -> None:
        post_save.connect(_mail_chosen, sender="notices.Choice")


def _mail_chosen(instance: Any, **_: Any) -> None:
    """Whoever chooses a pace of mail, on whatever page, has said yes or no to mail."""
    from accounts.notices.models import Pace
    from accounts.rights import consents

    consents.record(consents.MAIL, given=instance.pace != Pace.NEVER, user=instance.user)
