"""Budgets as open data: one row for each line, and news."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.bilingual import in_language
from budgets.ledger.models import Budget, BudgetLine
from budgets.ledger.spending_exports import MORE
from realtime.feeds import news, series
from realtime.feeds.catalogue import Column, Dataset, Row, Subject, register

COLUMNS = (
    Column("agency", "string", _("agency")),
    Column("fiscal_year_ce", "year", _("fiscal year (C.E.)")),
    Column("stage", "string", _("stage of the budget")),
    Column("line_id", "string", _("id of the line, the same in every year and authority")),
    Column("area", "string", _("area (ด้าน)")),
    Column("plan", "string", _("plan (แผนงาน)")),
    Column("task", "string", _("task (งาน)")),
    Column("type", "string", _("type of expenditure (งบ)")),
    Column("line", "string", _("line (รายการ)")),
    Column("amount", "decimal", _("amount in baht")),
    Column("original_amount", "decimal", _("amount first published, in baht")),
    Column("under", "string", _("what stands between type and line")),
    Column("project_id", "string", _("Project ID")),
    Column("egp", "string", _("e-GP project number")),
    Column("emenscr", "string", _("eMENSCR code")),
)


CODES = ("project_id", "egp", "emenscr")


def rows(public_id: str) -> Iterable[Row]:
    """Every line of one budget in COLUMNS."""
    budget = Budget.objects.published().get(public_id=public_id)
    fixed = (budget.agency.slug, budget.year_ce, budget.stage)
    columns = ("stable_id", "area", "plan", "task", "type", "name", "amount", "original", "detail", *CODES)
    for values in BudgetLine.objects.filter(budget=budget).order_by("order").values_list(*columns).iterator(500):
        yield (*fixed, *values)


def subject(budget: Budget) -> Subject:
    """The budget behind a file."""
    page = budget.page
    return Subject(budget.public_id, page.title, page.title_en, budget.get_absolute_url(), budget.agency.name)


def subjects() -> Iterable[Subject]:
    """Every published budget."""
    return map(subject, Budget.objects.published().filter(page__isnull=False))


def find(public_id: str) -> Subject | None:
    """One published budget, or None."""
    budget = Budget.objects.published().filter(public_id=public_id, page__isnull=False).first()
    return subject(budget) if budget else None


def latest() -> Iterable[news.Item]:
    """Budgets published, newest first."""
    for budget in Budget.objects.published().filter(page__isnull=False).order_by("-published_at")[: news.LIMIT]:
        yield news.Item(
            id=f"{budget.public_id}/published",
            title=in_language(budget.page, "title"),
            summary=in_language(budget.page, "summary"),
            url=budget.get_absolute_url(),
            at=budget.published_at or timezone.now(),
            agency=str(budget.agency),
        )


register(
    Dataset(
        id="budget-lines",
        kind="budget",
        title=_("Budget lines"),
        description=_("Every line of a published budget with its place and amount."),
        columns=COLUMNS,
        subjects=subjects,
        find=find,
        rows=rows,
    )
)
for name, title, description, columns, listed in MORE:
    register(
        Dataset(
            id=name,
            kind="budget",
            title=title,
            description=description,
            columns=columns,
            subjects=lambda: (subject(b) for b in Budget.objects.published().filter(page__isnull=False)),
            find=find,
            rows=listed,
        )
    )
series.publish("budget", subjects, find)
news.register("budgets", _("Budgets"), latest)
