"""Run a sealer: it leads, or stands by and takes over from one that died."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from realtime.sealer import INTERVAL, Sealer, seal_all


class Command(BaseCommand):
    help = "Seal waiting entries of the public record until stopped. Start as many as you like: one leads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--interval", type=float, default=INTERVAL, help="seconds between ticks")
        parser.add_argument("--once", action="store_true", help="seal everything that waits, then end")

    def handle(self, *args: Any, interval: float, once: bool, **options: Any) -> None:
        if once:
            self.stdout.write(f"{seal_all()} entries sealed.")
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        self.stdout.write("Sealing. Stop with Ctrl-C.")
        Sealer(interval=interval).run(stop)
