"""Decisions about what people wrote, as open data: what, when, why; never who wrote, reported or decided."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from consult.moderation.models import Case, Decision
from realtime.feeds.catalogue import Column, Dataset, Subject, register


def subjects() -> Iterator[Subject]:
    """Every agency that decided about something."""
    for agency in Agency.objects.filter(pk__in=Case.objects.order_by().values("agency")).order_by("slug"):
        yield _subject(agency)


def find(slug: str) -> Subject | None:
    """One agency that decided about something, or None."""
    agency = Agency.objects.filter(slug=slug).first()
    return _subject(agency) if agency and Case.objects.filter(agency=agency).exists() else None


def rows(slug: str) -> Iterator[tuple[datetime, str, str, str, str, str, str]]:
    """One row for each published decision, the newest first."""
    found = Decision.objects.filter(case__agency__slug=slug).select_related("case").order_by("-at", "-pk")
    for one in found.iterator(1000):
        yield one.at, one.case.subject, one.case.kind, one.case.thing, one.outcome, one.reason, one.reason_en


def _subject(agency: Agency) -> Subject:
    return Subject(agency.slug, agency.name, agency.name_en, "/moderation/", agency.name)


register(
    Dataset(
        id="moderation",
        kind="moderation",
        whole=True,
        title=_("Decisions of moderators"),
        description=_("What was hidden, kept or shown again, and why; never who wrote, reported or decided."),
        columns=(
            Column("at", "datetime", _("when it was decided")),
            Column("subject", "string", _("the process that it belongs to")),
            Column("kind", "string", _("what kind of words")),
            Column("id", "string", _("which one")),
            Column("outcome", "string", _("covered, kept, asked, hidden, upheld or restored")),
            Column("reason", "string", _("the published reason, in Thai")),
            Column("reason_en", "string", _("the published reason, in English")),
        ),
        rows=rows,
        subjects=subjects,
        find=find,
    )
)
