"""Letters to the stakeholders whom the agency knows: when the hearing is open, each once (2562 Act ss.14 and 15)."""

from collections import Counter
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core import mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from accounts import retention
from accounts.bilingual import in_language
from consult.hearings.actions.knowing import leave_token
from consult.hearings.models import ConsultationPage, KnownStakeholder
from realtime.record import append

ROUND = 200  # letters in one round
STAYS = timedelta(days=365)  # after the hearing closed
LANGUAGES = ("th", "en")


def deliver(now: datetime | None = None) -> int:
    """Write to those who wait, up to ROUND; how many were sent. The record says how many, never to whom.

    Raises SMTPException or OSError when the mail server cannot be reached: who was not written to still waits.
    """
    now = now or timezone.now()
    due = list(KnownStakeholder.objects.to_tell(now)[:ROUND])
    if not due:
        return 0
    mailer = mail.mailers["default"]
    mailer.open()
    told: Counter[str] = Counter()
    try:
        for known in due:
            told.update(_write(known, now, mailer))
    finally:
        mailer.close()
        for subject, count in sorted(told.items()):
            append.append("hearing.stakeholders", subject, {"told": count})
    return told.total()


def _write(known: KnownStakeholder, now: datetime, mailer: Any) -> list[str]:
    """Send one letter; the hearing as the record names it, or nothing where another postman was quicker.

    The row says so before the letter is handed over: a postman that dies in between never writes twice.
    """
    mine = KnownStakeholder.objects.filter(pk=known.pk)
    if not mine.filter(told_at=None).update(told_at=now):
        return []
    try:
        mailer.send_messages([_letter(known, known.hearing)])
    except SMTPRecipientsRefused:
        mine.update(told_at=None, failed_at=now)
        return []
    except (SMTPException, OSError):
        mine.update(told_at=None)
        raise
    return [known.hearing.subject]


def _letter(known: KnownStakeholder, hearing: ConsultationPage) -> mail.EmailMessage:
    """One letter in both languages: nobody knows which its reader prefers."""
    parts, stops, subjects = [], [], []
    for language in LANGUAGES:
        with override(language):
            stop = settings.SITE_URL + reverse("hearings:leave", args=[hearing.public_id, leave_token(known)])
            page = {
                "known": known, "hearing": hearing, "stop": stop,
                "address": settings.SITE_URL + hearing.get_absolute_url(),
            }  # fmt: skip
            parts.append(render_to_string("hearings/known/letter.txt", page).strip())
            subjects.append(
                gettext("You are asked for your opinion: %(title)s") % {"title": in_language(hearing, "title")}
            )
            stops.append(stop)
    headers = {"List-Unsubscribe": f"<{stops[0]}>", "Auto-Submitted": "auto-generated"}
    return mail.EmailMessage(subjects[0], "\n\n\n".join(parts) + "\n", to=[known.email], headers=headers)


def forget(now: datetime | None = None) -> int:
    """Empty names and addresses a year after the hearing closed; how many."""
    now = now or timezone.now()
    over = KnownStakeholder.objects.filter(left_at=None, hearing__closes_at__lt=now - STAYS)
    return int(over.update(name="", email="", left_at=now))


KEPT = retention.Rule(
    "known",
    _("Names and e-mail addresses of stakeholders whom an agency listed"),
    _("one year after the hearing"),
    forget,
)
