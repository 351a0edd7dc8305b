"""The page on which a head of agency decides about what waits for publication."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import TaskState

from cms import approval

APPROVE, REJECT = "approve", "reject"


def decide(request: HttpRequest, identity: int) -> HttpResponse:
    """What waits, who asks, who must decide; for a head who may, the decision."""
    task_state = get_object_or_404(TaskState.objects.select_related("workflow_state", "revision"), pk=identity)
    page = task_state.workflow_state.content_object
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if task_state.status != TaskState.STATUS_IN_PROGRESS:
        messages.info(request, _("This has been decided already."))
        return redirect("wagtailadmin_home")
    if request.method == "POST":
        return _decided(request, task_state)
    context = {
        "page": page,
        "draft": task_state.revision.as_object(),
        "state": task_state,
        "agency": approval.agency_of(page),
        "heads": approval.heads(page),
        "may": approval.may_decide(request.user, page),
        "preview_url": reverse("wagtailadmin_pages:workflow_preview", args=[page.pk, task_state.task_id]),
        "compare_url": reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", task_state.revision_id])
        if page.live
        else "",
    }
    return render(request, "cms/admin/decide.html", context)


def _decided(request: HttpRequest, task_state: TaskState) -> HttpResponse:
    """Carry out the button that was pressed; asking for changes needs a reason."""
    action = APPROVE if APPROVE in request.POST else REJECT
    comment = request.POST.get("comment", "").strip()[:4000]
    if action == REJECT and not comment:
        messages.error(request, _("Say what should be changed."))
        return redirect(request.path)
    task_state.task.specific.on_action(task_state, request.user, action, comment=comment)
    done = _("Approved and published.") if action == APPROVE else _("Sent back with your comment.")
    messages.success(request, done)
    return redirect("wagtailadmin_home")
