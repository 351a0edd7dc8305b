"""Finding works: shared by all views."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import signed_in
from accounts.models import User
from budgets.rounds.models import Project, Round
from budgets.works import rules
from budgets.works.models import Work


def work_of(round_id: str, code: str) -> Work:
    """The work on a project, or 404. One query."""
    found: Work = get_object_or_404(Work.objects.public(), project__round__page__public_id=round_id, project__code=code)
    return found


def officer_of(request: HttpRequest, round_: Round) -> User:
    """An officer who reports on works of this round. Raises PermissionDenied."""
    user = signed_in(request)
    if not rules.may_report(user, round_):
        raise PermissionDenied
    return user


def trail(round_: Round, project: Project | None = None) -> list[dict[str, str]]:
    """The way back up."""
    steps = [
        {"href": reverse("rounds:index"), "label": _("Budget votes")},
        {"href": round_.get_absolute_url(), "label": round_.page.local_title},
        {"href": reverse("works:index", args=[round_.public_id]), "label": _("Works")},
    ]
    if project:
        steps.append({"href": reverse("works:work", args=[round_.public_id, project.code]), "label": str(project)})
    return steps
