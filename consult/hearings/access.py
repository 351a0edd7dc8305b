"""Finding hearings for a reader: shared by all views."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import signed_in
from accounts.bilingual import in_language
from accounts.models import User
from consult.hearings import rules
from consult.hearings.models import ConsultationPage, Response
from consult.threads.models import Comment
from consult.threads.querysets import CommentQuerySet

DESKS = 100  # hearings in one list of desks


def public(public_id: str) -> ConsultationPage:
    """A published hearing, or 404. One query."""
    found: ConsultationPage = get_object_or_404(ConsultationPage.objects.published(), public_id=public_id)
    return found


def answerable(request: HttpRequest, public_id: str) -> tuple[ConsultationPage, User]:
    """A hearing that this officer may answer for. Raises PermissionDenied for others."""
    user = signed_in(request)
    hearing = public(public_id)
    if not rules.may_answer(user, hearing):
        raise PermissionDenied
    return hearing, user


def prepared(request: HttpRequest, public_id: str) -> tuple[ConsultationPage, User]:
    """A hearing in any state, not announced yet included, of this officer's agency. Raises PermissionDenied."""
    user = signed_in(request)
    found = ConsultationPage.objects.select_related("agency", "text__law")
    hearing: ConsultationPage = get_object_or_404(found, public_id=public_id)
    if not rules.may_answer(user, hearing):
        raise PermissionDenied
    return hearing, user


def readable(request: HttpRequest, public_id: str) -> tuple[ConsultationPage, User]:
    """A hearing whose reports this officer writes, reviews or approves. Raises PermissionDenied for others."""
    user = signed_in(request)
    hearing = public(public_id)
    if not rules.may_read_reports(user, hearing):
        raise PermissionDenied
    return hearing, user


def answering(user: User) -> list[ConsultationPage]:
    """The hearings whose response desk is this officer's. Two queries. Raises PermissionDenied."""
    if not user.memberships.filter(role__in=rules.ANSWERING).exists():
        raise PermissionDenied
    return list(ConsultationPage.objects.answered_by(user)[:DESKS])


def comments(hearing: ConsultationPage) -> CommentQuerySet:
    """The comments of a hearing with their answers, the last revision first."""
    answers = Prefetch("responses", Response.objects.order_by("-revision").select_related("changed"))
    rows: CommentQuerySet = Comment.objects.about("hearing", hearing.public_id)
    return rows.prefetch_related(answers)


def trail(hearing: ConsultationPage | None = None) -> list[dict[str, Any]]:
    """The way back up."""
    steps = [{"href": reverse("hearings:index"), "label": _("Hearings on laws")}]
    if hearing:
        steps.append({"href": hearing.get_absolute_url(), "label": in_language(hearing, "title")})
    return steps
