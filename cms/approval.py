"""The head's approval: nothing official is published without it, and nobody approves their own work."""

from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from accounts.models import Agency, Role, User

WORKFLOW = "Approval by the head of agency"


def agency_of(page: Page) -> Agency | None:
    """The agency in whose part of the site `page` stands."""
    return Agency.objects.filter(page__in=Page.objects.ancestor_of(page, inclusive=True)).first()


def may_approve(user: User, page: Page, *, asked_by: User | None) -> bool:
    """Whether `user` may say yes: a head of the page's agency, and not the one who asks."""
    if not user.is_active or user == asked_by:
        return False
    agency = agency_of(page)
    return agency is not None and user.memberships.filter(agency=agency, role=Role.HEAD).exists()


def assign(page: Page) -> None:
    """Everything below `page` goes through the head's approval."""
    from cms.models import HeadApprovalTask

    workflow, made = Workflow.objects.get_or_create(name=WORKFLOW, defaults={"active": True})
    if made:
        task = HeadApprovalTask.objects.create(name=WORKFLOW)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
