"""`manage.py api_examples`: take the examples of the API anew from a running demonstration."""

import json
import urllib.error
import urllib.request
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from budgets.rounds.actions.casting import BALLOT
from config import api_examples
from config.api import api
from config.api_examples import Example
from consult.ideas.models import Idea
from consult.threads.models import Comment
from realtime.feeds import catalogue
from realtime.record.models import Entry

KINDS = {"petitions": "petition", "hearings": "hearing", "questions": "hearing", "series": "petition"}


class Command(BaseCommand):
    help = "Ask a running demonstration every operation of the API and keep the answers, shortened, as examples."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--site", default=settings.SITE_URL, help="Where the demonstration runs.")

    def handle(self, *args: Any, **options: Any) -> None:
        for path, operations in api.get_openapi_schema(path_prefix="/api/")["paths"].items():
            operation = operations["get"]["operationId"]
            example = _first(path, options["site"])
            if example is None:
                raise CommandError(f"Nothing answers {path}.")
            api_examples.write(operation, example)
            self.stdout.write(f"{operation}: {example.address(path)}")


def _first(path: str, site: str) -> Example | None:
    """The first published process that answers with something in every list."""
    found = None
    for values in _values(path):
        try:
            with urllib.request.urlopen(site + Example(values, None).address(path), timeout=60) as response:  # noqa: S310
                text = response.read().decode().replace(site, api_examples.SITE)
        except urllib.error.HTTPError:
            continue
        found = Example(values, api_examples.shortened(json.loads(text)))
        if _full(found.answer):
            break
    return found


def _full(answer: Any) -> bool:
    return not isinstance(answer, dict) or all(value != [] for value in answer.values())


def _values(path: str) -> list[dict[str, str]]:
    """Values for the parameters in the path, of everything that is published."""
    room = path.split("/")[2]
    kind = KINDS.get(room, room.removesuffix("s"))
    if "{" not in path:
        return [{}]
    if "comment_id" in path:
        answered = Comment.objects.filter(state="visible", kind="hearing", replies__gt=0)
        return [{"public_id": comment.public_id, "comment_id": str(comment.pk)} for comment in answered[:20]]
    if "own-ballot" in path:
        cast = Entry.objects.filter(kind=BALLOT).order_by("index")
        return [{"public_id": one.subject.removeprefix("round/"), "receipt": str(one.id)} for one in cast[:20]]
    if kind == "idea":  # their tables are by agency
        return [{"public_id": idea.public_id} for idea in Idea.objects.shown().order_by("-answered_at")[:20]]
    tables = (table for table in catalogue.all_datasets() if table.kind == kind)
    names = dict.fromkeys(subject.public_id for table in tables for subject in table.subjects())
    return [{"kind": kind, "public_id": name} if "{kind}" in path else {"public_id": name} for name in names]
