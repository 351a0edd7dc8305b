"""What a mail says, and the way to stop it (RFC 8058: one click, without signing in)."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import mail
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext

from accounts.models import User
from accounts.notices.models import Choice, Mailing, Notice, Pace

MOST = 30  # messages named in one mail; the rest are counted


def compose(mailing: Mailing, to: str, told: list[Notice]) -> mail.EmailMessage:
    """One mail, in the active language. Its identity stays the same however often it is tried (RFC 5322, 3.6.4)."""
    stop = settings.SITE_URL + reverse("notices:stop", args=[stop_token(mailing.user)])
    page = {
        "told": [(notice.message, link(notice)) for notice in told[:MOST]],
        "more": max(0, len(told) - MOST),
        "notices": settings.SITE_URL + reverse("notices:list"),
        "choose": settings.SITE_URL + reverse("notices:choose"),
        "stop": stop,
    }
    headers = {
        "Message-ID": f"<{mailing.pk}@{urlsplit(settings.SITE_URL).hostname}>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    return mail.EmailMessage(_subject(told), render_to_string("notices/mail.txt", page), to=[to], headers=headers)


def _subject(told: list[Notice]) -> str:
    if len(told) == 1:
        return str(told[0].message)
    return ngettext("%(count)s piece of news from Siang", "%(count)s pieces of news from Siang", len(told)) % {
        "count": len(told)
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
