"""How long things are kept, and the job that ends it: once an hour in the leading sealer, or `manage.py retention`."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import erasing
from accounts.helping.models import Help
from accounts.models import AccessLog, Session
from accounts.notices.models import Mailing, Notice
from accounts.proofs.models import Used
from accounts.refusals import Sentence

EVERY = 3600.0  # seconds
LOOKS_STAY = timedelta(days=730)
NOTICES_STAY = timedelta(days=365)
SESSION_ROW_MAY_LAG = timedelta(minutes=5)
MAILS_STAY, PROOFS_STAY = timedelta(days=30), timedelta(days=1)

_log = logging.getLogger(__name__)
_last = [-EVERY]


@dataclass(frozen=True)
class Rule:
    """One kind of data, how long it stays and why; `end` removes what is over and tells how many."""

    code: str
    what: Sentence
    stays: Sentence
    end: Callable[[], int]


def _looks() -> int:
    return AccessLog.objects.filter(at__lt=timezone.now() - LOOKS_STAY).delete()[0]


def _helps() -> int:
    return Help.objects.filter(until__lt=timezone.now() - LOOKS_STAY).delete()[0]


def _sessions() -> int:
    gone = Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    UserSession.objects.filter(~Exists(alive), created_at__lt=timezone.now() - SESSION_ROW_MAY_LAG).delete()
    return gone


def _notices() -> int:
    return Notice.objects.filter(message__made_at__lt=timezone.now() - NOTICES_STAY).delete()[0]


def _proofs() -> int:
    return Used.objects.filter(at__lt=timezone.now() - PROOFS_STAY).delete()[0]


def _mails() -> int:
    return Mailing.objects.filter(made_at__lt=timezone.now() - MAILS_STAY).exclude(state="waiting").delete()[0]


RULES = [
    Rule("names", _("Names of people who have left"), _("until no running petition needs them"), erasing.finish_all),
    Rule("keys", _("Person keys of people who have left"), _("one year, then destroyed"), erasing.destroy_keys),
    Rule("looks", _("Looks of officers at a person's data"), _("two years"), _looks),
    Rule("helps", _("Who helped you to which act"), _("two years"), _helps),
    Rule("sessions", _("Signed-in devices"), _("two weeks after the last sign-in"), _sessions),
    Rule("notices", _("Notices"), _("one year"), _notices),
    Rule("mails", _("Which e-mail was sent when (never its words)"), _("30 days"), _mails),
    Rule("proofs", _("Puzzles solved under attack (random numbers, nobody's)"), _("one day"), _proofs),
]


def run() -> dict[str, int]:
    """End what is over, by every rule; how many of each."""
    done = {rule.code: rule.end() for rule in RULES}
    if any(done.values()):
        _log.info("Retention: %s", done)
    return done


def run_hourly() -> None:
    """`run`, at most once an hour in this process (a clock event)."""
    if time.monotonic() - _last[0] >= EVERY:
        _last[0] = time.monotonic()
        run()
