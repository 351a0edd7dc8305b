"""Load the official areas."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts import areas


class Command(BaseCommand):
    help = "Load the official list of provinces, districts and subdistricts (adds and renames, removes nothing)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{areas.load():,} areas")
