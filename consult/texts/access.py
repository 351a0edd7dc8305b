"""Which laws, versions and provisions a reader may see: shared by all views."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from consult.texts.models import Law, TextVersion


def published(slug: str) -> list[TextVersion]:
    """The published versions of a law, the newest first; 404 when there is none. One query."""
    rows = TextVersion.objects.filter(law__slug=slug, published_at__isnull=False)
    found = list(rows.select_related("law__agency", "based_on").order_by("-number"))
    if not found:
        raise Http404
    return found


def numbered(versions: list[TextVersion], number: int) -> TextVersion:
    """The version with this number; 404 when there is none."""
    for version in versions:
        if version.number == number:
            return version
    raise Http404


def trail(law: Law | None = None) -> list[dict[str, Any]]:
    """The way back up."""
    steps = [{"href": reverse("texts:index"), "label": _("Law texts")}]
    if law:
        steps.append({"href": law.get_absolute_url(), "label": str(law)})
    return steps
