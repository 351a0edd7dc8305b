"""Names of the entries about evaluations."""

from django.utils.translation import gettext_lazy as _

from realtime.record import kinds

kinds.register(
    {
        "evaluation.listed": _("Act put on the list for evaluation"),
        "evaluation.changed": _("Act on the list for evaluation changed"),
    }
)
