"""The postman: hands each mail to the mail server once, through crashes of either.

Runs apart from requests (`manage.py postman`, a thread in the demo); any number may run. Before a mail is handed over
its row says so, committed. If this process dies then, nobody can know whether the server took it: it is marked so and
not sent again (its news stands under "My notices"). Whatever the server has surely not taken stays to be sent.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from typing import Any

from django.core import mail
from django.db import InterfaceError, OperationalError, connection
from django.db.models import F, Prefetch
from django.utils import timezone
from django.utils.translation import override

from accounts.notices.composing import compose
from accounts.notices.gathering import gather
from accounts.notices.models import Choice, Mailing, Notice, Pace

EVERY = 5.0  # seconds between rounds
BATCH = 200  # mails handed over in one round
FORGOTTEN = timedelta(minutes=15)  # longer than any exchange with a mail server: its postman is dead
TRIES, WAIT = 8, timedelta(minutes=5)  # of an address that is refused for now; the wait doubles

log = logging.getLogger(__name__)
State = Mailing.State
_others: list[Callable[[], int]] = []


@dataclass(frozen=True)
class Done:
    """One round: people gathered for, mails settled (sent or not), mails sent."""

    gathered: int
    settled: int
    sent: int

    @property
    def busy(self) -> bool:
        """Whether there was anything to do."""
        return bool(self.gathered or self.settled)


def register(letters: Callable[[], int]) -> None:
    """Let the postman carry other letters too (from the app's `ready`): a function that sends some and counts them."""
    _others.append(letters)


def carry() -> int:
    """One round of the other letters; how many were sent. Raises as `work`."""
    return sum(letters() for letters in _others)


def deliver(now: datetime | None = None) -> int:
    """One round; how many mails were sent. Raises as `work`."""
    return work(now).sent


def work(now: datetime | None = None) -> Done:
    """Make the mails that are due, and hand over up to BATCH of those that wait.

    Raises SMTPException or OSError when the mail server cannot be reached: nothing of the mail at hand is lost.
    """
    now = now or timezone.now()
    Mailing.objects.abandoned(timezone.now() - FORGOTTEN).update(state=State.UNSURE)
    gathered = gather(now)
    waiting = _batch(now)
    if not waiting:
        return Done(gathered, 0, 0)
    mailer = mail.mailers["default"]
    mailer.open()
    try:
        ended = [_hand(mailing, now, mailer) for mailing in waiting]
    finally:
        _close(mailer)
    return Done(gathered, len(waiting), ended.count(State.SENT))


def _batch(now: datetime) -> list[Mailing]:
    notices = Prefetch("notices", Notice.objects.select_related("message").order_by("-pk"), to_attr="told")
    mailings = Mailing.objects.due(now).select_related("user__notice_choice")
    return list(mailings.prefetch_related(notices, "user__emailaddress_set")[:BATCH])


def _hand(mailing: Mailing, now: datetime, mailer: Any) -> str:
    """Hand one mail over, if nobody else does; the state it is in then."""
    if not _move(mailing, State.WAITING, State.HANDING):
        return State.HANDING
    letter = _letter(mailing)
    if letter is None:
        return _move(mailing, State.HANDING, State.DROPPED)
    try:
        mailer.send_messages([letter])
    except (SMTPRecipientsRefused, SMTPDataError) as refusal:
        return _refused(mailing, now, _code(refusal))
    except (SMTPException, OSError):
        # The line broke. Only in the middle of handing over may the server have taken it.
        taken = getattr(mailer, "perhaps_taken", False)
        _move(mailing, State.HANDING, State.UNSURE if taken else State.WAITING)
        raise
    return _move(mailing, State.HANDING, State.SENT)


def _letter(mailing: Mailing) -> mail.EmailMessage | None:
    """What to send, or None when it is not wanted any more, or there is no address any more."""
    choice: Choice = mailing.user.notice_choice
    addresses = [one for one in mailing.user.emailaddress_set.all() if one.verified]  # type: ignore[attr-defined]
    told: list[Notice] = mailing.told  # type: ignore[attr-defined]
    if choice.pace == Pace.NEVER or not addresses or not told:
        return None
    address = max(addresses, key=lambda one: one.primary)
    with override(choice.language):
        return compose(mailing, address.email, told)


def _refused(mailing: Mailing, now: datetime, code: int) -> str:
    """The server said no: for good (5xx), or for now (4xx: again later, and not for ever)."""
    if code >= 500 or mailing.tries >= TRIES:
        return _move(mailing, State.HANDING, State.REFUSED)
    later = now + WAIT * 2**mailing.tries
    return _move(mailing, State.HANDING, State.WAITING, tries=F("tries") + 1, not_before=later)


def _code(refusal: SMTPRecipientsRefused | SMTPDataError) -> int:
    if isinstance(refusal, SMTPDataError):
        return refusal.smtp_code
    return min((code for code, _words in refusal.recipients.values()), default=550)


def _move(mailing: Mailing, before: str, after: str, **also: Any) -> str:
    """Change the state, at once and for everybody; empty when it was another one by now."""
    same = Mailing.objects.filter(pk=mailing.pk, state=before)
    return after if same.update(state=after, changed_at=timezone.now(), **also) else ""


def _close(mailer: Any) -> None:
    """What was sent is noted: a server that is rude at parting changes nothing."""
    try:
        mailer.close()
    except (SMTPException, OSError):
        mailer.connection = None


def run(stopping: threading.Event) -> None:
    """Deliver until `stopping` is set, through restarts of the database and of the mail server."""
    failures = 0
    while not stopping.is_set():
        pause = EVERY
        try:
            pause = 0.0 if work().busy or carry() else EVERY
            failures = 0
        except (SMTPException, OSError) as problem:
            failures += 1
            log.warning("The mail server cannot be reached (%s); trying again.", type(problem).__name__)
        except (OperationalError, InterfaceError):
            failures += 1
            connection.close()
        except Exception:
            failures += 1
            log.exception("A round of mail failed; trying again.")
        stopping.wait(min(EVERY * 2**failures, 300) if failures else pause)
    connection.close()


class Running:
    """A postman in a thread of this process (the one-process demo)."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=run, args=[self._stop], name="postman", daemon=True)
        self._thread.start()

    def stop(self, timeout: float = 10) -> None:
        """Finish the mail at hand and end."""
        self._stop.set()
        self._thread.join(timeout)


def start_in_thread() -> Running:
    """Start delivering beside whatever else this process does; `.stop()` ends it."""
    return Running()
