"""Finding what a request is about: shared by all views of budgets."""

import uuid
from itertools import pairwise

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.access import signed_in
from accounts.models import Agency, Role, User
from budgets.ledger.codes import LEVELS
from budgets.ledger.models import Budget, BudgetLine, Upload


def public(public_id: str) -> Budget:
    """A published budget with its agency and page; 404 for any other. One query."""
    return get_object_or_404(Budget.objects.published().filter(page__isnull=False), public_id=public_id)


def public_line(public_id: str, stable_id: str) -> BudgetLine:
    """A line of a published budget; 404 for any other. One query."""
    return get_object_or_404(BudgetLine.objects.public(), budget__public_id=public_id, stable_id=stable_id)


def read_path(request: HttpRequest) -> dict[str, str]:
    """The place asked for: names from the top, without gaps. Raises Http404 for a gap."""
    given = [level in request.GET for level in LEVELS]
    if any(later and not earlier for earlier, later in pairwise(given)):
        raise Http404
    return {level: request.GET[level] for level, there in zip(LEVELS, given, strict=True) if there}


def page_number(request: HttpRequest, most: int = 10_000) -> int:
    """Which page of a list, from 0."""
    asked = request.GET.get("page", "")
    return min(int(asked), most) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 0


def officer(request: HttpRequest) -> tuple[User, QuerySet[Agency]]:
    """An officer of the budget, and the agencies they do it for. Raises PermissionDenied for everybody else."""
    user = signed_in(request)
    agencies = Agency.objects.filter(
        memberships__user=user, memberships__role__in=(Role.AUTHOR, Role.HEAD)
    ).distinct()  # fmt: skip
    if not user.is_active or not agencies:
        raise PermissionDenied
    return user, agencies


def own(request: HttpRequest, public_id: str) -> tuple[Budget, User]:
    """A budget of one of the officer's agencies, published or not; 404 for any other."""
    user, agencies = officer(request)
    found = Budget.objects.select_related("agency").filter(agency__in=agencies)
    return get_object_or_404(found, public_id=public_id), user


def draft(request: HttpRequest, pk: uuid.UUID) -> tuple[Upload, User]:
    """A file of one of the officer's agencies; 404 for any other."""
    user, agencies = officer(request)
    rows = Upload.objects.select_related("agency", "budget", "revision", "looked_by").filter(agency__in=agencies)
    return get_object_or_404(rows, pk=pk), user


def line_of(agency: Agency, stable_id: str) -> BudgetLine:
    """The line with this id in the latest published budget of an agency; 404 for none."""
    rows = BudgetLine.objects.public().filter(budget__agency=agency, stable_id=stable_id)
    found = rows.order_by("-budget__fiscal_year").first()
    if found is None:
        raise Http404
    return found
