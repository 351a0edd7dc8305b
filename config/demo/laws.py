"""Laws with several versions: two real Acts as enacted and as amended, explained in plain words."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts.models import Agency, User
from consult.texts import actions, store
from consult.texts.models import Law, Provision
from consult.texts.reading import read_act

CONTENT = Path(__file__).parent / "content" / "laws"
KEEPER = "council-of-state"


def load() -> None:
    """Make what is missing. Safe to repeat."""
    keeper = Agency.objects.get(slug=KEEPER)
    author = User.objects.get(email="officer@example.org")
    for slug, told in words("plain").items():
        if not Law.objects.filter(slug=slug).exists():
            _law(slug, told, keeper, author)
    Law.objects.filter(agency=None).update(agency=keeper)


@transaction.atomic
def _law(slug: str, told: dict[str, Any], keeper: Agency, author: User) -> None:
    law = Law.objects.create(
        slug=slug, title=told["title"], title_en=told["title_en"], year_be=told["year_be"],
        status=Law.Status.IN_FORCE, agency=keeper, plain=told["plain"], plain_en=told["plain_en"],
    )  # fmt: skip
    for number, label in enumerate(told["labels"], 1):
        version = store.freeze(store.store(law=law, label=label, nodes=read_act(words(f"{slug}.v{number}"))))
    for section in Provision.objects.filter(version=version, eid__in=told["sections"]):
        text, text_en = told["sections"][section.eid]
        actions.explain(by=author, law=law, identity=section.identity, text=text, text_en=text_en)


def words(name: str) -> Any:
    """A file of the content."""
    return json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))
