"""Budgets among all public processes: search, stored references, live figures."""

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.bilingual import in_language
from accounts.eligibility import Rules
from accounts.notices import following
from budgets.ledger import figures, sums, telling
from budgets.ledger.models import Budget, BudgetLine
from cms import processes
from cms.processes import Card, Kind
from consult.threads import subjects
from consult.threads.models import Comment
from consult.threads.subjects import Subject
from realtime.live import topics
from realtime.record import kinds, recounts

RULES = Rules()  # anybody whose identity is stated, at every stage
PARTS = 200  # lines named in the filter of comments
LONGEST_LABEL = 80


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
        agency_slug=budget.agency.slug,
    )


def find(public_id: str) -> Card | None:
    """One published budget."""
    budget = Budget.objects.published().filter(public_id=public_id, page__isnull=False).first()
    return card(budget) if budget else None


def parts(budget: Budget) -> dict[str, str]:
    """The lines of a budget that anything was said about, by id. Two queries."""
    said = Comment.objects.about("budget", budget.public_id).exclude(part="").order_by().values("part").distinct()
    lines = budget.lines.filter(stable_id__in=said).order_by("order")[:PARTS]
    return {line.stable_id: _label(line) for line in lines}


def _label(line: BudgetLine) -> str:
    return Truncator(line.title).chars(LONGEST_LABEL)


def subject(budget: Budget, also: BudgetLine | None = None) -> Subject:
    """A budget as something to comment on, at every stage; `also` is a line that nobody has commented on yet."""
    lines = parts(budget) | ({also.stable_id: _label(also)} if also else {})
    return Subject(
        kind="budget", public_id=budget.public_id, title=in_language(budget.page, "title"),
        url=budget.get_absolute_url(), agency=budget.agency, open=True, rules=RULES, parts=lines,
    )  # fmt: skip


def find_subject(public_id: str) -> Subject | None:
    """A published budget with its discussed lines, or None. Three queries."""
    budget = Budget.objects.published().filter(public_id=public_id, page__isnull=False).first()
    return subject(budget) if budget else None


processes.register(Kind("budget", _("Budget"), tuple, find))
topics.register("budget", figures.live)
subjects.register("budget", find_subject)
following.describe_with(telling.describe)
recounts.register("budgets.places", sums.recount_all)
kinds.register(
    {
        "budget.published": _("Budget published"),
        "budget.stage": _("Budget reached a stage"),
        "budget.changed": _("Budget changed"),
        "budget.spending": _("Payments from a budget"),
        "budget.contracts": _("Contracts under a budget"),
    }
)
