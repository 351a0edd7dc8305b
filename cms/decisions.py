"""The page on which a reviewer or a head of agency decides about what waits for publication."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import TaskState

from accounts.models import Role
from cms import approval, changes

APPROVE, REJECT = "approve", "reject"


def decide(request: HttpRequest, identity: int) -> HttpResponse:
    """What waits, who asks, who must decide; for those who may, the decision."""
    task_state = get_object_or_404(TaskState.objects.select_related("workflow_state", "revision"), pk=identity)
    page = task_state.workflow_state.content_object
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if task_state.status != TaskState.STATUS_IN_PROGRESS:
        messages.info(request, _("This has been decided already."))
        return redirect("wagtailadmin_home")
    if request.method == "POST":
        return _decided(request, task_state)
    return render(request, "cms/admin/decide.html", _context(request, task_state))


def _context(request: HttpRequest, task_state: TaskState) -> dict[str, Any]:
    page = task_state.workflow_state.content_object
    draft = task_state.revision.as_object()
    before, when = changes.since(task_state)
    steps = task_state.workflow_state.task_states.exclude(status__in=["in_progress", "skipped"])
    return {
        "page": page,
        "draft": draft,
        "state": task_state,
        "step": task_state.task.specific,
        "final": task_state.task.specific.role == Role.HEAD,
        "agency": approval.agency_of(page),
        "deciders": approval.deciders(task_state),
        "may": approval.may_decide(request.user, page),
        "before": before,
        "when": when,
        "changes": changes.between(before, draft) if before else [],
        "steps": steps.select_related("finished_by", "task").order_by("pk"),
        "preview_url": reverse("wagtailadmin_pages:workflow_preview", args=[page.pk, task_state.task_id]),
        "compare_url": reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", task_state.revision_id])
        if page.live
        else "",
    }


def _decided(request: HttpRequest, task_state: TaskState) -> HttpResponse:
    """Carry out the button that was pressed; asking for changes needs a reason."""
    action = APPROVE if APPROVE in request.POST else REJECT
    comment = request.POST.get("comment", "").strip()[:4000]
    if action == REJECT and not comment:
        messages.error(request, _("Say what should be changed."))
        return redirect(request.path)
    step = task_state.task.specific
    step.on_action(task_state, request.user, action, comment=comment)
    yes = _("Approved and published.") if step.role == Role.HEAD else _("Passed on to the head of agency.")
    messages.success(request, yes if action == APPROVE else _("Sent back with your comment."))
    return redirect("wagtailadmin_home")
