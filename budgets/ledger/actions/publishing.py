"""Publishing a budget and moving it to its next stage, each with its day and document."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Closed
from budgets.ledger import rules
from budgets.ledger.documents import Document
from budgets.ledger.models import Budget, BudgetPage, StageEvent
from budgets.ledger.states import MOVES, Stage
from cms import search, tree
from realtime.record import append, canonical
from realtime.record.append import Receipt


@transaction.atomic
def publish(
    *, by: User, budget: Budget, stage: Stage = Stage.APPROVED, on: date | None = None, title: str = "", url: str = ""
) -> Receipt:
    """Make a budget public at the stage it has reached. Its fingerprint is an entry of the record.

    Raises NotEligible unless `by` heads the agency, Closed when it is public already.
    """
    rules.require_head(by, budget.agency, _("Only the head of the agency can publish its budget."))
    waiting = Budget.objects.filter(pk=budget.pk, published_at=None)
    budget.published_at = timezone.now()
    if not waiting.update(published_at=budget.published_at, stage=stage):
        raise Closed(_("This budget is published already."))
    budget.stage = stage
    day = on or timezone.localdate()
    StageEvent.objects.create(budget=budget, stage=stage, on=day, title=title, url=url, by=by)
    make_findable(budget)
    body = {"fiscal_year_be": budget.fiscal_year, "total": f"{budget.total:.2f}", "stage": stage.value}
    return append.append("budget.published", budget.subject, body | {"lines": fingerprint(budget)})


@transaction.atomic
def publish_page(
    *, by: User, budget: Budget, title: str, summary: str, stage: Stage, document: Document, title_en: str = "",
    summary_en: str = "",
) -> Receipt:  # fmt: skip
    """Make the page of a budget with its words, and publish both, for loaders (people ask: actions.asking)."""
    rules.require_head(by, budget.agency, _("Only the head of the agency can publish its budget."))
    words = {"title": title, "title_en": title_en, "summary": summary, "summary_en": summary_en}
    if not BudgetPage.objects.filter(budget=budget).exists():
        page = BudgetPage(**words, slug=f"budget-{budget.fiscal_year}", budget=budget, agency=budget.agency)
        tree.agency_page(budget.agency).add_child(instance=page)
        page.save_revision(user=by).publish()
    return publish(by=by, budget=budget, stage=stage, on=document.on, title=document.title, url=document.url)


@transaction.atomic
def advance(*, by: User, budget: Budget, to: Stage, on: date | None = None, title: str = "", url: str = "") -> Receipt:
    """Move a published budget to its next stage, reached on day `on` by the document `title`.

    Raises NotEligible, or Closed for a move that is not allowed or a day before that of the last stage or to come.
    """
    rules.require_head(by, budget.agency, _("Only the head of the agency can move its budget to another stage."))
    day = on or timezone.localdate()
    _require_in_order(budget, day)
    allowed = [stage for stage, following in MOVES.items() if to in following]
    if not Budget.objects.filter(pk=budget.pk, stage__in=allowed, published_at__isnull=False).update(stage=to):
        raise Closed(_("The budget cannot go to this stage from where it is."))
    before, budget.stage = budget.stage, to
    StageEvent.objects.create(budget=budget, stage=to, on=day, title=title, url=url, by=by)
    body = {"from": str(before), "to": to.value, "on": day.isoformat(), "document": title}
    return append.append("budget.stage", budget.subject, body)


def _require_in_order(budget: Budget, day: date) -> None:
    last = budget.stages.last()
    if day > timezone.localdate() or (last and day < last.on):
        raise Closed(_("The day of a stage is not before the day of the stage before it, and not in the future."))


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
        body=" ".join([page.summary, *names]),
        body_en=page.summary_en,
        url=f"/budgets/{budget.public_id}/",
    )


def fingerprint(budget: Budget) -> str:
    """Hexadecimal SHA-256 (RFC 8785) of every line, in order of stable id. One query."""
    columns = ("stable_id", "area", "plan", "task", "type", "name", "amount")
    rows = budget.lines.order_by("stable_id").values_list(*columns)
    document = [[*words, f"{amount:.2f}"] for *words, amount in rows]
    return canonical.fingerprint(document)
