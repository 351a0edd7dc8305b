"""The stages of a budget, in the order in which a year's money passes them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Where a budget is: จัดทำ → พิจารณา → อนุมัติ → เบิกจ่าย → ตรวจสอบ."""

    PREPARATION = "preparation", _("in preparation")
    DELIBERATION = "deliberation", _("before the council")
    APPROVED = "approved", _("approved")
    SPENDING = "spending", _("being spent")
    AUDIT = "audit", _("being audited")


MOVES: dict[Stage, frozenset[Stage]] = {
    Stage.PREPARATION: frozenset({Stage.DELIBERATION}),
    Stage.DELIBERATION: frozenset({Stage.APPROVED, Stage.PREPARATION}),
    Stage.APPROVED: frozenset({Stage.SPENDING}),
    Stage.SPENDING: frozenset({Stage.AUDIT}),
    Stage.AUDIT: frozenset(),
}

# The lines of a published budget change by document until its year is audited.
OPEN_TO_CHANGE = frozenset({Stage.PREPARATION, Stage.DELIBERATION, Stage.APPROVED, Stage.SPENDING})
# Money is paid from a budget that is approved.
OPEN_TO_SPENDING = frozenset({Stage.APPROVED, Stage.SPENDING, Stage.AUDIT})
