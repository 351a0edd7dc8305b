"""Who took part in what an agency asked: by province and age, beside how many live there. Small groups are not shown.

Signatures, comments, ideas and proposals; of secret ballots each round publishes its own numbers and nobody knows more.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.inhabitants.models import Age, Inhabitants, age_group
from accounts.models import Agency, Area, Citizen
from accounts.refusals import Sentence
from budgets.proposals.models import Proposal
from consult.hearings.models import ConsultationPage
from consult.ideas.models import Idea
from consult.threads.models import Comment
from petitions.models import Signature
from realtime.feeds.small import LEAST, hidden

SINCE = timedelta(days=365)
MOST = 20_000  # persons whose ages are looked at; of more, these are taken at random


@dataclass(frozen=True)
class Row:
    """One group. `people` is None where it is too small to be shown; `inhabitants` None where nobody loaded them."""

    group: str
    people: int | None
    share: float | None  # of all participants
    inhabitants: int | None
    expected: float | None  # share of the inhabitants


@dataclass(frozen=True)
class Participation:
    """A year of one agency: persons, each counted once, however often and wherever they acted."""

    people: int
    provinces: list[Row]
    ages: list[Row]
    sampled: bool
    least: int = LEAST


def participation(agency: Agency) -> Participation:
    """The persons who acted in the last year. Six queries."""
    people = _people(agency)
    total = people.count()
    names = {area.pk: str(area) for area in Area.objects.filter(level=Area.Level.PROVINCE)}
    places = dict(people.order_by().values_list(Substr("area_id", 1, 2)).annotate(Count("pk")))
    ages, sampled = _ages(people, total)
    living = _inhabitants(agency)
    labels: dict[str, Sentence] = {str(age.value): age.label for age in Age if age}
    return Participation(
        people=total,
        provinces=_rows(places, {code: names.get(code, str(_("unknown"))) for code in places}, living["places"]),
        ages=_rows({age: ages.get(age, 0) for age in labels}, labels, living["ages"], key=list(labels).index),
        sampled=sampled,
    )


def _people(agency: Agency) -> QuerySet[Citizen]:
    since = timezone.now() - SINCE
    hearings = ConsultationPage.objects.filter(agency=agency).values("public_id")
    said = Comment.objects.filter(kind="hearing", public_id__in=hearings, created_at__gte=since)
    signed = Signature.objects.living().filter(petition__addressee=agency, signed_at__gte=since)
    ideas = Idea.objects.filter(agency=agency, created_at__gte=since)
    proposed = Proposal.objects.filter(round__page__agency=agency, created_at__gte=since)
    found = Q(pk__in=[])
    for acts in (said, signed, ideas, proposed):
        found |= Q(pk__in=acts.order_by().values("citizen"))
    return Citizen.objects.filter(found)


def _ages(people: QuerySet[Citizen], total: int) -> tuple[Counter[str], bool]:
    """Counted one by one: birth dates are sealed, the database cannot read them."""
    today, sampled = timezone.localdate(), total > MOST
    rows = people.order_by("?")[:MOST] if sampled else people
    born = (person.birth_date for person in rows.only("birth_date").iterator(1_000))
    return Counter(age_group(day, today) for day in born if day), sampled


def _inhabitants(agency: Agency) -> dict[str, dict[str, int]]:
    """Of every province; by age, of the places that the agency is responsible for."""
    places = Inhabitants.objects.filter(age="", area__level=Area.Level.PROVINCE)
    ages = Inhabitants.objects.exclude(age="").filter(area__in=agency.areas.all())
    return {
        "places": dict(places.values_list("area_id", "people")),
        "ages": dict(ages.order_by().values_list("age").annotate(Sum("people"))),
    }


def _rows(
    counts: dict[str, int], names: dict[str, Sentence], living: dict[str, int], key: Callable[[str], int] | None = None
) -> list[Row]:
    """The largest first, or by `key`; what could be found out by subtraction is hidden with the small ones."""
    too_small = hidden({code: people for code, people in counts.items() if people})
    everybody, all_living = sum(counts.values()), sum(living.values())
    return [
        Row(
            group=str(names[code]),
            people=None if code in too_small else people,
            share=None if code in too_small or not everybody else people / everybody,
            inhabitants=living.get(code),
            expected=living[code] / all_living if code in living else None,
        )
        for code, people in sorted(counts.items(), key=lambda pair: (key(pair[0]) if key else -pair[1], pair[0]))
    ]
