"""Groups as the rest of the site knows them: names of their entries, recounts, live figures."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from consult.sense import figures, work
from consult.sense.models import Grouping
from realtime import ticks
from realtime.live import topics
from realtime.record import kinds, recounts

KINDS = {
    "sense.grouped": _("Comments sorted into groups by the machine"),
    "sense.merged": _("Groups of comments merged"),
    "sense.split": _("A group of comments made"),
    "sense.moved": _("Comments moved between groups"),
    "sense.named": _("A group of comments named"),
    "sense.campaign": _("A group marked as a campaign, or no longer"),
    "sense.undone": _("A change of groups undone"),
    "sense.published": _("Groups of comments published"),
}


def recount_all() -> Iterable[str]:
    """One sentence for each subject whose groups do not agree with the comments in them."""
    for kind, public_id in Grouping.objects.values_list("kind", "public_id"):
        counted, again = figures.counted(kind, public_id), figures.recount(kind, public_id)
        if counted != again:
            yield f"{kind}/{public_id}: groups counted {counted}, the rows say {again}"
        if strays := figures.strays(kind, public_id):
            yield f"{kind}/{public_id}: {strays} comments in groups that do not stand"


kinds.register(KINDS)
recounts.register("sense.groups", recount_all)
topics.register("groups", figures.live)
ticks.register("sense.groupings", work.start_waiting)
