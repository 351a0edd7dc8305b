"""`manage.py group_comments hearing <public id>`: sort its comments; `--waiting`: what officers asked for."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from consult.sense import work
from consult.threads import subjects


class Command(BaseCommand):
    help = "Sorts similar comments into groups. What is sorted already stays where it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", nargs="?", default="hearing")
        parser.add_argument("public_id", nargs="?")
        parser.add_argument("--waiting", action="store_true", help="group what officers have asked for, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["waiting"]:
            os.nice(10)
            work.group_waiting()
            return
        if subjects.find(options["kind"], options["public_id"] or "") is None:
            raise CommandError("There is no such subject. Give its kind and public id: hearing law-drafting-2562")
        done = work.group(options["kind"], options["public_id"], self._tell)
        self.stdout.write(
            f"{done.comments:,} comments: {done.joined:,} joined groups, {done.made:,} groups made, "
            f"{done.grouped:,} are in a group."
        )

    def _tell(self, done: int) -> None:
        self.stdout.write(f"{done:3} %")
