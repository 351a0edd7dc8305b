"""Wagtail pages of the site, and the abstract page that every public process extends."""

from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import RichTextField
from wagtail.models import Page, Task, TaskState

from accounts.bilingual import in_language
from accounts.models import Agency, User
from cms import approval, home
from cms.processes import open_cards


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
        """The open processes of every kind, nearest closing first, in the province asked for."""
        return super().get_context(request, *args, **kwargs) | home.context(request.GET.get("province", ""))


class AgencyPage(BilingualPage):
    """One agency's part of the site; everything it publishes stands below."""

    agency = models.OneToOneField(Agency, models.PROTECT, related_name="page")
    introduction = RichTextField(_("introduction"), blank=True)
    introduction_en = RichTextField(_("introduction in English"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    template = "cms/agency.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the agency has open now, and everything it has published."""
        cards = [card for card in open_cards() if card.agency == str(self.agency)]
        published = Page.objects.child_of(self).live().specific().order_by("-first_published_at")[:50]
        listed = [{"url": page.get_url(request), "title": in_language(page, "title")} for page in published]
        return super().get_context(request, *args, **kwargs) | {"cards": cards, "published": listed}

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


class HeadApprovalTask(Task):
    """The head of the agency says yes or asks for changes; until then the text is locked for everybody else."""

    class Meta:
        verbose_name = _("approval by the head of agency")
        verbose_name_plural = _("approvals by the head of agency")

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        """Heads of the agency may open what waits for them."""
        return self._may_decide(obj, user)

    def locked_for_user(self, obj: Page, user: User) -> bool:
        """What the head reads is what is published: nobody edits meanwhile."""
        return not self._may_decide(obj, user)

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, str, bool]]:
        """Approve, or ask for changes with a comment; nothing for everybody else."""
        if not self._may_decide(obj, user):
            return []
        return [("reject", str(_("Ask for changes")), True), ("approve", str(_("Approve and publish")), False)]

    def get_task_states_user_can_moderate(self, user: User, **_kwargs: Any) -> models.QuerySet[TaskState]:
        """What waits for this head, for the dashboard."""
        states = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        waiting = [state.pk for state in states if self._may_decide(state.revision.content_object, user)]
        return states.filter(pk__in=waiting)

    @classmethod
    def get_description(cls) -> str:
        """What the task is, for those who build workflows."""
        return str(_("A head of the page's agency approves; never the person who asks."))

    def _may_decide(self, page: Page, user: User) -> bool:
        state = page.current_workflow_state
        return approval.may_approve(user, page, asked_by=state.requested_by if state else None)


class SearchDocument(models.Model):
    """Something that search can find. `tokens` holds its words as `cms.words` cuts them."""

    kind = models.CharField(max_length=40)
    public_id = models.CharField(max_length=120)
    title = models.CharField(max_length=500)
    title_en = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=500)
    tokens = SearchVectorField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "public_id"], name="one_document_once")]
        indexes = [GinIndex(fields=["tokens"], name="document_tokens")]

    def __str__(self) -> str:
        return self.title
