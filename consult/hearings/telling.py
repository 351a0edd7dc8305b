"""Whom a hearing tells what: participants their answer, participants and followers the end."""

import uuid
from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext_noop

from accounts.access import holders
from accounts.bilingual import in_language
from accounts.models import Role
from accounts.notices.telling import tell, tell_followers
from consult.hearings import rules
from consult.hearings.models import ConsultationPage, Report
from consult.stakeholders.models import Registration
from consult.threads.models import Comment, Reaction
from consult.threads.states import Direction


def announced(hearing: ConsultationPage) -> None:
    """Tell those who registered for a topic of the hearing, in its areas (2562 Act s.14 last paragraph, s.15); once."""
    if not hearing.topics:
        return
    concerned = Registration.objects.concerned(hearing.topics, hearing.rules.areas)
    tell(
        citizens=concerned.order_by().values("citizen_id").distinct(),
        kind="hearing.announced",
        about=hearing.subject,
        path=hearing.get_absolute_url,
        heading=gettext_noop("A hearing that concerns you: %(title)s"),
        text=gettext_noop("%(agency)s asks the public. You registered to be told of this topic."),
        values=lambda: _names(hearing),
        once=f"hearing.announced/{hearing.public_id}",
    )


def answered(hearing: ConsultationPage, citizens: Iterable[uuid.UUID], *, key: str) -> None:
    """Tell the authors of comments that the agency has answered them; once for each act (`key`)."""
    tell(
        citizens=citizens,
        kind="hearing.answered",
        about=hearing.subject,
        path=lambda: reverse("hearings:mine", args=[hearing.public_id]),
        heading=gettext_noop("Your comment was answered: %(title)s"),
        text=gettext_noop("%(agency)s has said what it does with your comment, and why."),
        values=lambda: _names(hearing),
        once=f"hearing.answered/{key}",
    )


def supported(hearing: ConsultationPage, comments: Iterable[uuid.UUID], *, key: str) -> None:
    """Tell those who support these comments, and did not write any of them, that they were answered; once an act."""
    about = Comment.objects.filter(pk__in=list(comments))
    supporters = Reaction.objects.filter(comment__in=about, direction=Direction.SUPPORT)
    tell(
        citizens=supporters.exclude(citizen__in=about.values("citizen")).order_by().values("citizen_id").distinct(),
        kind="hearing.answered",
        about=hearing.subject,
        path=lambda: reverse("hearings:responses", args=[hearing.public_id]),
        heading=gettext_noop("A comment you support was answered: %(title)s"),
        text=gettext_noop("%(agency)s has said what it does with it, and why."),
        values=lambda: _names(hearing),
        once=f"hearing.supported/{key}",
    )


def finished(hearing: ConsultationPage) -> None:
    """Tell everybody who took part or follows that the hearing is finished; each once."""
    heading = gettext_noop("A hearing has ended: %(title)s")
    text = gettext_noop("Read what changed, what happens next, and the agency's answer to every comment.")
    writers = Comment.objects.about("hearing", hearing.public_id).order_by().values("citizen_id").distinct()
    once = f"hearing.finished/{hearing.public_id}"
    tell(
        citizens=writers, kind="hearing.finished", about=hearing.subject, path=hearing.get_absolute_url,
        heading=heading, text=text, values=lambda: _names(hearing), once=once,
    )  # fmt: skip
    tell_followers(
        kind="hearing.finished", about=hearing.subject, path=hearing.get_absolute_url,
        heading=heading, text=text, values=lambda: _names(hearing), once=once,
    )  # fmt: skip


def report_waits(report: Report) -> None:
    """Tell the next in line, the reviewers or else the heads, that a report waits for them; once a step."""
    review = rules.awaits_review(report)
    people = rules.reviewers(report) if review else holders(report.hearing.agency, Role.HEAD)
    step = "review" if review else "approve"
    tell(
        users=people.exclude(pk=report.submitted_by_id or 0).values("pk"),
        kind="report.waiting",
        about=report.hearing.subject,
        path=lambda: reverse("hearings:desk-reports", args=[report.hearing.public_id]),
        heading=gettext_noop("Waiting for you: the report of %(title)s"),
        text=gettext_noop("Please read the documents, and pass them on or give them back."),
        values=lambda: _names(report.hearing),
        once=f"report.waiting/{report.pk}/{step}/{report.submitted_at:%s}",
    )


def _names(hearing: ConsultationPage) -> Mapping[str, object]:
    return {"title": in_language(hearing, "title"), "agency": in_language(hearing.agency, "name")}
