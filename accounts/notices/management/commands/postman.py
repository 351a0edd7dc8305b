"""Send what people asked to be told, until stopped."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Count

from accounts.notices import postman
from accounts.notices.models import Mailing


class Command(BaseCommand):
    help = "Mail notices at the pace each person chose. Start as many as you like."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due, then end")
        parser.add_argument("--state", action="store_true", help="say how many mails are in which state, and end")

    def handle(self, *args: Any, once: bool, state: bool, **options: Any) -> None:
        if state:
            return self._tell_states()
        if once:
            sent = 0
            while (done := postman.work()).busy:
                sent += done.sent
            while carried := postman.carry():
                sent += carried
            return self.stdout.write(f"{sent} mails sent.")
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        self.stdout.write("Delivering. Stop with Ctrl-C.")
        postman.run(stopping)
        return None

    def _tell_states(self) -> None:
        counted = Mailing.objects.values_list("state").annotate(number=Count("pk")).order_by("state")
        for state, number in counted:
            self.stdout.write(f"{state:8} {number}")
