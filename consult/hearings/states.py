"""Kinds, stages and decisions of hearings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """Which hearing it is (Constitution s.77; 2562 Act s.14 for drafts, ss.30-31 for Acts in force)."""

    PRINCIPLE = "principle", _("hearing on the principle of a draft law")
    DRAFT = "draft", _("hearing on a draft law")
    EX_POST = "ex-post", _("evaluation of an Act in force")


class Phase(models.TextChoices):
    """Where a hearing stands now; follows from its dates and decisions, never stored."""

    UNPUBLISHED = "unpublished", _("in preparation")
    SCHEDULED = "scheduled", _("opens soon")
    OPEN = "open", _("open for comments")
    CLOSED = "closed", _("closed, being considered")
    FINISHED = "finished", _("finished, everything answered")
    CANCELLED = "cancelled", _("cancelled")


EXTENDABLE = (Phase.SCHEDULED, Phase.OPEN)
TELLABLE = (Phase.UNPUBLISHED, *EXTENDABLE)  # those concerned can still be told of it


class DocumentKind(models.TextChoices):
    """What a document attached to a hearing is about (2562 Act s.14 (1) to (4))."""

    TEXT = "text", _("the text")
    PROBLEM = "problem", _("problem and need")
    POINTS = "points", _("main points")
    IMPACT = "impact", _("who is affected and how")
    NECESSITY = "necessity", _("reasons for permits, committees or penalties")
    OTHER = "other", _("other")


class Decision(models.TextChoices):
    """What the agency did with a comment (2562 Act s.16: what was changed or not, and why)."""

    ACCEPTED = "accepted", pgettext_lazy("decision on a comment", "accepted")
    PARTLY = "partly", _("accepted in part")
    REFUSED = "refused", _("not accepted")
    NOTED = "noted", _("noted: nothing to change")
    UNANSWERED = "unanswered", _("not answered, for a published reason")


ANSWERS = (Decision.ACCEPTED, Decision.PARTLY, Decision.REFUSED, Decision.NOTED)


class ReportKind(models.TextChoices):
    """The two documents that a hearing ends with (2562 Act ss.16 and 17)."""

    SUMMARY = "summary", _("summary of the hearing (2562 Act s.16)")
    IMPACT = "impact", _("impact analysis report (2562 Act s.17)")


class ReportState(models.TextChoices):
    """Where a report stands."""

    DRAFT = "draft", _("being written")
    BUILDING = "building", _("documents are being made")
    WAITING = "waiting", _("waiting for the head of agency")
    PUBLISHED = "published", _("published")


REPORT_MOVES = {
    ReportState.DRAFT: {ReportState.BUILDING},
    ReportState.BUILDING: {ReportState.WAITING, ReportState.DRAFT},
    ReportState.WAITING: {ReportState.PUBLISHED, ReportState.DRAFT},
    ReportState.PUBLISHED: set[ReportState](),
}
