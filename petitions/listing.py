"""Lists of petitions, page by page without counting: the hundred-thousandth is as quick as the first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Count, F, Min, Q, Sum
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Sentence
from petitions.models import MinuteTally, Petition
from petitions.querysets import PetitionQuerySet

SIZE = 20
LONGEST_NUMBER = 10  # digits in a link to the next page
FILTERS: dict[str, Sentence] = {
    "open": _("Can be signed now"),
    "reached": _("Reached their threshold"),
    "answered": _("Answered"),
    "overdue": _("Answer overdue"),
    "all": _("All"),
}


SORTS: dict[str, Sentence] = {
    "new": _("Newest"),
    "names": _("Most names"),
    "closing": _("Closing soonest"),
    "rising": _("Rising now"),
}
RISING_MINUTES, MOST_RISING = 60, 100


@dataclass(frozen=True)
class Page:
    """One page of a list; `after` leads to the next and is empty on the last."""

    show: str
    petitions: list[Petition]
    after: str
    sort: str = "new"

    @property
    def next_url(self) -> str:
        """The link to the next page, or an empty text."""
        return f"?{urlencode({'show': self.show, 'sort': self.sort, 'after': self.after})}" if self.after else ""


def page_of(show: str, after: str, sort: str = "new") -> Page:
    """Petitions of one filter in one order, those that follow `after`. One query, two for "rising"."""
    if sort == "rising":
        return _rising(show)
    if sort in _KEYS:
        return _by_key(show, after, sort)
    return _newest(show, after)


def _newest(show: str, after: str) -> Page:
    found = filtered(show).with_tally().order_by("-id")
    if after.isascii() and after.isdigit():
        found = found.filter(pk__lt=min(int(after), 2**62))
    petitions = list(found[: SIZE + 1])
    more = len(petitions) > SIZE
    return Page(show, petitions[:SIZE], str(petitions[SIZE - 1].pk) if more else "")


# The order of a list: the value by which it goes, its column, and whether the largest comes first.
_KEYS = {"names": ("tally__total", True), "closing": ("closes_at", False)}


def _by_key(show: str, after: str, sort: str) -> Page:
    column, falling = _KEYS[sort]
    sign = "-" if falling else ""
    found = filtered(show).with_tally().filter(**{f"{column}__isnull": False}).order_by(f"{sign}{column}", f"{sign}pk")
    mark = _mark(after, sort)
    if mark:
        than, value, pk = ("lt" if falling else "gt"), *mark
        found = found.filter(Q(**{f"{column}__{than}": value}) | Q(**{column: value, f"pk__{than}": pk}))
    petitions = list(found[: SIZE + 1])
    last = petitions[SIZE - 1] if len(petitions) > SIZE else None
    return Page(show, petitions[:SIZE], _after(last, sort) if last else "", sort)


def _after(last: Petition, sort: str) -> str:
    value = str(last.tally.total) if sort == "names" else last.closes_at.isoformat() if last.closes_at else ""
    return f"{value}~{last.pk}"


def _mark(after: str, sort: str) -> tuple[int | datetime, int] | None:
    """What stands in a link to the next page; None for anything else."""
    value, _between, pk = after.partition("~")
    if not (pk.isascii() and pk.isdigit() and len(pk) < LONGEST_NUMBER):
        return None
    if sort == "names":
        return (int(value), int(pk)) if value.isascii() and value.isdigit() and len(value) < LONGEST_NUMBER else None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return (moment, int(pk)) if moment.tzinfo else None


def _rising(show: str) -> Page:
    """Those that got most names within the last sixty whole minutes; the minute that runs is not counted."""
    until = timezone.now().replace(second=0, microsecond=0)
    window = MinuteTally.objects.filter(minute__gte=until - timedelta(minutes=RISING_MINUTES), minute__lt=until)
    grown = window.values("petition_id").annotate(grown=Sum(F("signed") - F("withdrawn"))).filter(grown__gt=0)
    most = {row["petition_id"]: row["grown"] for row in grown.order_by("-grown", "petition_id")[:MOST_RISING]}
    found = {petition.pk: petition for petition in filtered(show).with_tally().filter(pk__in=most)}
    for pk, petition in found.items():
        petition.grown = most[pk]
    return Page(show, [found[pk] for pk in most if pk in found][:SIZE], "", "rising")


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
