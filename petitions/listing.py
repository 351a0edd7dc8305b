"""Lists of petitions, page by page without counting: the hundred-thousandth is as quick as the first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Sentence
from petitions.models import Petition
from petitions.querysets import PetitionQuerySet

SIZE = 20
FILTERS: dict[str, Sentence] = {
    "open": _("Can be signed now"),
    "reached": _("Reached their threshold"),
    "answered": _("Answered"),
    "overdue": _("Answer overdue"),
    "all": _("All"),
}


@dataclass(frozen=True)
class Page:
    """One page of a list; `after` leads to the next and is empty on the last."""

    show: str
    petitions: list[Petition]
    after: str

    @property
    def next_url(self) -> str:
        """The link to the next page, or an empty text."""
        return f"?show={self.show}&after={self.after}" if self.after else ""


def page_of(show: str, after: str) -> Page:
    """Petitions of one filter, newest first, those before the id in `after`. One query."""
    found = filtered(show).with_tally().order_by("-id")
    if after.isascii() and after.isdigit():
        found = found.filter(pk__lt=min(int(after), 2**62))
    petitions = list(found[: SIZE + 1])
    more = len(petitions) > SIZE
    return Page(show, petitions[:SIZE], str(petitions[SIZE - 1].pk) if more else "")


def filtered(show: str) -> PetitionQuerySet:
    """The petitions of one filter; KeyError for a word that is none."""
    rows = Petition.objects
    question: Callable[[], PetitionQuerySet] = {
        "open": rows.open,
        "reached": rows.over_the_threshold,
        "answered": rows.answered,
        "overdue": rows.overdue,
        "all": rows.published,
    }[show]
    return question()


@dataclass(frozen=True)
class Wait:
    """What waits at one authority for the check before names are collected. `late` of them beyond their last day."""

    agency: str
    number: int
    late: int
    oldest: datetime


def queue_by_agency() -> list[Wait]:
    """Each authority with petitions that wait, the longest wait first. One query: drafts are counted, not shown."""
    late = Q(running_clocks__ended__isnull=True, running_clocks__due__lt=timezone.now())
    rows = (
        Petition.objects.waiting()
        .order_by()
        .values("addressee__name", "addressee__name_en")
        .annotate(
            number=Count("pk", distinct=True), late=Count("pk", distinct=True, filter=late), oldest=Min("submitted_at")
        )
        .order_by("oldest")
    )
    english = not (get_language() or "th").startswith("th")
    return [
        Wait(
            (english and row["addressee__name_en"]) or row["addressee__name"], row["number"], row["late"], row["oldest"]
        )
        for row in rows
    ]
