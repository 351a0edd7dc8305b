"""The postman: gathers what each person has not seen yet into one mail, at the pace they chose.

Runs apart from requests (`manage.py postman`, a thread in the demo). Any number may run: each locks the person it
writes to. A mail server that is down costs nothing but time: what was not sent stays to be sent.
"""

import logging
import threading
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.core.signing import BadSignature, Signer
from django.db import InterfaceError, OperationalError, connection, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext, override

from accounts.models import User
from accounts.notices.models import Choice, Notice, Pace

EVERY = 5.0  # seconds between rounds
MOST = 30  # messages named in one mail; the rest are counted
ROUND = 200  # people written to in one round
GAPS = {Pace.AT_ONCE: timedelta(minutes=10), Pace.DAILY: timedelta(days=1), Pace.WEEKLY: timedelta(days=7)}

log = logging.getLogger(__name__)

_DUE = """
SELECT DISTINCT notice.user_id FROM notices_notice notice LEFT JOIN notices_choice choice USING (user_id)
WHERE notice.mailed_at IS NULL AND notice.read_at IS NULL AND coalesce(choice.pace, 'daily') <> 'never'
  AND (choice.mailed_at IS NULL
    OR choice.mailed_at <= CASE choice.pace WHEN 'now' THEN %s WHEN 'weekly' THEN %s ELSE %s END)
LIMIT %s
"""


def deliver(now: datetime | None = None) -> int:
    """Write to everybody whose mail is due, up to ROUND people; how many were sent.

    Raises SMTPException or OSError when the mail server cannot be reached: nothing of the mail at hand is lost.
    """
    now = now or timezone.now()
    due = _due(now)
    if not due:
        return 0
    mailer = mail.mailers["default"]
    mailer.open()
    try:
        return sum(_write(user_id, now, mailer) for user_id in due)
    finally:
        mailer.close()


def _due(now: datetime) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_DUE, [now - GAPS[Pace.AT_ONCE], now - GAPS[Pace.WEEKLY], now - GAPS[Pace.DAILY], ROUND])
        return [row[0] for row in cursor.fetchall()]


@transaction.atomic
def _write(user_id: int, now: datetime, mailer: Any) -> bool:
    """Send one person their mail, or note that there is no address; whether a mail went out."""
    Choice.objects.get_or_create(user_id=user_id)
    choice = Choice.objects.select_for_update(skip_locked=True).filter(user_id=user_id).first()
    if choice is None:
        return False
    waiting = Notice.objects.of(choice.user).to_mail()
    told = list(waiting[: MOST + 1])
    total = len(told) if len(told) <= MOST else waiting.count()
    address = EmailAddress.objects.filter(user_id=user_id, verified=True).order_by("-primary").first()
    if address and told:
        with override(choice.language):
            mailer.send_messages([_compose(choice.user, address.email, told[:MOST], total)])
    Notice.objects.filter(user_id=user_id).to_mail().update(mailed_at=now)
    Choice.objects.filter(pk=choice.pk).update(mailed_at=now)
    return bool(address and told)


def _compose(user: User, to: str, told: list[Notice], total: int) -> mail.EmailMessage:
    """One mail, in the active language, with the way to stop it (RFC 8058: one click)."""
    stop = settings.SITE_URL + reverse("notices:stop", args=[stop_token(user)])
    page = {
        "told": [(notice.message, link(notice)) for notice in told],
        "more": total - len(told),
        "notices": settings.SITE_URL + reverse("notices:list"),
        "choose": settings.SITE_URL + reverse("notices:choose"),
        "stop": stop,
    }
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    return mail.EmailMessage(
        _subject(told, total), render_to_string("notices/mail.txt", page), to=[to], headers=headers
    )


def _subject(told: list[Notice], total: int) -> str:
    if total == 1:
        return str(told[0].message)
    return ngettext("%(count)s piece of news from Siang", "%(count)s pieces of news from Siang", total) % {
        "count": total
    }


def link(notice: Notice) -> str:
    """The full address of what a notice is about, in the active language."""
    return settings.SITE_URL + reverse("notices:open", args=[notice.pk])


def stop_token(user: User) -> str:
    """What lets a mail be stopped without signing in. Cannot be made up; does nothing else."""
    return Signer(salt="notices.stop").sign(str(user.pk))


def stop(token: str) -> bool:
    """Send this person no more mail; whether the token was a real one."""
    try:
        user_id = int(Signer(salt="notices.stop").unsign(token))
    except (BadSignature, ValueError):
        return False
    if not User.objects.filter(pk=user_id).exists():
        return False
    Choice.objects.update_or_create(user_id=user_id, defaults={"pace": Pace.NEVER})
    return True


def run(stopping: threading.Event) -> None:
    """Deliver until `stopping` is set, through restarts of the database and of the mail server."""
    failures = 0
    while not stopping.is_set():
        pause = EVERY
        try:
            pause = 0.0 if deliver() >= ROUND else EVERY
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
        stopping.wait(min(pause * 2**failures, 300) if failures else pause)
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
