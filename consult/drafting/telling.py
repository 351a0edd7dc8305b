"""Telling people what became of their suggestions when a version is published."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext_noop

from accounts.bilingual import in_language
from accounts.notices import telling
from consult.drafting.models import Credit
from consult.texts.models import TextVersion

TAKEN = gettext_noop("Your wording for %(section)s was taken over")
EDITED = gettext_noop("%(section)s was changed after your suggestion")
TEXT = gettext_noop(
    "It stands in “%(label)s” of %(law)s. The page of the section names the suggestion and shows what changed."
)


def tell_author(credit: Credit, version: TextVersion) -> int:
    """Tell the author of a suggestion that it is in the published version; once for each suggestion and version."""
    section = credit.provision

    def values() -> Mapping[str, object]:
        return {"section": str(section), "label": version.label, "law": in_language(version.law, "title")}

    return telling.tell(
        kind="text.adopted",
        about=credit.comment.subject,
        path=lambda: reverse("texts:section", args=[version.law.slug, section.eid]),
        heading=EDITED if credit.edited else TAKEN,
        text=TEXT,
        values=values,
        once=f"text.adopted/{version.pk}/{credit.comment_id}/{section.pk}",
        citizens=[credit.comment.citizen_id],
    )
