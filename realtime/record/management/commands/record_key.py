"""`manage.py record_key`: show, replace and retire the key that signs checkpoints.

rotate   a new key signs first, the old one goes on signing beside it
retire   only the newest key signs from now on; the old ones stay published, so that old receipts can be checked

With the key in a file the file is changed (restart the site afterwards); with the key in the environment the command
prints what to set.
"""

import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from realtime.record import checkpoint


class Command(BaseCommand):
    help = "Show, replace or retire the signing key of the record."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["show", "rotate", "retire"])

    def handle(self, *, action: str, **_: Any) -> None:
        """Do one of the three."""
        seeds = settings.RECORD_KEY.split(",")
        if action == "show":
            self.stdout.write("".join(f"{checkpoint.verifier_key(key)}\n" for key in checkpoint.public_keys()))
        elif action == "rotate":
            self._set([secrets.token_hex(32), *seeds])
        elif len(seeds) < 2:
            raise CommandError("Only one key signs: rotate first.")
        else:
            self._publish_former()
            self._set(seeds[:1])

    def _publish_former(self) -> None:
        """Keep the public keys that stop signing."""
        with Path(settings.RECORD_FORMER_KEYS).open("a", encoding="utf-8") as file:
            file.writelines(f"{checkpoint.verifier_key(key)}\n" for key, _ in checkpoint.signers()[1:])

    def _set(self, seeds: list[str]) -> None:
        value = ",".join(seeds)
        if os.environ.get("RECORD_KEY"):
            self.stdout.write(f"Set RECORD_KEY to:\n{value}\nand start the site again.")
            return
        file = Path(settings.RECORD_KEY_FILE)
        fresh = file.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as opened:
            opened.write(value)
            opened.flush()
            os.fsync(opened.fileno())
        fresh.replace(file)
        self.stdout.write(f"{file} holds {len(seeds)} of them now. Start the site again.")
