"""Wagtail pages of the site, and the abstract page that every public process extends."""

from typing import Any, ClassVar

from django.apps import apps
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageViewRestriction, Task, TaskState, WorkflowState
from wagtail.url_routing import RouteResult

from accounts.bilingual import in_language
from accounts.models import Agency, Area, Role, User
from accounts.refusals import Refused, Sentence
from cms import approval, home, locks
from cms.processes import answered_cards, open_cards
from cms.querysets import ArticleManager


class BilingualPage(Page):
    """A page whose official words come in Thai and, where given, English."""

    title_en = models.CharField(_("title in English"), max_length=255, blank=True)

    # Everything published here is for everybody.
    private_page_options: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, FieldPanel("title_en")]

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """None, and so nothing is asked of the database."""
        return PageViewRestriction.objects.none()

    @property
    def path_below_home(self) -> str:
        """The address after the language, without a query: `about/` (one site, its home directly below the root)."""
        return str(self.url_path).removeprefix("/").partition("/")[2]

    def permissions_for_user(self, user: User) -> locks.OfficialPageRights:
        """What `user` may do with this page in the editors' rooms."""
        return locks.OfficialPageRights(user, self)

    @property
    def local_title(self) -> str:
        """The title in the reader's language."""
        return in_language(self, "title")


class HomePage(BilingualPage):
    """What can I take part in now? Filled from the processes that agencies have published."""

    max_count = 1
    template = "cms/home.html"

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Agencies' pages in one query; everything else as Wagtail does."""
        if len(path_components) == 1:
            found = AgencyPage.objects.child_of(self).live().select_related("agency").filter(slug=path_components[0])
            if page := found.first():
                return RouteResult(page)
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The open processes of every kind, nearest closing first, in the place and of the interest asked for."""
        return super().get_context(request, *args, **kwargs) | home.context(home.asked(request.GET))


class AgencyPage(BilingualPage):
    """One agency's part of the site; everything it publishes stands below."""

    agency = models.OneToOneField(Agency, models.PROTECT, related_name="page")
    introduction = RichTextField(_("introduction"), blank=True)
    introduction_en = RichTextField(_("introduction in English"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    template = "cms/agency.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the agency has open now, what it answered, and the latest it has published."""
        name = str(self.agency)
        shown = {
            "cards": [card for card in open_cards() if card.agency == name],
            "answered": [card for card in answered_cards(50) if card.agency == name],
            "published": self._published(),
            "trail": [{"href": reverse("cms:agencies"), "label": _("Agencies")}],
        }
        return super().get_context(request, *args, **kwargs) | shown

    def _published(self) -> list[BilingualPage]:
        """The latest pages of every kind, each as what it is, in one query."""
        kinds = [model._meta.model_name for model in apps.get_models() if issubclass(model, BilingualPage)]
        pages = Page.objects.child_of(self).live().select_related(*kinds).order_by("-first_published_at", "-pk")
        return [getattr(page, page.specific_class._meta.model_name) for page in pages[:50]]

    content_panels: ClassVar[list[Panel]] = [
        *BilingualPage.content_panels,
        # Which agency a part of the site belongs to decides who approves there: no author may change it.
        FieldPanel("agency", permission="superuser"),
        FieldPanel("introduction"),
        FieldPanel("introduction_en"),
    ]


class ArticlePage(BilingualPage):
    """News, a guide, a clarification, a data story; or a page about the site itself."""

    class Kind(models.TextChoices):
        NEWS = "news", _("News")
        GUIDE = "guide", _("Guide")
        CLARIFICATION = "clarification", _("Clarification")
        STORY = "story", _("Story from the data")
        ABOUT = "about", _("About the site")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.NEWS)
    summary = models.CharField(_("summary in plain words"), max_length=400, blank=True)
    summary_en = models.CharField(_("summary in English"), max_length=400, blank=True)
    claim = models.TextField(
        _("what is being said"), max_length=1000, blank=True, help_text=_("Only for a clarification: the false claim.")
    )
    claim_en = models.TextField(_("what is being said, in English"), max_length=1000, blank=True)
    body = RichTextField(_("text"))
    body_en = RichTextField(_("text in English"), blank=True)

    objects = ArticleManager()
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage", "cms.AgencyPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/article.html"
    content_panels: ClassVar[list[Panel]] = [
        *BilingualPage.content_panels,
        *(FieldPanel(name) for name in ("kind", "summary", "summary_en", "claim", "claim_en", "body", "body_en")),
    ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The agency that says so, and the way back."""
        agency = approval.agency_of(self)
        trail = [{"href": reverse("cms:news"), "label": _("News, guides and clarifications")}]
        if agency:
            trail = [{"href": self.get_parent().get_url(request), "label": str(agency)}]
        context = {"agency": agency, "trail": [] if self.kind == self.Kind.ABOUT else trail}
        return super().get_context(request, *args, **kwargs) | context


class ProcessPage(BilingualPage):
    """The page every public process extends: hearing, budget, round."""

    summary = models.TextField(_("summary in plain words"), max_length=2000)
    summary_en = models.TextField(_("summary in English"), max_length=2000, blank=True)
    easy = models.TextField(
        _("easy to read"),
        max_length=4000,
        blank=True,
        help_text=_("Short sentences, everyday words, one thought a line."),
    )
    easy_en = models.TextField(_("easy to read, in English"), max_length=4000, blank=True)
    large_print_url = models.URLField(_("address of a version in large print"), max_length=500, blank=True)
    sign_video_url = models.URLField(_("address of a video in Thai Sign Language"), max_length=500, blank=True)
    # Copied from the AgencyPage above when saved, so that lists need no walk up the tree.
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", editable=False)

    parent_page_types: ClassVar[list[str]] = ["cms.AgencyPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = [
        *BilingualPage.content_panels,
        FieldPanel("summary"),
        FieldPanel("summary_en"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("easy", "easy_en", "large_print_url", "sign_video_url")],
            heading=_("Other ways to read it"),
            classname="collapsed",
        ),
    ]

    class Meta:
        abstract = True

    def incomplete(self) -> list[Sentence]:
        """What is still missing before the head can be asked for approval. Empty: it may be submitted."""
        return []

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Take the agency from the page above (a new form has no place in the tree yet)."""
        self._belong()
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Take the agency from the page above: drafts are saved without being cleaned."""
        self._belong()
        super().save(*args, **kwargs)

    def _belong(self) -> None:
        if not self.agency_id and self.path:
            self.agency = AgencyPage.objects.ancestor_of(self).get().agency


class OfficialTask(Task):
    """A step on the way to publication: one role decides, and until then nobody may touch the text."""

    lock_class = locks.Waiting
    role: ClassVar[Role]
    yes: ClassVar[Sentence]

    class Meta:
        abstract = True

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        """Whoever holds the step's role in the agency may open what waits for them."""
        return approval.people(obj, self.role).filter(pk=user.pk).exists()

    def locked_for_user(self, _obj: Page, _user: User) -> bool:
        """What is read is what is published: nobody edits meanwhile, those who decide neither."""
        return True

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, str, bool]]:
        """Say yes, or ask for changes with a comment; nothing for everybody else."""
        if not approval.may_decide(user, obj):
            return []
        return [("reject", str(_("Ask for changes")), True), ("approve", str(self.yes), False)]

    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """Decide, in one transaction with everything that follows from the decision."""
        approval.decide(super().on_action, task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: User, **_kwargs: Any) -> models.QuerySet[TaskState]:
        """What waits for this person, for the dashboard."""
        states = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        waiting = [state.pk for state in states if approval.may_decide(user, state.workflow_state.content_object)]
        return states.filter(pk__in=waiting)


class ReviewTask(OfficialTask):
    """A reviewer of the agency passes the text on to the head, or asks for changes.

    Where an agency has no reviewer but the author, the text goes straight to the head.
    """

    role = Role.REVIEWER
    yes = _("Pass on to the head")

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """Ask a reviewer; without one the step is skipped. Raises Refused while something is missing."""
        _require_complete(workflow_state)
        task_state = super().start(workflow_state, user=user)
        if not approval.deciders(task_state):
            task_state.status, task_state.finished_at = TaskState.STATUS_SKIPPED, timezone.now()
            task_state.save(update_fields=["status", "finished_at"])
        return task_state

    @classmethod
    def get_description(cls) -> str:
        """What the task is, for those who build workflows."""
        return str(_("A reviewer of the page's agency reads it first; never the person who asks."))


class HeadApprovalTask(OfficialTask):
    """The head of the agency says yes or asks for changes."""

    role = Role.HEAD
    yes = _("Approve and publish")

    class Meta:
        verbose_name = _("approval by the head of agency")
        verbose_name_plural = _("approvals by the head of agency")

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """Ask the head. A text that was changed after the head sent it back is reviewed again first."""
        _require_complete(workflow_state)
        if not approval.reviewed(workflow_state):
            review = ReviewTask.objects.filter(workflow_tasks__workflow=workflow_state.workflow).first()
            if review:
                return review.start(workflow_state, user=user)
        return super().start(workflow_state, user=user)

    @classmethod
    def get_description(cls) -> str:
        """What the task is, for those who build workflows."""
        return str(_("A head of the page's agency approves; never the person who asks."))


def _require_complete(workflow_state: WorkflowState) -> None:
    page = workflow_state.content_object.get_latest_revision_as_object()
    missing: list[Sentence] = getattr(page, "incomplete", list)()
    if missing:
        raise Refused(_("It cannot be submitted for approval yet. Missing:"), *missing)


class Nearby(models.Model):
    """The place and the interest that a signed-in person wants to see first. Never part of a shared page."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="nearby")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    interest = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"what account {self.user_id} wants to see first"


class SearchDocument(models.Model):
    """Something that search can find. `tokens` holds its words as `cms.words` cuts them."""

    kind = models.CharField(max_length=40)
    public_id = models.CharField(max_length=120)
    title = models.CharField(max_length=500)
    title_en = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    url = models.CharField(max_length=500)
    changed_at = models.DateTimeField(auto_now=True)
    tokens = SearchVectorField()
    # The words of the titles alone: asked first, so that a common word need not be weighed in every document.
    names = models.GeneratedField(
        expression=models.Func(
            models.F("tokens"), function="ts_filter", template="%(function)s(%(expressions)s, '{a}')"
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "public_id"], name="one_document_once")]
        indexes = [
            GinIndex(fields=["tokens"], name="document_tokens", fastupdate=False),
            GinIndex(fields=["names"], name="document_names", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.title
