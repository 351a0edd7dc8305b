"""Law texts as open data: the published versions of each law, and every one as Akoma Ntoso."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from consult.texts.models import Law, TextVersion
from realtime.feeds.catalogue import PUBLIC_DOMAIN, Column, Dataset, File, Subject, register

AKOMA_NTOSO = "application/akn+xml"


def subjects() -> Iterator[Subject]:
    """Every law with a published version."""
    return map(_subject, Law.objects.filter(pk__in=_published().values("law")).order_by("slug"))


def find(slug: str) -> Subject | None:
    """One law with a published version, or None."""
    law = Law.objects.filter(slug=slug, pk__in=_published().values("law")).first()
    return _subject(law) if law else None


def rows(slug: str) -> Iterator[tuple[int, str, datetime | None, str, str]]:
    """One row for each published version, the first first."""
    for version in _of(slug):
        yield (
            version.number,
            version.label,
            version.published_at,
            version.fingerprint,
            settings.SITE_URL + _akn(version),
        )


def files(slug: str) -> Iterator[File]:
    """Every published version as Akoma Ntoso."""
    for version in _of(slug):
        yield File(_akn(version), AKOMA_NTOSO, "Akoma Ntoso", version.label)


def _published() -> QuerySet[TextVersion]:
    return TextVersion.objects.filter(published_at__isnull=False)


def _of(slug: str) -> Iterator[TextVersion]:
    yield from _published().filter(law__slug=slug).select_related("law").order_by("number")


def _akn(version: TextVersion) -> str:
    with override("th"):
        return reverse("texts:akn", args=[version.law.slug, version.number])


def _subject(law: Law) -> Subject:
    with override("th"):
        return Subject(law.slug, law.title, law.title_en, reverse("texts:law", args=[law.slug]))


register(
    Dataset(
        id="law-versions",
        kind="law",
        whole=True,
        version=lambda slug: str(_published().filter(law__slug=slug).aggregate(newest=Max("published_at"))["newest"]),
        title=_("Versions of a law text"),
        description=_("Every published version with its fingerprint; each can be had as Akoma Ntoso."),
        columns=(
            Column("number", "integer", _("number of the version")),
            Column("label", "string", _("name of the version")),
            Column("published_at", "datetime", _("when it was published and frozen")),
            Column("sha256", "string", _("SHA-256 of the frozen text")),
            Column("akoma_ntoso", "uri", _("the text as Akoma Ntoso")),
        ),
        subjects=subjects,
        find=find,
        rows=rows,
        licence=PUBLIC_DOMAIN,
        files=files,
    )
)
