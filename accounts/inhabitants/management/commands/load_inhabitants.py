"""Bring in numbers of inhabitants: `manage.py load_inhabitants file.csv`."""

import csv
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.inhabitants.models import Age, Inhabitants
from accounts.models import Area


class Command(BaseCommand):
    help = "CSV with the columns area (official code), age (15-24, 25-39, 40-59, 60+ or empty), people, year (C.E.)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    @transaction.atomic
    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        known, done = set(Area.objects.values_list("pk", flat=True)), 0
        with file.open(encoding="utf-8-sig", newline="") as text:
            for line, row in enumerate(csv.DictReader(text), start=2):
                if row["area"] not in known or row["age"] not in Age.values:
                    raise CommandError(f"Line {line}: no such place or age group. Nothing was brought in.")
                values = {"people": int(row["people"]), "year": int(row["year"])}
                Inhabitants.objects.update_or_create(area_id=row["area"], age=row["age"], defaults=values)
                done += 1
        self.stdout.write(f"{done} numbers brought in.")
