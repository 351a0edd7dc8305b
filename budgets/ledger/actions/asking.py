"""A budget is put before a reviewer and the head of the agency; their yes publishes it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState

from accounts.models import User
from accounts.refusals import AlreadyDone, Closed
from budgets.ledger import rules
from budgets.ledger.actions.publishing import publish
from budgets.ledger.documents import Document
from budgets.ledger.models import Budget, BudgetPage
from budgets.ledger.states import Stage
from cms import approval, tree


@transaction.atomic
def ask_publication(
    *, by: User, budget: Budget, title: str, summary: str, stage: Stage, document: Document, title_en: str = "",
    summary_en: str = "",
) -> BudgetPage:  # fmt: skip
    """Make the page of a budget, not public yet, and ask for approval; again, after it was sent back.

    Raises NotEligible for others than authors and heads of the agency, Closed when the budget is public,
    AlreadyDone while it waits for a decision.
    """
    rules.require_import(by, budget.agency, _("Only people of the agency can ask to publish its budget."))
    if budget.published_at:
        raise Closed(_("This budget is published already."))
    words = {"title": title, "title_en": title_en, "summary": summary, "summary_en": summary_en}
    reached = {"stage": stage, "on": document.on, "document": document.title, "document_url": document.url}
    page = _page(budget, words | reached)
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        raise AlreadyDone(_("This budget waits for a decision already."))
    page.save_revision(user=by)
    if state:
        state.resume(user=by)
    else:
        approval.ask(page, by=by)
    return page


def _page(budget: Budget, fields: dict[str, Any]) -> BudgetPage:
    page = BudgetPage.objects.filter(budget=budget).first()
    if page is None:
        slug = f"budget-{budget.fiscal_year}" if budget.kind == Budget.Kind.ORDINANCE else f"budget-{budget.public_id}"
        page = BudgetPage(**fields, slug=slug, budget=budget, agency=budget.agency, live=False)
        tree.agency_page(budget.agency).add_child(instance=page)
        return page
    for name, value in fields.items():
        setattr(page, name, value)
    return page


def approved(*, page: BudgetPage, by: User, **_kwargs: Any) -> None:
    """The head has said yes to the page: the budget is public, in the same transaction."""
    budget = page.budget
    if budget.published_at is None:
        publish(by=by, budget=budget, stage=Stage(page.stage), on=page.on, title=page.document, url=page.document_url)
