"""`manage.py witness`: a witness of this site's own record beside a demo, listed in RECORD_WITNESSES.

Real witnesses are other people's: they run `siang-witness.py` (docs/record.md). This one shows how it looks.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from realtime.record import checkpoint
from realtime.record.checking import witness


class Command(BaseCommand):
    help = "Run a witness of this record on this machine (for demonstrations)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", default="witness.localhost/demo")
        parser.add_argument("--port", type=int, default=8700)

    def handle(self, *, name: str, port: int, **_: Any) -> None:
        """Listen until stopped."""
        made = self.prepare(name, port)
        self.stdout.write(f"{name} listens on port {port} and is listed in {settings.RECORD_WITNESSES}.")
        witness.server(made, "127.0.0.1", port).serve_forever()

    def prepare(self, name: str, port: int) -> witness.Witness:
        """Make its key on first start, and list it."""
        folder = Path(settings.VAR) / "witness"
        folder.mkdir(mode=0o700, exist_ok=True)
        key = folder / f"{name.replace('/', '-')}.key"
        if not key.exists():
            witness.make_key(name, key)
        made = witness.load(key, checkpoint.public_keys(), key.with_suffix(".json"))
        listed = Path(settings.RECORD_WITNESSES)
        lines = listed.read_text("utf-8").splitlines() if listed.exists() else []
        others = [line for line in lines if not line.startswith(f"{name}+")]
        mine = f"{witness.public_text(made.key)} http://127.0.0.1:{port}"
        listed.write_text("".join(f"{line}\n" for line in [*others, mine]), "utf-8")
        return made
