"""What waits for a moderator."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import signed_in
from accounts.models import Agency, Role, User
from consult.moderation import actions
from consult.moderation.forms import FilterForm, JudgeForm
from consult.moderation.models import Case, read
from consult.moderation.querysets import CaseQuerySet
from consult.moderation.states import State

PAGE = 25


@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """Cases of this person's agencies, the most urgent first."""
    user = signed_in(request)
    return _page(request, user, JudgeForm(agencies=_judged(user)))


@require_POST
@login_required
def decide_many(request: HttpRequest) -> HttpResponse:
    """The same decision for every chosen case."""
    user = signed_in(request)
    form = JudgeForm(request.POST, agencies=_judged(user))
    identities = [int(one) for one in request.POST.getlist("case")[:PAGE] if one.isdecimal() and len(one) < 12]
    chosen = list(Case.objects.of_officer(user).filter(pk__in=identities))
    if not chosen:
        form.add_error(None, _("Choose at least one case."))
    if not form.is_valid():
        return _page(request, user, form, status=422)
    read(chosen)
    found = [case.found for case in chosen if case.found]
    outcome = State(form.cleaned_data["outcome"])
    done, late = actions.judge_many(by=user, found=found, outcome=outcome, why=form.why)
    messages.success(request, _("{done} decided; {late} stood elsewhere by then.").format(done=done, late=late))
    return redirect("moderation:queue")


def _page(request: HttpRequest, user: User, form: JudgeForm, status: int = 200) -> HttpResponse:
    cases = Case.objects.of_officer(user)
    if not cases.exists() and not user.memberships.filter(role__in=_ROLES).exists():
        raise PermissionDenied
    wanted = FilterForm(request.GET)
    chosen = wanted.cleaned_data if wanted.is_valid() else {}
    page = Paginator(_filtered(cases, chosen).select_related("agency"), PAGE).get_page(request.GET.get("page"))
    read(list(page.object_list))
    context = {
        "wanted": wanted, "form": form, "page": page, "may_judge": bool(_judged(user)),
        "showing": chosen.get("show") or "open",
    }  # fmt: skip
    return render(request, "moderation/queue.html", context, status=status)


def _filtered(cases: CaseQuerySet, chosen: dict[str, Any]) -> CaseQuerySet:
    if chosen.get("kind"):
        cases = cases.filter(kind=chosen["kind"])
    if chosen.get("complaint"):
        cases = cases.filter(given__complaint=chosen["complaint"]).distinct()
    if chosen.get("show") == "ended":
        return cases.ended().order_by("-decided_at", "-pk")
    if chosen.get("show") == "appealed":
        return cases.appealed().order_by("appealed_at", "pk")
    return cases.open().by_urgency()


_ROLES = (Role.MODERATOR, Role.HEAD, Role.AUDITOR)


def _judged(user: User) -> list[Agency]:
    """Where this person decides."""
    return list(Agency.objects.filter(memberships__user=user, memberships__role=Role.MODERATOR).distinct())
