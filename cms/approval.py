"""The head's approval: nothing official is published without it, and nobody approves their own work."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from wagtail.models import Page, TaskState, Workflow, WorkflowPage, WorkflowTask

from accounts.models import Agency, Role, User

WORKFLOW = "Approval by the head of agency"

# Sent inside the transaction that publishes, after the head's yes: `page`, `agency`, `by` (the head), `asked_by`.
# A receiver that fails undoes the publication. (`wagtail.signals.page_published` also fires for loaders.)
approved = Signal()


def agency_of(page: Page) -> Agency | None:
    """The agency in whose part of the site `page` stands. One query."""
    return Agency.objects.filter(page__in=Page.objects.ancestor_of(page, inclusive=True)).first()


def heads(page: Page) -> QuerySet[User]:
    """The people who may say yes to what stands in this part of the site."""
    role = {"memberships__agency": agency_of(page), "memberships__role": Role.HEAD}
    return User.objects.filter(is_active=True, **role).order_by("name", "email")


def agency_head(user: User, page: Page) -> bool:
    """Whether `user` is a head of the agency of `page`."""
    agency = agency_of(page)
    if agency is None or not user.is_active:
        return False
    return user.memberships.filter(agency=agency, role=Role.HEAD).exists()


def may_approve(user: User, page: Page, *, asked_by: User | None, written_by: User | None = None) -> bool:
    """Whether `user` may say yes: a head of the page's agency, who neither asks nor wrote what is asked about."""
    return user not in (asked_by, written_by) and agency_head(user, page)


def may_decide(user: User | AnonymousUser, page: Page) -> bool:
    """Whether `user` may decide about `page` as it waits now."""
    state = page.current_workflow_state
    if state is None or not isinstance(user, User):
        return False
    revision = state.current_task_state.revision
    return may_approve(user, page, asked_by=state.requested_by, written_by=revision and revision.user)


def decide(action: Callable[..., Any], task_state: TaskState, user: User, name: str, **kwargs: Any) -> None:
    """Carry out a decision in one transaction. Raises PermissionDenied for anybody but a head who may."""
    with transaction.atomic():
        state = task_state.workflow_state
        page = state.content_object.specific
        if not may_decide(user, page) or page.latest_revision_id != task_state.revision_id:
            raise PermissionDenied
        action(task_state, user, name, **kwargs)
        if name == "approve":
            page.refresh_from_db()
            approved.send(type(page), page=page, agency=agency_of(page), by=user, asked_by=state.requested_by)


def assign(page: Page) -> None:
    """Everything below `page` goes through the head's approval."""
    from cms.models import HeadApprovalTask

    workflow, made = Workflow.objects.get_or_create(name=WORKFLOW, defaults={"active": True})
    if made:
        task = HeadApprovalTask.objects.create(name=WORKFLOW)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
