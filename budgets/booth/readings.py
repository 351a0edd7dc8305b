"""What two people read on one paper, in words."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.bilingual import in_language
from budgets.booth.models import Paper
from budgets.rounds.models import Project


@dataclass(frozen=True)
class Different:
    """A paper that was read differently: its number, who read what."""

    number: int
    readings: tuple[tuple[str, str], ...]


def differing(papers: Iterable[Paper], projects: Iterable[Project]) -> list[Different]:
    """Papers to look at together. No query."""
    titles = {project.code: in_language(project, "title") for project in projects}
    return [
        Different(
            paper.number,
            tuple(
                (person.name, in_words(text, titles))
                for person, text in ((paper.first_by, paper.first), (paper.second_by, paper.second))
                if person and text is not None
            ),
        )
        for paper in papers
        if paper.differs
    ]


def in_words(text: str, titles: Mapping[str, str]) -> str:
    """Codes and titles, in the order of the paper, with points where it gives them."""
    said = json.loads(text)
    if not said:
        return _("a blank paper")
    points = said if isinstance(said, dict) else {}
    return "; ".join(f"{code} {titles.get(code, '')}{f' ({points[code]})' if points else ''}".strip() for code in said)
