"""`make demo`: the whole site with real content on this machine, in one process."""

import os
import time
from argparse import ArgumentParser
from typing import Any

import uvicorn
from django.core.management import call_command
from django.core.management.base import BaseCommand

from config.demo import loading


class Command(BaseCommand):
    help = "Prepare the demonstration (once) and serve it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--prepare-only", action="store_true", help="Load everything and stop.")
        parser.add_argument("--parts", nargs="*", choices=loading.PARTS, default=loading.PARTS, help="Load only these.")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        for title, seconds in loading.load_missing(options["parts"]):
            self.stdout.write(f"  {seconds:5.1f} s  {title}")
            self.stdout.flush()
        self.stdout.write(f"Ready in {time.monotonic() - started:.0f} s.\n\n{loading.logins()}\n")
        if options["prepare_only"]:
            return
        port = options["port"]
        self.stdout.write(f"Siang: http://localhost:{port}/   (Ctrl-C stops it; `make demo-life` makes it move)\n")
        self.stdout.flush()
        os.environ["SIANG_SEALER_IN_PROCESS"] = os.environ["SIANG_POSTMAN_IN_PROCESS"] = "1"
        uvicorn.run(
            "config.asgi:application",
            host="127.0.0.1",
            port=port,
            loop="uvloop",
            log_level="warning",
            ws_per_message_deflate=False,
            ws_max_size=16_384,
            timeout_graceful_shutdown=2,
        )
