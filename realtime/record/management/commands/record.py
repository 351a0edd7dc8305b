"""Check the public record, count figures again, hand out the checking program."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from realtime.record import audit, checkpoint, files, recounts
from realtime.record.checking import notes, tiles
from realtime.record.checking.command import over_http
from realtime.record.checking.merkle import Broken
from realtime.record.checking.single_file import single_file
from realtime.record.models import Pending


class Command(BaseCommand):
    help = "Check the public record (verify), count figures again (recount), print the public key (vkey) or the script."

    def add_arguments(self, parser: CommandParser) -> None:
        commands = parser.add_subparsers(dest="what", required=True)
        verify = commands.add_parser("verify", help="everything stored here, or a site, a receipt, a range")
        verify.add_argument("--site", metavar="URL", help="read a site over HTTP instead of the database")
        verify.add_argument("--receipt", type=Path, metavar="FILE", help="check one receipt file")
        verify.add_argument("--range", metavar="A:B", help="only entries A up to B, and the tiles above them")
        verify.add_argument("--vkey", action="append", help="the public key to trust; this site's when not given")
        recount = commands.add_parser("recount", help="count every figure again from rows")
        recount.add_argument("name", nargs="?", default="", help="only this one")
        commands.add_parser("vkey", help="print the public keys of the record")
        commands.add_parser("script", help="print the checking program (one file, no dependencies)")

    def handle(self, *args: Any, **options: Any) -> None:
        what = options["what"]
        if what == "verify":
            try:
                says = self._verify(options["site"], options["receipt"], options["range"], options["vkey"])
                self.stdout.write(self.style.SUCCESS(says))
            except (Broken, LookupError, OSError, ValueError) as broken:
                raise CommandError(f"FAILED: {broken}") from broken
        elif what == "recount":
            self._recount(options["name"])
        else:
            self.stdout.write(single_file() if what == "script" else files.fetch("vkey").decode(), ending="")

    def _verify(self, site: str | None, receipt: Path | None, part: str | None, vkey: list[str] | None) -> str:
        keys = [notes.read_key(text) for text in vkey] if vkey else checkpoint.public_keys()
        if receipt:
            proof, head = notes.verify_proof(receipt.read_text("utf-8"), keys)
            return f"OK: entry {proof.index} of {head.size}: {proof.entry.decode()}"
        if not site and not part:
            return self._database()
        fetch = over_http(site) if site else files.fetch
        head = notes.open_checkpoint(fetch("checkpoint").decode(), keys)
        if part:
            first, _, last = part.partition(":")
            checked = tiles.verify_range(fetch, head, int(first or 0), int(last or head.size))
        else:
            checked = tiles.verify_record(fetch, head)
        return f"OK: {checked} entries checked in a record of {head.size}."

    def _database(self) -> str:
        found = 0
        for found, problem in enumerate(audit.problems(), 1):  # noqa: B007
            self.stderr.write(problem)
        if found:
            raise Broken(f"{found} problems in the stored record.")
        last = files.latest()
        return f"OK: {last.size if last else 0} entries, their tiles and checkpoints."

    def _recount(self, name: str) -> None:
        if waiting := Pending.objects.count():
            self.stderr.write(f"{waiting} entries wait to be sealed: their acts are not in the figures yet.")
        found = 0
        try:
            for found, difference in enumerate(recounts.run(name), 1):  # noqa: B007
                self.stderr.write(f"{difference.name}: {difference.found}")
        except KeyError:
            raise CommandError(f"No recount is called {name!r}; there are: {', '.join(recounts.names())}.") from None
        if found:
            raise CommandError(f"{found} figures do not agree with a recount.")
        self.stdout.write(self.style.SUCCESS(f"OK: {len([name] if name else recounts.names())} recounts agree."))
