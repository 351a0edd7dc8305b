"""The hearing itself: the announcement, its dates, and what is frozen."""

import secrets
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel, Panel
from wagtail.models import PageManager

from accounts.eligibility import Rules
from accounts.refusals import Sentence
from cms.models import ProcessPage
from consult.hearings.panels import ChecklistPanel
from consult.hearings.querysets import ConsultationQuerySet
from consult.hearings.states import EXTENDABLE, Kind, Phase
from consult.stakeholders.fields import TopicsField
from consult.texts.models import TextVersion
from consult.threads import groups

MINIMUM_DAYS = 15  # cabinet resolution of 2560 on hearings; shorter only with a published reason


# The words of the announcement, in the order of the 2562 Act s.14, then what is this site's own.
ANNOUNCED = ("method", "problem", "purpose", "main_points", "affected", "necessity", "notices", "influence")

# What a revision of the page never brings back: it was decided after the words were written.
DECIDED_SINCE = (
    "public_id", "eligibility", "frozen", "fingerprint", "cancelled_reason", "demonstration", "finished_at",
    "outcome", "outcome_en", "next_steps", "next_steps_en", "opening_noted", "closing_noted",
)  # fmt: skip


def new_public_id() -> str:
    """Eight characters that stand for the hearing in addresses and in the record."""
    return secrets.token_hex(4)


def default_rules() -> dict[str, Any]:
    """Everybody whose identity was stated may comment (2562 Act s.13: the public, without condition of age)."""
    return Rules().to_json()


class ConsultationPage(ProcessPage):
    """A hearing: the announcement of the 2562 Act s.14, the text, the dates.

    From publication on, everything that people answered to is frozen: the model and a trigger refuse
    changes, but for extending the closing day and for cancelling with a reason.
    """

    public_id = models.SlugField(max_length=40, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(_("kind of hearing"), max_length=10, choices=Kind)
    text = models.ForeignKey(TextVersion, models.PROTECT, verbose_name=_("text"), related_name="+")
    # The earlier stage of the same undertaking: the principle before the draft, the first draft before the second.
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later_stages", verbose_name=_("earlier stage")
    )
    changed_since = models.TextField(_("what changed since the earlier stage"), blank=True)
    changed_since_en = models.TextField(_("what changed since the earlier stage, in English"), blank=True)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    short_reason = models.TextField(_("why shorter than 15 days"), blank=True)
    method = models.TextField(_("method of the hearing"))
    method_en = models.TextField(_("method of the hearing, in English"), blank=True)
    problem = models.TextField(_("problem and need"))
    problem_en = models.TextField(_("problem and need, in English"), blank=True)
    purpose = models.TextField(_("purpose and intended results"), default="")
    purpose_en = models.TextField(_("purpose and intended results, in English"), blank=True)
    main_points = models.TextField(_("main points in plain words"))
    main_points_en = models.TextField(_("main points, in English"), blank=True)
    affected = models.TextField(_("who is affected and how"))
    affected_en = models.TextField(_("who is affected, in English"), blank=True)
    necessity = models.TextField(
        _("reasons for permits, committees or criminal penalties"),
        default="",
        help_text=_("And by what criteria officials decide. If there are none of these, say so."),
    )
    necessity_en = models.TextField(_("reasons for permits, in English"), blank=True)
    notices = models.TextField(
        _("how those concerned were told"),
        blank=True,
        help_text=_(
            "Letters and messages sent outside this site (2562 Act s.14, last paragraph). No names of persons."
        ),
    )
    notices_en = models.TextField(_("how those concerned were told, in English"), blank=True)
    influence = models.TextField(_("what can still be influenced"))
    influence_en = models.TextField(_("what can still be influenced, in English"), blank=True)
    topics = TopicsField(
        _("topics"),
        default=list,
        blank=True,
        help_text=_("People and organisations who registered for one of these are told on publication."),
    )
    groups = models.TextField(
        _("stakeholder groups"),
        default=groups.USUAL,
        blank=True,
        help_text=_("Whom people may say they speak as, one a line: business: ผู้ประกอบการ | Business"),
    )
    demonstration = models.BooleanField(_("made for a demonstration"), default=False, editable=False)
    eligibility = models.JSONField(default=default_rules, editable=False)
    frozen = models.JSONField(null=True, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    cancelled_reason = models.TextField(blank=True, editable=False)
    # Whether the record says that it opened and closed (consult.hearings.clock).
    opening_noted = models.BooleanField(default=False, editable=False)
    closing_noted = models.BooleanField(default=False, editable=False)
    # When everything was answered and the reports were published (2562 Act s.18), and what came of it.
    finished_at = models.DateTimeField(null=True, editable=False)
    outcome = models.TextField(_("what changed"), blank=True, editable=False)
    outcome_en = models.TextField(_("what changed, in English"), blank=True, editable=False)
    next_steps = models.TextField(_("what happens next"), blank=True, editable=False)
    next_steps_en = models.TextField(_("what happens next, in English"), blank=True, editable=False)

    objects: ClassVar[Any] = PageManager.from_queryset(ConsultationQuerySet)()
    parent_page_types: ClassVar[list[str]] = ["cms.AgencyPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = [
        *ProcessPage.content_panels,
        ChecklistPanel(heading=_("Before it can be submitted for approval")),
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("text"),
                PageChooserPanel("follows"),
                FieldPanel("changed_since"),
                FieldPanel("changed_since_en"),
            ],
            heading=_("What is asked about"),
        ),
        MultiFieldPanel(
            [FieldPanel("opens_at"), FieldPanel("closes_at"), FieldPanel("short_reason")], heading=_("When")
        ),
        MultiFieldPanel(
            [FieldPanel(f"{name}{ending}") for name in ANNOUNCED for ending in ("", "_en")],
            heading=_("Announcement (2562 Act s.14)"),
        ),
        InlinePanel("documents", heading=_("Documents"), label=_("Document")),
        FieldPanel("topics"),
        FieldPanel("groups"),
    ]

    class Meta:
        verbose_name = _("hearing")
        verbose_name_plural = _("hearings")
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="hearing_closes_after_it_opens"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="hearing_kind_known"),
        ]

    @property
    def phase(self) -> Phase:
        """Where the hearing stands now."""
        now = timezone.now()
        if not self.live or not self.frozen:
            return Phase.UNPUBLISHED
        if self.cancelled_reason:
            return Phase.CANCELLED
        if self.finished_at:
            return Phase.FINISHED
        if now < self.opens_at:
            return Phase.SCHEDULED
        return Phase.OPEN if now < self.closes_at else Phase.CLOSED

    @property
    def subject(self) -> str:
        """The hearing as the record names it."""
        return f"hearing/{self.public_id}"

    @property
    def rules(self) -> Rules:
        """Who may comment."""
        return Rules.from_json(self.eligibility)

    def incomplete(self) -> list[Sentence]:
        """What the announcement still lacks before the head can be asked (2562 Act s.14)."""
        from consult.hearings.announcement import missing

        return [item.label for item in missing(self)]

    def clean(self) -> None:
        """Refuse what the law refuses, beside the field: too short without a reason, an earlier closing day."""
        super().clean()
        self._check_stage()
        self._check_groups()
        if self.opens_at and self.closes_at:
            self._check_length(self.opens_at, self.closes_at)
        if self.frozen and self.pk:
            self._check_frozen()

    def _check_groups(self) -> None:
        try:
            groups.read(self.groups)
        except ValueError as error:
            words = _("This line is no group: %(line)s. Write it as code: Thai name | English name.")
            raise ValidationError({"groups": ValidationError(words, params={"line": error})}) from error

    def _check_stage(self) -> None:
        earlier = self.follows
        if earlier is None:
            return
        if not earlier.frozen or (self.pk and self.pk in {earlier.pk, earlier.follows_id}):
            raise ValidationError({"follows": _("The earlier stage must be another hearing, published before.")})
        if self.agency_id and earlier.agency_id != self.agency_id:
            raise ValidationError({"follows": _("The earlier stage must be a hearing of the same agency.")})
        if self.kind == Kind.PRINCIPLE or Kind.EX_POST in (self.kind, earlier.kind):
            raise ValidationError({"follows": _("Only a hearing on a draft follows an earlier stage.")})

    def _check_length(self, opens: datetime, closes: datetime) -> None:
        if closes <= opens:
            raise ValidationError({"closes_at": _("The hearing must close after it opens.")})
        if closes - opens < timedelta(days=MINIMUM_DAYS) and not self.short_reason.strip():
            raise ValidationError({"short_reason": _("A hearing shorter than 15 days needs a published reason.")})

    def _check_frozen(self) -> None:
        from consult.hearings.freezing import FROZEN, document

        assert self.frozen is not None  # noqa: S101  (asked above)
        if self.closes_at < datetime.fromisoformat(self.frozen["closes_at"]):
            raise ValidationError({"closes_at": _("The closing day may be extended, never brought forward.")})
        if self.closes_at > datetime.fromisoformat(self.frozen["closes_at"]) and self.phase not in EXTENDABLE:
            raise ValidationError({"closes_at": _("A hearing that is over cannot be extended.")})
        now = document(self)
        for name in FROZEN:
            if name in self.frozen and now[name] != self.frozen[name]:
                raise ValidationError({name: _("People have answered to this. It cannot change after publication.")})

    def get_absolute_url(self) -> str:
        """The page of the hearing in the reader's language."""
        return reverse("hearings:hearing", args=[self.public_id])

    def with_content_json(self, content: dict[str, Any]) -> "ConsultationPage":
        """A revision brings words and dates; what was decided since stays as it is in the database."""
        page: ConsultationPage = super().with_content_json(content)
        for name in DECIDED_SINCE:
            setattr(page, name, getattr(self, name))
        if self.frozen:
            page.closes_at = max(page.closes_at, self.closes_at)  # extended since
        return page

    def serve(self, _request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponseBase:
        """The tree's address leads to the permanent one."""
        return redirect(self.get_absolute_url())

    def serve_preview(self, request: HttpRequest, _mode_name: str) -> HttpResponse:
        """What the page will look like, for author and head."""
        from consult.hearings.views.reading import render_hearing

        return render_hearing(request, self)
