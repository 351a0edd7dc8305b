"""End what has been kept long enough."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts import retention


class Command(BaseCommand):
    """Runs every rule of accounts.retention once; safe to repeat."""

    help = "Remove personal data whose time is over."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a rule."""
        for code, count in retention.run().items():
            self.stdout.write(f"{code}: {count}")
