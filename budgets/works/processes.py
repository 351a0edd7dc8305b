"""Works as the rest of the site knows them: kinds of entries, recount, and the day on which one becomes late."""

from django.utils.translation import gettext_lazy as _

from budgets.works import figures, telling
from budgets.works.models import Work
from realtime import ticks
from realtime.record import kinds, recounts


def tell_of_late_works() -> None:
    """Tell followers once when the day of a work has passed. Safe to repeat."""
    for work in Work.objects.public().late():
        telling.late(work)


ticks.register("works.late", tell_of_late_works)
recounts.register("works.reports", figures.recount_all)
kinds.register(
    {
        "works.planned": _("Work on a project planned"),
        "works.contract": _("Contract of a work published"),
        "works.reported": _("Report on a work"),
        "works.delayed": _("Work delayed, with the reason"),
    }
)
