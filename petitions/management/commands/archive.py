"""`manage.py archive FILE…`: old petitions from open files, each with its sums."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.refusals import Refused
from petitions.archive import reading


class Command(BaseCommand):
    help = "Keep old petitions of the UK Parliament's open data as read-only pages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        for path in options["files"]:
            try:
                petition, new = reading.bring(path.read_bytes())
            except Refused as refusal:
                raise CommandError(f"{path}: {'; '.join(map(str, refusal.reasons))}") from None
            self.stdout.write(f"{petition.slug} {'kept' if new else 'known'}: {petition.total:,} names")
            for level in reading.levels(petition):
                self.stdout.write(f"  {level.code}: {level.placed:,} of {level.whole:,}, {level.rest:,} not allocated")
