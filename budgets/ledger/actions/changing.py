"""Changing a budget: its first lines, amendments, supplementary budgets, transfers. Each is one revision."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Closed, Refused
from budgets.ledger import rules, sums, telling
from budgets.ledger.actions.publishing import fingerprint
from budgets.ledger.codes import code
from budgets.ledger.documents import Document
from budgets.ledger.finding import words_of
from budgets.ledger.models import Budget, BudgetLine, Change, Revision
from budgets.ledger.reading import Line, Read
from budgets.ledger.states import OPEN_TO_CHANGE
from realtime.record import append

BATCH = 2000


class NotPossible(Refused):
    """A change whose numbers are not what its kind allows."""

    status = 422
    code = "not-possible"
    title = _("This change is not possible")


def write_first(*, by: User, budget: Budget, found: Read, document: Document) -> Revision:
    """Write the lines of a budget that is not published yet; what was there before is replaced."""
    budget.lines.all().delete()
    budget.revisions.all().delete()
    rows = [_row(budget, line, order, line.amount) for order, line in enumerate(found.lines)]
    BudgetLine.objects.bulk_create(rows, batch_size=BATCH)
    budget.total, budget.source, budget.source_url = found.total, document.title, document.url
    budget.save(update_fields=["total", "shape", "source", "source_url"])
    sums.rebuild(budget)
    return _revision(by, budget, Revision.Kind.FIRST, document, Decimal(0))


@transaction.atomic
def amend(*, by: User, budget: Budget, found: Read, document: Document, kind: Revision.Kind) -> Revision:
    """Change a published budget to what a new file says; a line no longer in it stays with 0 baht.

    Raises NotEligible for all but the head, Closed when nothing differs or the year is being audited,
    NotPossible for a transfer that changes the total or a supplement that adds nothing.
    """
    _require_open(by, budget)
    lines = {line.stable_id: line for line in budget.lines.all()}
    wanted = {line.stable_id: line.amount for line in found.lines}
    fresh = [line for line in found.lines if line.stable_id not in lines]
    last = max((line.order for line in lines.values()), default=-1)
    made = [_row(budget, line, last + 1 + order, Decimal(0)) for order, line in enumerate(fresh)]
    BudgetLine.objects.bulk_create(made, batch_size=BATCH)
    lines |= {line.stable_id: line for line in made}
    return _change(by, budget, kind, document, {lines[key]: wanted.get(key, Decimal(0)) for key in lines})


@transaction.atomic
def transfer(
    *, by: User, budget: Budget, source: BudgetLine, target: BudgetLine, amount: Decimal, document: Document
) -> Revision:
    """Move `amount` baht from one line to another (โอนงบประมาณ). The total stays.

    Raises NotEligible, Closed, and NotPossible for more than the line has left unpaid, for the same line
    twice, or for lines of another budget.
    """
    budget = Budget.objects.select_for_update().get(pk=budget.pk)
    _require_open(by, budget)
    lines = {line.pk: line for line in budget.lines.select_for_update().filter(pk__in=(source.pk, target.pk))}
    if len(lines) != 2 or amount <= 0:
        raise NotPossible(_("A transfer goes from one line of this budget to another, and moves more than nothing."))
    gives, takes = lines[source.pk], lines[target.pk]
    left = gives.amount - sums.paid(gives)
    if amount > left:
        raise NotPossible(_("The line has only %(left)s baht left.") % {"left": f"{left:,.2f}"})
    wanted = {gives: gives.amount - amount, takes: takes.amount + amount}
    return _change(by, budget, Revision.Kind.TRANSFER, document, wanted)


def _require_open(by: User, budget: Budget) -> None:
    rules.require_head(by, budget.agency, _("Only the head of the agency can change a published budget."))
    if not budget.published_at or budget.stage not in OPEN_TO_CHANGE:
        raise Closed(_("The budget does not change at this stage."), next_url=budget.get_absolute_url())


def _change(
    by: User, budget: Budget, kind: Revision.Kind, document: Document, wanted: Mapping[BudgetLine, Decimal]
) -> Revision:
    changed = {line: amount for line, amount in wanted.items() if amount != line.amount}
    if not changed:
        raise Closed(_("Nothing differs from the budget as it stands."), next_url=budget.get_absolute_url())
    before = budget.total
    budget.total += sum((amount - line.amount for line, amount in changed.items()), start=Decimal(0))
    _require_kind(kind, before, budget.total)
    _require_unspent(changed)
    revision = _revision(by, budget, kind, document, before)
    changes = [Change(revision=revision, line=line, before=line.amount, after=to) for line, to in changed.items()]
    Change.objects.bulk_create(changes, batch_size=BATCH)
    for line, amount in changed.items():
        line.amount = amount
    BudgetLine.objects.bulk_update(changed, ["amount"], batch_size=BATCH)
    budget.save(update_fields=["total"])
    sums.rebuild(budget)
    body = {
        "number": revision.number,
        "kind": kind.value,
        "changed": len(changed),
        "total": f"{budget.total:.2f}",
    }
    telling.happened("changed", budget, changed)
    append.append("budget.changed", budget.subject, body | {"lines": fingerprint(budget)})
    return revision


def _require_kind(kind: Revision.Kind, before: Decimal, after: Decimal) -> None:
    said = {"before": f"{before:,.2f}", "after": f"{after:,.2f}"}
    if kind == Revision.Kind.TRANSFER and before != after:
        raise NotPossible(_("A transfer keeps the total: it was %(before)s baht and would be %(after)s.") % said)
    if kind == Revision.Kind.SUPPLEMENT and after <= before:
        raise NotPossible(_("A supplementary budget adds money: it was %(before)s baht and would be %(after)s.") % said)


def _require_unspent(changed: Mapping[BudgetLine, Decimal]) -> None:
    """No line falls below what was paid from it. One query."""
    paid = sums.paid_by_line(line.pk for line in changed)
    short = [line for line, amount in changed.items() if amount < paid.get(line.pk, 0)]
    if short:
        raise NotPossible(*(_("More than that is paid already: %(line)s") % {"line": one.title} for one in short[:20]))


def _revision(by: User, budget: Budget, kind: Revision.Kind, document: Document, before: Decimal) -> Revision:
    last = budget.revisions.aggregate(last=Max("number"))["last"] or 0
    return Revision.objects.create(
        budget=budget, number=last + 1, kind=kind, on=document.on or timezone.localdate(), title=document.title[:300],
        url=document.url, reason=document.reason, before=before, after=budget.total, by=by,
    )  # fmt: skip


def _row(budget: Budget, line: Line, order: int, original: Decimal) -> BudgetLine:
    return BudgetLine(
        budget=budget, stable_id=line.stable_id, area=line.area, plan=line.plan, task=line.task, type=line.type,
        detail=line.detail, name=line.name, amount=original, original=original, project_id=line.project_id,
        egp=line.egp, emenscr=line.emenscr, place=code(*line.place), words=words_of(line), order=order,
    )  # fmt: skip
