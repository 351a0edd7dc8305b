"""Bring in a register from a CSV file, with progress and a report."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Agency
from accounts.refusals import Refused
from accounts.registers import importing
from accounts.registers.models import Register
from accounts.registers.reading import REFUSALS, REMARKS


class Command(BaseCommand):
    """Columns: number, given_name, family_name, birth_date, area (or their Thai headings)."""

    help = "Bring in a register (CSV: number, given_name, family_name, birth_date, area); replaces the one before."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, the register's short name, and the agency that answers for it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--register", required=True)
        parser.add_argument("--agency", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Progress while it runs, then every finding with its first line numbers."""
        agency = Agency.objects.filter(slug=options["agency"]).first()
        if agency is None:
            raise CommandError("There is no agency with this short name.")
        register, _new = Register.objects.get_or_create(slug=options["register"], defaults={"agency": agency})
        try:
            done = importing.from_file(register, options["file"], tell=self._tell)
        except Refused as refusal:
            raise CommandError(str(refusal.reasons[0])) from None
        self.stdout.write(f"{done.read:,} lines in {done.seconds:.1f} s: {done.taken:,} taken, {done.refused:,} not.")
        self.stdout.write(f"{done.gone:,} people of the import before are no longer in the register.")
        for code, found in done.findings.items():
            some = ", ".join(str(line) for line in found["lines"][:5])
            sentence = REFUSALS.get(code) or REMARKS[code]
            self.stdout.write(f"  {found['count']:>9,}  {sentence} (lines {some}…)")

    def _tell(self, lines: int) -> None:
        self.stdout.write(f"{lines:,} lines read")
        self.stdout.flush()
