"""`manage.py paper import`: a large CSV file of keyed sheets, with progress and a report by line."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.refusals import Refused
from petitions.models import Petition
from petitions.paper import importing

EVERY = 1_000  # lines between two reports of progress


class Command(BaseCommand):
    help = "Record sheets keyed elsewhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        load = verbs.add_parser("import", help="read a CSV file and record its sheets")
        load.add_argument("file", type=Path)
        load.add_argument("--petition", required=True, help="public id")
        load.add_argument("--officer", required=True, help="e-mail of the counter officer in whose name it is done")
        load.add_argument("--report", type=Path, help="where to write the report (CSV)")

    def handle(self, *args: Any, **options: Any) -> None:
        petition = Petition.objects.select_related("addressee").get(public_id=options["petition"])
        officer = User.objects.get(email=options["officer"])
        started, said = time.monotonic(), 0

        def progress(_report: importing.Report, done: int) -> None:
            nonlocal said
            if done - said >= EVERY:
                said = done
                self.stdout.write(f"{done:,} lines, {time.monotonic() - started:.0f} s")

        try:
            text = importing.decode(options["file"].read_bytes())
            report = importing.load(by=officer, petition=petition, text=text, progress=progress)
        except Refused as refusal:
            raise CommandError("; ".join(map(str, refusal.reasons))) from None
        if options["report"]:
            options["report"].write_text(report.as_csv(), encoding="utf-8")
        seconds = time.monotonic() - started
        self.stdout.write(f"{report.counted:,} counted, {report.refused:,} not, {seconds:.1f} s")
