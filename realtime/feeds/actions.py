"""What is done about reuses: anybody tells of one, a moderator shows it or not."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role, User
from accounts.refusals import AlreadyDone, Closed, NotEligible
from realtime.feeds import catalogue
from realtime.feeds.models import Reuse, ReuseState

MOST_WAITING = 200  # of all tables: beyond it a machine is telling, and nobody could look


def tell(*, dataset: str, who: str, title: str, url: str) -> Reuse:
    """Tell of something made with a table. Raises Closed, or AlreadyDone when its address is known."""
    if catalogue.get(dataset) is None:
        raise Closed(_("There is no such table."))
    if Reuse.objects.waiting().count() >= MOST_WAITING:
        raise Closed(_("Too many messages are waiting to be read. Please try again in a few days."))
    try:
        with transaction.atomic():
            return Reuse.objects.create(dataset=dataset, who=who, title=title, url=url)
    except IntegrityError:
        raise AlreadyDone(_("We have been told of this address already.")) from None


def decide(*, by: User, reuse: Reuse, show: bool) -> None:
    """Show a reuse, or do not. Raises NotEligible for anybody but a moderator, AlreadyDone when it is decided."""
    if not may_decide(by):
        raise NotEligible(_("Only a moderator decides what is shown."))
    state = ReuseState.SHOWN if show else ReuseState.REFUSED
    waiting = Reuse.objects.waiting().filter(pk=reuse.pk)
    if not waiting.update(state=state, decided_by=by, decided_at=timezone.now()):
        raise AlreadyDone(_("Somebody has decided this already."))


def may_decide(user: User) -> bool:
    """Moderators of any agency: open data belong to the whole site."""
    return Membership.objects.filter(user=user, role=Role.MODERATOR).exists()
