"""Works as open data: plan, progress, money, contract and delays of every funded project."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from budgets.rounds.models import Round
from budgets.works import money
from budgets.works.models import Work
from realtime.feeds.catalogue import Column, Dataset, Subject, register


def subjects() -> Iterator[Subject]:
    """Every round with works."""
    for round_ in Round.objects.published().filter(projects__work__isnull=False).distinct().order_by("pk"):
        yield _subject(round_)


def find(public_id: str) -> Subject | None:
    """One round with works, or None."""
    rounds = Round.objects.published().filter(page__public_id=public_id, projects__work__isnull=False)
    found = rounds.first()
    return _subject(found) if found else None


def rows(
    public_id: str,
) -> Iterator[tuple[str, str, str, int, str, str, str, str, date, date, date | None, int, int, str, str, str | None]]:
    """One row for each work, by the code of its project."""
    found = Work.objects.public().filter(project__round__page__public_id=public_id).prefetch_related("delays")
    works = list(found.order_by("project__code"))
    ledgers = money.of(works)
    for work in works:
        ledger = ledgers.get(work.pk)
        lines = " ".join(f"{line.budget.public_id}/{line.stable_id}" for line in ledger.lines) if ledger else ""
        amount = f"{work.contract_amount:.2f}" if work.contract_amount else None
        yield (
            work.project.code, work.project.title, work.state, work.percent, f"{work.project.cost:.2f}",
            f"{ledger.paid if ledger else work.paid:.2f}", "ledger" if ledger else "reports", lines,
            work.starts, work.due, work.finished, work.late, len(work.delays.all()),
            work.contractor, work.contract_number, amount,
        )  # fmt: skip


def _subject(round_: Round) -> Subject:
    page = round_.page
    return Subject(page.public_id, page.title, page.title_en, f"/rounds/{page.public_id}/works/", page.agency.name)


_COLUMNS = (
    Column("project", "string", _("code of the project")),
    Column("title", "string", _("title of the project")),
    Column("state", "string", _("planned, building or done")),
    Column("percent", "integer", _("percent done")),
    Column("planned", "decimal", _("planned cost in baht")),
    Column("paid", "decimal", _("paid so far in baht")),
    Column("paid_by", "string", _("where what is paid comes from: ledger or reports")),
    Column("lines", "string", _("budget lines that pay for it, as budget/line, with spaces between")),
    Column("starts", "date", _("first day")),
    Column("due", "date", _("to be finished by")),
    Column("finished", "date", _("finished on; empty before")),
    Column("late_days", "integer", _("days late today")),
    Column("delays", "integer", _("how often it was put off")),
    Column("contractor", "string", _("contractor")),
    Column("contract_number", "string", _("number of the contract")),
    Column("contract_amount", "decimal", _("amount of the contract in baht")),
)
register(
    Dataset(
        id="round-works",
        drawn=("title", "planned"),
        kind="round",
        title=_("Works of budget rounds"),
        columns=_COLUMNS,
        description=_("How far each winning project is, what was paid, by whom it is made, and how late it is."),
        rows=rows,
        subjects=subjects,
        find=find,
    )
)
