"""What is held about a person and why: the list behind the privacy page and its download (2562 Act s.23, 30, 31)."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from accounts import acts
from accounts.devices import name
from accounts.helping.models import Help
from accounts.models import AccessLog, Area, Citizen, User
from accounts.rights import consents
from accounts.words import source_in_words


@dataclass(frozen=True)
class Held:
    """One thing held: what, its value, where it came from, for what purpose, and until when."""

    key: str
    what: str
    value: Any
    source: str
    purpose: str
    kept: str

    @property
    def kind(self) -> str:
        """How the value is to be shown: time, day or text."""
        if isinstance(self.value, datetime):
            return "time"
        return "day" if isinstance(self.value, date) else "text"


def held(user: User, citizen: Citizen | None) -> list[Held]:
    """Every personal thing held about this person, in the reader's language."""
    account = _("until you delete the account")
    rows = []
    if user.email:
        rows.append(Held("email", _("E-mail"), user.email, _("you"), _("to sign in and to be told news"), account))
    joined = user.date_joined
    devices = ", ".join(dict.fromkeys(name(one.user_agent) for one in UserSession.objects.filter(user=user)))
    if devices:
        row = Held("devices", _("Devices that are signed in"), devices, _("your browser"), _("security of the account"),
                   _("until you sign out, two weeks at most"))  # fmt: skip
        rows.append(row)
    rows.append(Held("joined", _("Joined"), joined, _("this site"), _("security of the account"), account))
    return rows + (_held_of(citizen) if citizen else [])


def _held_of(citizen: Citizen) -> list[Held]:
    source = str(source_in_words(citizen.source))
    long = _("as long as an act of yours is counted")
    one = _("one person, one voice")
    place: Area = citizen.area
    return [
        Held("name", _("Name"), citizen.full_name, source, _("to know who acts; shown only where you choose"), long),
        Held("birth_date", _("Birth date"), citizen.birth_date, source, _("minimum ages set by law"), long),
        Held("area", _("Registered area"), f"{place} ({place.code})", source, _("who may take part where"), long),
        Held("assurance", _("Assurance level"), citizen.get_assurance_display(), source, one, long),
        Held("verified_at", _("Verified"), citizen.verified_at, source, one, long),
    ]


# Gives looks that are stored once for many people (a package of names), as lines of this person's log.
type Looks = Callable[[Citizen], Iterable[AccessLog]]
_looks: list[Looks] = []


def register_looks(provider: Looks) -> Looks:
    """Make looks known that are not rows of AccessLog (from an app's `ready`); at most one query each."""
    if provider not in _looks:
        _looks.append(provider)
    return provider


def looks(citizen: Citizen | None) -> list[AccessLog]:
    """Who looked at this person's data, the newest first. One query."""
    if citizen is None:
        return []
    own = list(AccessLog.objects.filter(citizen=citizen).select_related("agency", "officer")[:200])
    more = [look for provider in _looks for look in provider(citizen)]
    return sorted([*own, *more], key=lambda look: look.at, reverse=True)


def helps(citizen: Citizen | None) -> list[Help]:
    """Who acted for this person, with what was done, the newest first. Two queries."""
    if citizen is None:
        return []
    mine = Help.objects.filter(citizen=citizen).select_related("officer", "agency").prefetch_related("acts")
    return list(mine[:200])


def document(user: User, citizen: Citizen | None) -> dict[str, Any]:
    """Everything of `held`, the looks and the acts, for the person to take away."""
    return {
        "held": [asdict(row) for row in held(user, citizen)],
        "looks": [
            {"at": look.at, "agency": str(look.agency), "why": look.get_why_display()} for look in looks(citizen)
        ],
        "consents": [
            {"purpose": one.purpose, "version": one.version, "given": one.given, "at": one.at, "channel": one.channel}
            for one in consents.history(user, citizen)
        ],
        "helps": [
            {"at": help.consent_at, "agency": str(help.agency), "acts": [str(act.entry) for act in help.acts.all()]}
            for help in helps(citizen)
        ],
        "devices": [
            {"since": one.created_at, "address": one.ip, "browser": one.user_agent}
            for one in UserSession.objects.filter(user=user)
        ],
        "acts": [
            {"title": str(act.title), "at": act.at, "url": act.url, "note": str(act.note)}
            for act in (acts.of(citizen) if citizen else [])
        ],
    }
