"""The only writer of budgets: importing, publishing, moving to the next stage."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import has_role
from accounts.models import Agency, Role, User
from accounts.refusals import Closed, NotEligible, Refused
from budgets.ledger import reading
from budgets.ledger.models import Budget, BudgetLine, BudgetPage
from budgets.ledger.states import MOVES, Stage
from cms import search
from realtime.record import append, canonical
from realtime.record.append import Receipt


class DoesNotAddUp(Refused):
    """Totals and parts of an imported budget disagree; each reason names one place."""

    status = 422
    code = "does-not-add-up"
    title = _("The totals of this budget do not add up")


@transaction.atomic
def import_budget(
    *, by: User, agency: Agency, fiscal_year: int, content: bytes | str, source: str, source_url: str = ""
) -> Budget:
    """Take a budget in: `fiscal_year` is B.E. Importing again before publication replaces its lines.

    Raises NotEligible without a role, Unreadable for a file of another kind, DoesNotAddUp with every place
    where a total is not the sum of its parts to the satang, Closed when it is published already.
    """
    if not has_role(by, agency, Role.AUTHOR, Role.HEAD):
        raise NotEligible(_("Only an author or the head of the agency can import its budget."))
    found = reading.read(content)
    if found.mismatches:
        raise DoesNotAddUp(*(mismatch.sentence for mismatch in found.mismatches))
    values = {"public_id": f"{agency.slug}-{fiscal_year}", "source": source, "source_url": source_url}
    budget, _new = Budget.objects.get_or_create(
        agency=agency, fiscal_year=fiscal_year, kind=Budget.Kind.ORDINANCE, defaults=values
    )
    if budget.published_at:
        raise Closed(_("This budget is published; a change to it is an additional ordinance or a transfer."))
    budget.lines.all().delete()
    BudgetLine.objects.bulk_create(_lines(budget, found))
    budget.total, budget.source, budget.source_url = found.total, source, source_url
    budget.save(update_fields=["total", "source", "source_url"])
    return budget


@transaction.atomic
def publish(*, by: User, budget: Budget, stage: Stage = Stage.APPROVED) -> Receipt:
    """Make a budget public at the stage it has reached. Its fingerprint is an entry of the record.

    Raises NotEligible unless `by` heads the agency, Closed when it is public already.
    """
    if not has_role(by, budget.agency, Role.HEAD):
        raise NotEligible(_("Only the head of the agency can publish its budget."))
    waiting = Budget.objects.filter(pk=budget.pk, published_at=None)
    budget.published_at = timezone.now()
    if not waiting.update(published_at=budget.published_at, stage=stage):
        raise Closed(_("This budget is published already."))
    budget.stage = stage
    make_findable(budget)
    body = {"fiscal_year_be": budget.fiscal_year, "total": f"{budget.total:.2f}", "stage": stage.value}
    return append.append("budget.published", budget.subject, body | {"lines": fingerprint(budget)})


@transaction.atomic
def advance(*, by: User, budget: Budget, to: Stage) -> Receipt:
    """Move a published budget to its next stage. Raises NotEligible, or Closed for a move that is not allowed."""
    if not has_role(by, budget.agency, Role.HEAD):
        raise NotEligible(_("Only the head of the agency can move its budget to another stage."))
    allowed = [stage for stage, following in MOVES.items() if to in following]
    if not Budget.objects.filter(pk=budget.pk, stage__in=allowed, published_at__isnull=False).update(stage=to):
        raise Closed(_("The budget cannot go to this stage from where it is."))
    before, budget.stage = budget.stage, to
    return append.append("budget.stage", budget.subject, {"from": str(before), "to": to.value})


def make_findable(budget: Budget) -> None:
    """Put a budget with its page into search: title, words, names of plans and tasks."""
    page = BudgetPage.objects.filter(budget=budget).first()
    if page is None:
        return
    names = dict.fromkeys(name for row in budget.lines.values_list("plan", "task") for name in row)
    search.index(
        kind="budget",
        public_id=budget.public_id,
        title=page.title,
        title_en=page.title_en,
        body=" ".join([page.summary, page.summary_en, *names]),
        url=f"/budgets/{budget.public_id}/",
    )


def fingerprint(budget: Budget) -> str:
    """Hexadecimal SHA-256 (RFC 8785) of every line, in order of stable id. One query."""
    columns = ("stable_id", "area", "plan", "task", "type", "name", "amount")
    rows = budget.lines.order_by("stable_id").values_list(*columns)
    document = [[*words, f"{amount:.2f}"] for *words, amount in rows]
    return canonical.fingerprint(document)


def _lines(budget: Budget, found: reading.Read) -> list[BudgetLine]:
    return [
        BudgetLine(
            budget=budget,
            stable_id=line.stable_id,
            area=line.area,
            plan=line.plan,
            task=line.task,
            type=line.type,
            amount=line.amount,
            order=order,
        )
        for order, line in enumerate(found.lines)
    ]
