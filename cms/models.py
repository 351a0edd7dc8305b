"""Wagtail pages of the site, and the abstract page that every public process extends."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import RichTextField
from wagtail.models import Page

from accounts.bilingual import in_language
from accounts.models import Agency


class BilingualPage(Page):
    """A page whose official words come in Thai and, where given, English."""

    title_en = models.CharField(_("title in English"), max_length=255, blank=True)

    class Meta:
        abstract = True

    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, FieldPanel("title_en")]

    @property
    def local_title(self) -> str:
        """The title in the reader's language."""
        return in_language(self, "title")


class HomePage(BilingualPage):
    """What can I take part in now? Filled from the processes that agencies have published."""

    max_count = 1
    template = "cms/home.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The open processes of every kind, nearest closing first."""
        from cms.processes import open_cards

        return super().get_context(request, *args, **kwargs) | {"cards": open_cards()}


class AgencyPage(BilingualPage):
    """One agency's part of the site; everything it publishes stands below."""

    agency = models.OneToOneField(Agency, models.PROTECT, related_name="page")
    introduction = RichTextField(_("introduction"), blank=True)
    introduction_en = RichTextField(_("introduction in English"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    template = "cms/agency.html"
    content_panels: ClassVar[list[Panel]] = [
        *BilingualPage.content_panels,
        FieldPanel("agency"),
        FieldPanel("introduction"),
        FieldPanel("introduction_en"),
    ]


class ArticlePage(BilingualPage):
    """News, a guide, a clarification."""

    body = RichTextField(_("text"))
    body_en = RichTextField(_("text in English"), blank=True)

    template = "cms/article.html"
    content_panels: ClassVar[list[Panel]] = [
        *BilingualPage.content_panels,
        FieldPanel("body"),
        FieldPanel("body_en"),
    ]


class ProcessPage(BilingualPage):
    """The page every public process extends: hearing, budget, round."""

    summary = models.TextField(_("summary in plain words"), max_length=2000)
    summary_en = models.TextField(_("summary in English"), max_length=2000, blank=True)
    # Copied from the AgencyPage above when saved, so that lists need no walk up the tree.
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", editable=False)

    parent_page_types: ClassVar[list[str]] = ["cms.AgencyPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = [
        *BilingualPage.content_panels,
        FieldPanel("summary"),
        FieldPanel("summary_en"),
    ]

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Take the agency from the page above; Wagtail calls this on every save."""
        if not self.agency_id:
            self.agency = AgencyPage.objects.ancestor_of(self).get().agency
        super().full_clean(*args, **kwargs)
