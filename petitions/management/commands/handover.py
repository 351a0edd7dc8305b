"""`manage.py handover`: keys for an authority, building what waits, opening a package and checking all of it."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pyrage
from django.core.management.base import BaseCommand, CommandError

from petitions.handing import building, keys, opening
from realtime.record import receipts
from realtime.record.checking.merkle import Broken
from realtime.record.checking.notes import read_key


class Command(BaseCommand):
    help = "Hand-over of certified names."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        make = verbs.add_parser("keygen", help="make a key pair; the secret half is written to a file")
        make.add_argument("file", type=Path)
        verbs.add_parser("build", help="build the packages that wait now")
        open_ = verbs.add_parser("open", help="decrypt a package and check hashes, signature and inclusion proof")
        open_.add_argument("package", type=Path)
        open_.add_argument("--key", type=Path, required=True, help="the file with the secret key")
        open_.add_argument("--to", type=Path, required=True, help="an empty folder")
        open_.add_argument("--vkey", type=Path, help="the record's public keys, one a line (default: this site's)")

    def handle(self, *args: Any, **options: Any) -> None:
        {"keygen": self._keygen, "build": self._build, "open": self._open}[options["verb"]](options)

    def _keygen(self, options: dict[str, Any]) -> None:
        identity = pyrage.x25519.Identity.generate()
        public = str(identity.to_public())
        handle = os.open(options["file"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(f"# public key: {public}\n{identity}\n")
        self.stdout.write(f"public key: {public}\nfingerprint: {keys.grouped(keys.fingerprint(public))}")

    def _build(self, _options: dict[str, Any]) -> None:
        self.stdout.write(f"{building.build_waiting()} steps done")

    def _open(self, options: dict[str, Any]) -> None:
        trusted = options["vkey"].read_text() if options["vkey"] else receipts.verifier_keys()
        try:
            secret = opening.secret_in(options["key"].read_text())
            with options["package"].open("rb") as file:
                known = [read_key(line) for line in trusted.splitlines() if line.strip()]
                opened = opening.open_package(file, secret, options["to"], known)
        except (Broken, pyrage.DecryptError, pyrage.IdentityError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"{opened.manifest['total']:,} names; hashes, signature and proof agree.\ncode to confirm: {opened.code}"
        )
