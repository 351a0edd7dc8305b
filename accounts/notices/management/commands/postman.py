"""Send what people asked to be told, until stopped."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.notices import postman


class Command(BaseCommand):
    help = "Mail notices at the pace each person chose. Start as many as you like."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due, then end")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            sent = 0
            while now := postman.deliver():
                sent += now
            self.stdout.write(f"{sent} mails sent.")
            return
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        self.stdout.write("Delivering. Stop with Ctrl-C.")
        postman.run(stopping)
