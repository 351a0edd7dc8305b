"""`make messages`: bring the catalogue up to date; `--check`: say what is missing."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config import catalogues, compiling


class Command(BaseCommand):
    help = "Extract texts for translation into the Thai catalogue, and compile it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Change nothing; fail when a text has no Thai.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            catalogues.write(catalogues.merged())
            compiling.compile_stale()
        found = list(catalogues.problems())
        for problem in found:
            self.stdout.write(problem)
        if found and options["check"]:
            raise CommandError(f"{len(found)} texts are not ready.")
        self.stdout.write(f"{len(found)} texts without Thai." if found else "Every text has its Thai.")
