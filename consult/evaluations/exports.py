"""The list of Acts due for evaluation as open data."""

import hashlib
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from consult.evaluations.models import EvaluatedAct
from realtime.feeds.catalogue import Column, Dataset, Subject, register


def subjects() -> Iterator[Subject]:
    """Every agency that answers for an Act."""
    for agency in Agency.objects.filter(pk__in=EvaluatedAct.objects.order_by().values("agency")).order_by("slug"):
        yield _subject(agency)


def find(slug: str) -> Subject | None:
    """One such agency, or None."""
    return next((one for one in subjects() if one.public_id == slug), None)


def rows(slug: str) -> Iterator[tuple[str, str, date, date | None, date, bool]]:
    """One row for each Act, the longest overdue first."""
    for act in EvaluatedAct.objects.filter(agency__slug=slug):
        yield act.title, act.title_en, act.in_force, act.last_evaluated, act.due_on, act.overdue


def version(slug: str) -> str:
    """What the rows say today, since days pass and corrections come without an entry."""
    return hashlib.sha256(repr(list(rows(slug))).encode()).hexdigest()


def _subject(agency: Agency) -> Subject:
    address = f"/evaluations/?agency={agency.slug}"
    return Subject(agency.slug, agency.name, agency.name_en, address, agency.name)


register(
    Dataset(
        id="evaluations",
        kind="evaluation",
        whole=True,
        version=version,
        title=_("Acts due for evaluation"),
        rows=rows,
        subjects=subjects,
        description=_("Acts in force by the day on which their evaluation is due (2562 Act ss.33 and 34)."),
        find=find,
        columns=(
            Column("title", "string", _("title of the Act")),
            Column("title_en", "string", _("title in English")),
            Column("in_force", "date", _("in force since")),
            Column("last_evaluated", "date", _("last evaluated; empty: never")),
            Column("due_on", "date", _("when the evaluation is due")),
            Column("overdue", "boolean", _("whether that day has passed")),
        ),
    )
)
