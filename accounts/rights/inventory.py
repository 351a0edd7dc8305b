"""What personal data are held on the whole site: for the records of processing and the drill for a breach."""

from collections.abc import Callable
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _

from accounts.helping.models import Help
from accounts.models import AccessLog, Citizen, User
from accounts.notices.models import Notice
from accounts.refusals import Sentence
from accounts.registers.models import Entry


@dataclass(frozen=True)
class Kind:
    """One kind of personal data: how it is guarded, whether its loss is a high risk by itself, how many there are."""

    code: str
    what: Sentence
    guarded: Sentence
    high_risk: bool
    count: Callable[[], int]


_SEALED = _("Sealed (AES-256-GCM); worthless without the keys, which are outside the database")

_PLAIN = _("In plain, by internal numbers")

KINDS = [
    Kind(
        "accounts",
        _("E-mail addresses and hashed passwords of accounts"),
        _("Passwords hashed; addresses in plain"),
        high_risk=False,
        count=User.objects.count,
    ),
    Kind(
        "people",
        _("Names and birth dates of people whose identity was checked"),
        _SEALED,
        high_risk=True,
        count=Citizen.objects.count,
    ),
    Kind(
        "registers",
        _("Registers brought in: names, birth dates, subdistricts"),
        _SEALED,
        high_risk=True,
        count=Entry.objects.count,
    ),
    Kind("looks", _("Which officer looked at whose data"), _PLAIN, high_risk=False, count=AccessLog.objects.count),
    Kind("helps", _("Who helped whom to which act"), _PLAIN, high_risk=False, count=Help.objects.count),
    Kind("notices", _("Notices: what somebody did and follows"), _PLAIN, high_risk=True, count=Notice.objects.count),
    Kind(
        "devices",
        _("Devices that are signed in: network address, browser"),
        _("In plain, until sign-out"),
        high_risk=False,
        count=UserSession.objects.count,
    ),
]


def of(codes: list[str]) -> list[Kind]:
    """The kinds with these codes."""
    return [kind for kind in KINDS if kind.code in codes]
