"""After a new key was put first in PERSONAL_KEYS: seal everything under it, so that the old one can go."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts import resealing


class Command(BaseCommand):
    """Seals personal columns under the newest key. Safe to stop and to run again."""

    help = "Seal personal columns under the newest of PERSONAL_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a column."""
        for field in resealing.columns():
            done = sum(resealing.reseal(field))
            left = resealing.waiting(field)
            self.stdout.write(f"{field.place}: {done} sealed again, {left} left under older keys")
