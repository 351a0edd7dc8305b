"""Who may comment on a budget: its rules, readable by everybody."""

from django.utils.translation import gettext_lazy as _

from accounts.bilingual import in_language
from accounts.taking_part import processes
from accounts.taking_part.processes import Process
from budgets.ledger.models import Budget
from budgets.ledger.processes import RULES


def find(public_id: str) -> Process | None:
    """The rules of a published budget. One query."""
    budget = Budget.objects.published().filter(public_id=public_id, page__isnull=False).first()
    if budget is None:
        return None
    return Process(
        title=in_language(budget.page, "title"),
        url=budget.get_absolute_url(),
        act=_("Commenting on the budget and its lines"),
        rules=RULES,
        source=_("This site sets them, the same for every budget."),
    )


processes.register("budget", find)
