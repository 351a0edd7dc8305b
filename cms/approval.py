"""Author → reviewer → head of agency: nothing official is published without it, and nobody approves their own work."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from wagtail.models import Page, TaskState, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from accounts.access import holders
from accounts.models import Agency, Role, User

WORKFLOW = "Approval by the head of agency"
REVIEW = "Review"

# Sent inside the transaction that publishes, after the head's yes: `page`, `agency`, `by` (the head), `asked_by`.
# A receiver that fails undoes the publication. (`wagtail.signals.page_published` also fires for loaders.)
approved = Signal()


def agency_of(page: Page) -> Agency | None:
    """The agency in whose part of the site `page` stands. One query."""
    return Agency.objects.filter(page__in=Page.objects.ancestor_of(page, inclusive=True)).first()


def people(page: Page, role: Role) -> QuerySet[User]:
    """Who holds `role` in the agency of `page` today, deputies of an absent head among them."""
    return holders(agency_of(page), role).order_by("name", "email")


def heads(page: Page) -> QuerySet[User]:
    """The people who may say yes to what stands in this part of the site."""
    return people(page, Role.HEAD)


def deciders(task_state: TaskState) -> list[User]:
    """Who can decide about what waits in this step: holders of its role who neither asked, wrote nor reviewed it."""
    state = task_state.workflow_state
    others = taking_part(state)
    role = task_state.task.specific.role
    return [person for person in people(state.content_object, role) if person.pk not in others]


def taking_part(state: WorkflowState) -> set[int]:
    """Keys of the users who asked for approval, wrote the text that waits, or passed it on as its reviewer."""
    newest = state.content_object.get_latest_revision()
    passed = state.task_states.filter(status=TaskState.STATUS_APPROVED, revision=newest).values_list("finished_by")
    found = {state.requested_by_id, newest.user_id if newest else None, *(pk for (pk,) in passed)}
    return {pk for pk in found if pk is not None}


def may_approve(user: User, page: Page, *, asked_by: User | None, written_by: User | None = None) -> bool:
    """Whether `user` may say yes: a head of the page's agency, who neither asks nor wrote what is asked about."""
    return user not in (asked_by, written_by) and heads(page).filter(pk=user.pk).exists()


def may_decide(user: User | AnonymousUser, page: Page) -> bool:
    """Whether `user` may decide about `page` in the step in which it waits now."""
    state = page.current_workflow_state
    if state is None or not isinstance(user, User):
        return False
    return user in deciders(state.current_task_state)


def decide(action: Callable[..., Any], task_state: TaskState, user: User, name: str, **kwargs: Any) -> None:
    """Carry out a decision in one transaction. Raises PermissionDenied for anybody whose step it is not."""
    with transaction.atomic():
        state = task_state.workflow_state
        page = state.content_object.specific
        if not may_decide(user, page) or page.latest_revision_id != task_state.revision_id:
            raise PermissionDenied
        action(task_state, user, name, **kwargs)
        if name == "approve" and task_state.task.specific.role == Role.HEAD:
            page.refresh_from_db()
            approved.send(type(page), page=page, agency=agency_of(page), by=user, asked_by=state.requested_by)


def ask(page: Page, *, by: User) -> WorkflowState:
    """Put the newest text of `page` before its reviewer and head. Raises Refused while something is missing."""
    workflow: Workflow = page.get_workflow()
    return workflow.start(page, by)


def reviewed(state: WorkflowState) -> bool:
    """Whether a reviewer has passed on the newest text, or there was nobody to do it."""
    from cms.models import ReviewTask

    done = (TaskState.STATUS_APPROVED, TaskState.STATUS_SKIPPED)
    newest = state.content_object.latest_revision_id
    tasks = ReviewTask.objects.values("pk")
    return state.task_states.filter(task__in=tasks, status__in=done, revision=newest).exists()


def steps() -> Workflow:
    """The one way of approval: review, then the head. Made, or brought up to date, whenever it is asked for."""
    from cms.models import HeadApprovalTask, ReviewTask

    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW, defaults={"active": True})
    for order, (kind, name) in enumerate(((ReviewTask, REVIEW), (HeadApprovalTask, WORKFLOW))):
        task = kind.objects.first() or kind.objects.create(name=name)
        WorkflowTask.objects.update_or_create(workflow=workflow, task=task, defaults={"sort_order": order})
    return workflow


def assign(page: Page) -> None:
    """Everything below `page` goes through review and the head's approval."""
    WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": steps()})
