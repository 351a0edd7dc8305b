"""`manage.py opinion_map hearing <public id>`: draw and keep its map; `--from votes.csv`: from a published file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from consult.sense import opinion_map, opinions
from consult.sense.models import OpinionMap
from consult.threads import subjects


class Command(BaseCommand):
    help = "Draws an opinion map: of a hearing, or anew from a published file of votes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", nargs="?", default="hearing")
        parser.add_argument("public_id", nargs="?")
        parser.add_argument("--from", dest="file", help="a file of votes: participant, statement, vote")
        parser.add_argument("--check", action="store_true", help="draw the kept map again and compare")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["file"]:
            with Path(options["file"]).open(encoding="utf-8-sig", newline="") as file:
                try:
                    found = opinion_map.draw(opinion_map.read(file))
                except ValueError as problem:
                    raise CommandError(str(problem)) from None
            self.stdout.write(opinion_map.told(found))
            return
        if subjects.find(options["kind"], options["public_id"] or "") is None:
            raise CommandError("There is no such subject. Give its kind and public id: hearing law-drafting-2562")
        if options["check"]:
            self._check(options["kind"], options["public_id"])
            return
        row = opinions.draw(options["kind"], options["public_id"])
        self.stdout.write(row.too_few or f"digest {row.drawing['digest']}")

    def _check(self, kind: str, public_id: str) -> None:
        row = OpinionMap.objects.drawn().filter(kind=kind, public_id=public_id).first()
        if row is None:
            raise CommandError("There is no map of this subject yet.")
        digest = opinions.again(kind, public_id).digest
        if digest != row.drawing["digest"]:
            raise CommandError(f"The kept map says {row.drawing['digest']}, the votes give {digest}.")
        self.stdout.write(f"The same map: digest {digest}")
