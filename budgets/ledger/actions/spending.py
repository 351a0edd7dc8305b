"""Payments by month, contracts, and how many people an agency serves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from accounts.refusals import Closed, Refused
from budgets.ledger import amounts, months, ocds, rules, sheets, sums, telling
from budgets.ledger.models import Budget, BudgetLine, Contract, Headcount, Spending
from budgets.ledger.states import OPEN_TO_SPENDING
from realtime.record import append

BATCH = 2000
_COLUMNS = {
    "line": ("line", "line_id", "id", "รหัส", "รหัสรายการ", "project_id", "รหัสโครงการ"),
    "month": ("month", "เดือน"),
    "committed": ("committed", "ผูกพัน", "ก่อหนี้ผูกพัน"),
    "paid": ("paid", "เบิกจ่าย", "จ่าย"),
}


class SpendingRefused(Refused):
    """Payments that cannot be taken; each reason names one row."""

    status = 422
    code = "spending-refused"
    title = _("These payments cannot be taken")


@dataclass(frozen=True)
class Month:
    """What was committed and paid from a line in a month (its first day), in baht."""

    line: BudgetLine
    month: date
    committed: Decimal
    paid: Decimal


@transaction.atomic
def spend(*, by: User, budget: Budget, rows: Iterable[Month]) -> int:
    """Write months of lines; a month written before is replaced. The number of rows.

    Raises NotEligible, Closed before the budget is approved, SpendingRefused for a month of another fiscal year
    or more than a line has.
    """
    rules.require_import(by, budget.agency, _("Only an author or the head of the agency can write its payments."))
    budget = Budget.objects.select_for_update().select_related("agency").get(pk=budget.pk)
    if not budget.published_at or budget.stage not in OPEN_TO_SPENDING:
        raise Closed(_("Nothing is paid before a budget is approved."), next_url=budget.get_absolute_url())
    wanted = {(row.line.pk, row.month): row for row in rows}
    year = set(months.months(budget.year_ce))
    if outside := [row for row in wanted.values() if row.month not in year]:
        raise SpendingRefused(*(_("%(month)s is no month of this fiscal year.") % {"month": f"{row.month:%Y-%m}"}
                                for row in outside[:20]))  # fmt: skip
    objects = [Spending(line=row.line, month=row.month, committed=row.committed, paid=row.paid)
               for row in wanted.values()]  # fmt: skip
    lines = {row.line.pk: row.line for row in wanted.values()}
    list(BudgetLine.objects.select_for_update().filter(pk__in=lines).order_by("pk").values_list("pk"))
    _require_within(lines, wanted)
    Spending.objects.bulk_create(
        objects, batch_size=BATCH, update_conflicts=True, unique_fields=["line", "month"],
        update_fields=["committed", "paid"],
    )  # fmt: skip
    sums.rebuild(budget)
    telling.happened("paid", budget, lines.values())
    paid = budget.places.get(code="").paid
    append.append("budget.spending", budget.subject, {"rows": len(objects), "paid": f"{paid:.2f}"})
    return len(objects)


def _require_within(lines: dict[int, BudgetLine], wanted: dict[tuple[int, date], Month]) -> None:
    """No line is paid more than it has, with what was paid in months not written now. One query."""
    paid = {pk: Decimal(0) for pk in lines}
    for pk, month, amount in Spending.objects.filter(line__in=lines).values_list("line", "month", "paid"):
        if (pk, month) not in wanted:
            paid[pk] += amount
    for row in wanted.values():
        paid[row.line.pk] += row.paid
    amounts_now = dict(BudgetLine.objects.filter(pk__in=lines).values_list("pk", "amount"))
    if over := [pk for pk in lines if paid[pk] > amounts_now[pk]]:
        said = _("%(line)s: %(paid)s baht paid, the line has %(amount)s.")
        raise SpendingRefused(*(said % {"line": lines[pk].title, "paid": f"{paid[pk]:,.2f}",
                                        "amount": f"{amounts_now[pk]:,.2f}"} for pk in over[:20]))  # fmt: skip


def spend_table(*, by: User, budget: Budget, content: bytes) -> int:
    """As `spend`, from a table (CSV or .xlsx) with the columns line (id or Project ID), month, committed, paid.

    Raises Unreadable for no table, SpendingRefused with every row that cannot be taken.
    """
    rules.require_import(by, budget.agency, _("Only an author or the head of the agency can write its payments."))
    sheet = sheets.open_table(content)
    at = {name: next((i for i, one in enumerate(sheet.columns) if one.lower() in names), -1)
          for name, names in _COLUMNS.items()}  # fmt: skip
    if min(at["line"], at["month"], at["paid"]) < 0:
        raise SpendingRefused(_("The table needs the columns line, month and paid (รหัสรายการ, เดือน, เบิกจ่าย)."))
    known = _lines_by_key(budget)
    rows, problems = [], []
    for row in sheet.rows:
        cells = {name: row.cells[place] if place >= 0 else "" for name, place in at.items()}
        try:
            rows.append(_month(cells, known))
        except amounts.NoAmount as problem:
            problems.append(_("Line %(number)s: %(what)s") % {"number": row.number, "what": problem.sentence})
    if problems:
        raise SpendingRefused(*problems[:100])
    return spend(by=by, budget=budget, rows=rows)


def _lines_by_key(budget: Budget) -> dict[str, BudgetLine]:
    """Lines by id, and by Project ID or e-GP number where only one line has it."""
    lines = list(budget.lines.all())
    known: dict[str, BudgetLine] = {}
    for name in ("egp", "project_id"):
        grouped: dict[str, list[BudgetLine]] = {}
        for line in lines:
            grouped.setdefault(getattr(line, name), []).append(line)
        known |= {key: found[0] for key, found in grouped.items() if key and len(found) == 1}
    return known | {line.stable_id: line for line in lines}


def _month(cells: dict[str, str], known: dict[str, BudgetLine]) -> Month:
    line, month = known.get(cells["line"].strip()), months.read(cells["month"])
    if line is None:
        raise amounts.NoAmount(_("No line of this budget, or more than one, has this id."))
    if month is None:
        raise amounts.NoAmount(_("The month cannot be read; write it like 2022-11."))
    zero = Decimal(0)
    return Month(line, month, amounts.amount(cells["committed"]) or zero, amounts.amount(cells["paid"]) or zero)


@transaction.atomic
def take_contracts(*, by: User, agency: Agency, content: bytes) -> tuple[int, int]:
    """Contracts of an OCDS package, tied to lines by Project ID, e-GP number or line id: how many, how many tied.

    The same contract again is brought up to date; a tie made by hand stays. Raises NotEligible, Unreadable.
    """
    rules.require_import(by, agency, _("Only an author or the head of the agency can bring its contracts in."))
    found = ocds.read(content)
    lines = _lines_by_refs(agency, {ref for one in found for ref in (*one.refs, one.ocid)})
    kept = {(row.ocid, row.contract_id): row for row in Contract.objects.filter(agency=agency)}
    rows = []
    for one in found:
        before = kept.get((one.ocid, one.contract_id))
        line = next((lines[ref] for ref in (*one.refs, one.ocid) if ref in lines), None)
        tied = line.pk if line else before.line_id if before else None
        rows.append(Contract(
            agency=agency, line_id=tied, ocid=one.ocid, contract_id=one.contract_id, title=one.title,
            supplier=one.supplier, amount=one.amount, signed_on=one.signed_on, status=one.status,
            project_ref=", ".join(one.refs)[:200], released_at=one.released_at,
        ))  # fmt: skip
    Contract.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["agency", "ocid", "contract_id"],
        update_fields=["line", "title", "supplier", "amount", "signed_on", "status", "project_ref", "released_at"],
    )  # fmt: skip
    tied_lines = {line.pk: line for line in lines.values() if any(row.line_id == line.pk for row in rows)}
    _record_contracts(tied_lines.values(), len(rows))
    return len(rows), sum(1 for row in rows if row.line_id)


def _lines_by_refs(agency: Agency, refs: set[str]) -> dict[str, BudgetLine]:
    """Lines of the agency's published budgets by any of the names that contracts give; the latest year wins."""
    found: dict[str, BudgetLine] = {}
    lines = BudgetLine.objects.public().filter(budget__agency=agency)
    for name in ("stable_id", "egp", "project_id"):
        for line in lines.filter(**{f"{name}__in": refs - {""}}).order_by("budget__fiscal_year", "-order"):
            found[getattr(line, name)] = line
    return found


def _record_contracts(lines: Iterable[BudgetLine], rows: int) -> None:
    by_budget: dict[Budget, list[BudgetLine]] = {}
    for line in lines:
        by_budget.setdefault(line.budget, []).append(line)
    for budget, its in by_budget.items():
        ids = [line.pk for line in its]
        total = Contract.objects.filter(line__in=ids).aggregate(total=Sum("amount"))["total"]
        body = {"lines": sorted(line.stable_id for line in its)[:500], "value": f"{total:.2f}", "contracts": rows}
        append.append("budget.contracts", budget.subject, body)
        telling.happened("contract", budget, its)


@transaction.atomic
def tie_contract(*, by: User, contract: Contract, line: BudgetLine | None) -> Contract:
    """Say by hand which line a contract is paid from. Raises NotEligible, Closed for another agency's line."""
    rules.require_import(by, contract.agency, _("Only an author or the head of the agency can bring its contracts in."))
    if line and (line.budget.agency_id != contract.agency_id or not line.budget.published_at):
        raise Closed(_("This is no line of a published budget of the agency."))
    contract.line = line
    contract.save(update_fields=["line"])
    if line:
        _record_contracts([line], 1)
    return contract


def count_heads(*, by: User, agency: Agency, on: date, people: int, source: str) -> Headcount:
    """Say how many people the agency served on a day. Raises NotEligible, Refused for nobody."""
    rules.require_import(by, agency, _("Only an author or the head of the agency can say how many people it serves."))
    if people < 1:
        raise Refused(_("A per-head figure needs at least one person."))
    values = {"people": people, "source": source}
    return Headcount.objects.update_or_create(agency=agency, on=on, defaults=values)[0]
