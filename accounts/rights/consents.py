"""Purposes for which people are asked, and what each said last (2562 Act s.19: as easy to withdraw as to give)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Channel, Citizen, User
from accounts.refusals import Sentence
from accounts.rights.models import Consent

VERIFIED, MAIL = "verified", "mail"


@dataclass(frozen=True)
class Purpose:
    """One thing that is done with data only because the person agreed. A new text is a new version."""

    code: str
    version: str
    title: Sentence
    text: Sentence
    withdrawn: Sentence  # what withdrawing means


PURPOSES = {
    VERIFIED: Purpose(
        VERIFIED,
        "2569-1",
        _("Being known here as a person whose identity was checked"),
        _(
            "My name, birth date and registered subdistrict are kept, sealed, to check what I may take part in and "
            "that nobody acts twice. My number is turned into a key and not kept."
        ),
        _("Withdrawing means leaving: what goes and what stays is shown before anything happens."),
    ),
    MAIL: Purpose(
        MAIL,
        "2569-1",
        _("News by e-mail"),
        _("You may write to my e-mail address about what I did here and what I follow, at the pace I choose."),
        _("You stop at once. The news still stand under “My notices”."),
    ),
}


@dataclass(frozen=True)
class Answer:
    """What somebody last said to a purpose; `consent` is None where they were never asked."""

    purpose: Purpose
    consent: Consent | None

    @property
    def given(self) -> bool:
        """Whether the last word was yes."""
        return self.consent is not None and self.consent.given

    @property
    def outdated(self) -> bool:
        """Whether the yes was to an earlier text."""
        return self.consent is not None and self.consent.given and self.consent.version != self.purpose.version


def record(
    purpose: str,
    *,
    given: bool,
    user: User | None = None,
    citizen: Citizen | None = None,
    channel: Channel = Channel.ONLINE,
    by: User | None = None,
) -> None:
    """Keep a yes or no of a user or of a citizen; nothing where it says the same as the last one."""
    whose: dict[str, Any] = {"citizen": citizen} if citizen else {"user": user}
    version = PURPOSES[purpose].version
    last = Consent.objects.filter(purpose=purpose, **whose).first()
    same = last is not None and last.given == given and (last.version == version or not given)
    if not same and (given or last is not None or purpose == MAIL):
        Consent.objects.create(purpose=purpose, version=version, given=given, channel=channel, by=by, **whose)


def history(user: User, citizen: Citizen | None) -> list[Consent]:
    """Everything this person ever said, the newest first. One query."""
    mine = Consent.objects.filter(user=user)
    if citizen is not None:
        mine |= Consent.objects.filter(citizen=citizen)
    return list(mine.select_related("by"))


def answers(user: User, citizen: Citizen | None) -> list[Answer]:
    """What this person says now to each purpose. One query."""
    said = history(user, citizen)
    return [
        Answer(purpose, next((one for one in said if one.purpose == purpose.code), None))
        for purpose in PURPOSES.values()
    ]
