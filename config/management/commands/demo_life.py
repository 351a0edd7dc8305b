"""`make demo-life`: simulated citizens act on the running demonstration."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from config.demo import life


class Command(BaseCommand):
    help = "Let simulated citizens act through the same actions as real ones (the running site seals and shows it)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rate", type=float, default=5.0, help="acts in a second (5)")
        parser.add_argument("--seconds", type=float, default=None, help="stop after so long (never)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rate"] <= 0:
            self.stderr.write("The rate must be above zero.")
            return
        self.stdout.write(f"{options['rate']:g} acts a second by simulated citizens. Ctrl-C stops it.")
        try:
            done = life.live(options["rate"], options["seconds"], tell=self.stdout.write)
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")
            return
        self.stdout.write(", ".join(f"{name} {number}" for name, number in done.most_common()))
