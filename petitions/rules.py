"""Who may do what with a petition: signing rules, and the roles of officers."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.access import has_role
from accounts.eligibility import COUNTRY, Rules
from accounts.models import Citizen, Role, User
from petitions import states
from petitions.models import Petition

DESK_ROLES = (Role.MODERATOR, Role.AUTHOR, Role.HEAD)
ANSWER_ROLES = (Role.AUTHOR, Role.HEAD)
APPEAL_ROLES = (Role.HEAD, Role.REVIEWER)
FRESH = 2.0  # seconds a process may believe what it read; the database trigger is the guard


@dataclass(frozen=True)
class Signable:
    """What signing needs to know of a petition, and nothing that counts."""

    pk: int
    public_id: str
    title: str
    state: str
    closes_at: datetime | None
    eligibility: Rules

    @classmethod
    def of(cls, petition: Petition) -> Self:
        """Taken from a petition as read; no query."""
        eligibility = Rules.from_json(petition.rules["eligibility"]) if petition.rules else Rules()
        return cls(petition.pk, petition.public_id, petition.title, petition.state, petition.closes_at, eligibility)

    @property
    def subject(self) -> str:
        """The petition as the record names it."""
        return f"petition/{self.public_id}"

    @property
    def open(self) -> bool:
        """Whether names are collected now."""
        return self.state in states.SIGNABLE and self.closes_at is not None and timezone.now() < self.closes_at


_read: dict[str, tuple[float, Signable]] = {}


def signable(public_id: str) -> Signable:
    """The petition to sign, at most FRESH seconds old: no query for a popular one.

    Raises Petition.DoesNotExist for one that strangers may not see.
    """
    known = _read.get(public_id)
    if known and known[0] > time.monotonic():
        return known[1]
    found = Signable.of(Petition.objects.published().get(public_id=public_id))
    if len(_read) > 10_000:
        _read.clear()
    _read[public_id] = time.monotonic() + FRESH, found
    return found


def forget(public_id: str) -> None:
    """Read this petition anew next time (its state has just changed in this process)."""
    _read.pop(public_id, None)


def eligibility_for(petition: Petition) -> Rules:
    """Who may sign: the kind's age and assurance; for a local kind the people of the addressee's area."""
    preset = petition.preset
    areas: tuple[str, ...] = (COUNTRY,)
    if preset.is_local:
        areas = tuple(petition.addressee.areas.values_list("code", flat=True)) or (petition.area_id or COUNTRY,)
    return Rules(minimum_age=preset.minimum_age, areas=areas, assurance=preset.assurance)


def may_decide(user: User | AnonymousUser, petition: Petition) -> bool:
    """Whether `user` may open, refuse or hide it: moderator, author or head of the addressee."""
    return has_role(user, petition.addressee, *DESK_ROLES)


def may_answer(user: User | AnonymousUser, petition: Petition) -> bool:
    """Whether `user` may check and answer it: author or head of the addressee."""
    return has_role(user, petition.addressee, *ANSWER_ROLES)


def may_hear_appeal(user: User | AnonymousUser, petition: Petition, against: User | None) -> bool:
    """Whether `user` may decide an appeal: head or reviewer of the addressee, never whom it is against."""
    return has_role(user, petition.addressee, *APPEAL_ROLES) and user != against


def may_edit(citizen: Citizen | None, petition: Petition) -> bool:
    """Whether this person may still change the text."""
    return citizen is not None and petition.petitioner_id == citizen.pk and petition.state in states.EDITABLE


def may_read(user: User | AnonymousUser, citizen: Citizen | None, petition: Petition) -> bool:
    """Whether this reader may see it: everybody once public, before that its petitioner and the desk."""
    if petition.is_public:
        return True
    return (citizen is not None and petition.petitioner_id == citizen.pk) or may_decide(user, petition)
