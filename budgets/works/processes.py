"""Works as the rest of the site knows them: kinds of entries, recount, and the day on which one becomes late."""

from collections.abc import Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.bilingual import in_language
from accounts.notices import following
from accounts.notices.following import About
from budgets.ledger import uses
from budgets.ledger.models import BudgetLine
from budgets.ledger.uses import Use
from budgets.works import figures, telling
from budgets.works.models import Work
from realtime import ticks
from realtime.record import kinds, recounts


def tell_of_late_works() -> None:
    """Tell followers once when the day of a work has passed. Safe to repeat."""
    for work in Work.objects.public().late():
        telling.late(work)


def uses_of(line: BudgetLine) -> Iterable[Use]:
    """The work that a budget line pays for. One query."""
    for work in Work.objects.public().filter(fundings__line=line):
        percent = gettext("%(n)s%% done") % {"n": work.percent}
        yield Use(in_language(work.project, "title"), work.get_absolute_url(), percent)


def describe(kind: str, public_id: str) -> About | None:
    """A work as a follower sees it. One query."""
    if kind != "work" or not public_id.isdecimal():
        return None
    work = Work.objects.public().filter(pk=int(public_id[:18])).first()
    return About(in_language(work.project, "title"), work.get_absolute_url()) if work else None


uses.register(uses_of, telling.heard)
following.describe_with(describe)
ticks.register("works.late", tell_of_late_works)
recounts.register("works.reports", figures.recount_all)
kinds.register(
    {
        "works.planned": _("Work on a project planned"),
        "works.funded": _("Budget line of a work named"),
        "works.released": _("Budget line of a work taken back"),
        "works.contract": _("Contract of a work published"),
        "works.reported": _("Report on a work"),
        "works.delayed": _("Work delayed, with the reason"),
    }
)
