"""How long a check of somebody's identity is believed. After that the person verifies again, by any of the ways."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from accounts.models import Assurance, Citizen

SOON = timedelta(days=60)  # before the end one is reminded


def until(citizen: Citizen) -> datetime | None:
    """When the check ends (ASSURANCE_YEARS after it); None for what was only stated by oneself."""
    if citizen.assurance <= Assurance.SELF_STATED:
        return None
    return citizen.verified_at + timedelta(days=365 * settings.ASSURANCE_YEARS)


def expired(citizen: Citizen) -> bool:
    """Whether the check is too old to be believed now."""
    end = until(citizen)
    return end is not None and end <= timezone.now()


def soon_over(citizen: Citizen) -> bool:
    """Whether the check is over, or will be within SOON."""
    end = until(citizen)
    return end is not None and end - SOON <= timezone.now()
