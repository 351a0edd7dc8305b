"""Budgets among all public processes: search, stored references, live figures."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from accounts.bilingual import in_language
from budgets.ledger import figures
from budgets.ledger.models import Budget
from cms import processes
from cms.processes import Card, Kind
from realtime.live import topics


def card(budget: Budget) -> Card:
    """The budget as a list of processes shows it."""
    return Card(
        kind="budget",
        public_id=budget.public_id,
        title=in_language(budget.page, "title"),
        summary=in_language(budget.page, "summary"),
        url=budget.get_absolute_url(),
        agency=str(budget.agency),
        verb=_("Explore"),
        topic=f"budget.{budget.public_id}",
        invented=budget.agency.invented,
    )


def open_cards() -> Iterable[Card]:
    """Nothing in a published budget waits for a citizen's act yet."""
    return ()


def find(public_id: str) -> Card | None:
    """One published budget."""
    budget = Budget.objects.published().filter(public_id=public_id, page__isnull=False).first()
    return card(budget) if budget else None


processes.register(Kind("budget", _("Budget"), open_cards, find))
topics.register("budget", figures.live)
