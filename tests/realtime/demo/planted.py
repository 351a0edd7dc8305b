"""Secrets in every place where the site keeps something personal or not published."""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat

from accounts.identity import fictional, person_key
from accounts.models import Citizen, User
from accounts.notices.models import Message
from budgets.proposals.models import Decision, Reviewer
from consult.ideas.models import Idea
from consult.stakeholders.models import Registration
from consult.threads.models import Comment
from petitions.models import Initiator, Petition, Signature

SECRET = "ความลับที่ปลูกไว้"  # stands in every text that is not published
STREET = "99/1 ซอยที่อยู่ลับ"
_NAME = re.compile(r"ชื่อลับ-(\d+)-|สกุลลับ-(\d+)-")
_MAIL = re.compile(r"planted-\d+@|[\w.+-]+@secret\.example")
_NUMBER = re.compile(r"(?<![0-9A-Za-z_.-])(\d-?\d{4}-?\d{5}-?\d{2}-?\d)(?![0-9A-Za-z_.-])")


@dataclass(frozen=True)
class Secrets:
    """What must be found nowhere, and the serials of the people who asked for their names to be shown."""

    shown: frozenset[int]
    keys: frozenset[str]

    def found_in(self, text: str) -> list[str]:
        """Everything in a published text that ought not to be there."""
        leaks = [mark for mark in (SECRET, STREET) if mark in text]
        leaks += _MAIL.findall(text)
        serials = {int(given or family) for given, family in _NAME.findall(text)}
        leaks += [f"the name of person {serial}" for serial in sorted(serials - self.shown)]
        leaks += [number for number in _NUMBER.findall(text) if is_identity_number(number.replace("-", ""))]
        return leaks + [key for key in self.keys if key in text]


def is_identity_number(number: str) -> bool:
    """Whether thirteen digits carry the right check digit."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:12], range(13, 1, -1), strict=True))
    return (11 - total % 11) % 10 == int(number[12])


def plant() -> Secrets:
    """Rename everybody and fill everything unpublished; what was written is only names and texts, no count."""
    _without_guards()
    _plant_people()
    _plant_texts()
    shown: set[int] = set()
    people = {pk: serial for serial, pk in enumerate(Citizen.objects.order_by("pk").values_list("pk", flat=True))}
    for rows in _named_in_public():
        shown |= {people[pk] for pk in rows}
    Citizen.objects.bulk_update(
        [Citizen(pk=pk, given_name=f"ชื่อลับ-{n}-", family_name=f"สกุลลับ-{n}-") for pk, n in people.items()],
        ["given_name", "family_name"],
        batch_size=500,
    )
    keys = [bytes(key).hex() for key in Citizen.objects.values_list("person_key", flat=True)[:50]]
    return Secrets(frozenset(shown), frozenset(keys))


def _without_guards() -> None:
    """What stands in these tables is guarded by triggers; planting goes round them, in a transaction taken back."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in (Comment, Idea, Petition, Registration, Citizen, User, Message):
            cursor.execute(f"ALTER TABLE {model._meta.db_table} DISABLE TRIGGER USER")


def _named_in_public() -> Iterable[Iterable[uuid.UUID]]:
    """Those who asked for it when they acted, and initiators, whose names the law makes public."""
    yield Signature.objects.filter(name_public=True, withdrawn_at=None, struck_at=None).values_list(
        "citizen", flat=True
    )
    yield Comment.objects.filter(name_public=True, state="visible").values_list("citizen", flat=True)
    yield Idea.objects.filter(name_public=True, state="visible").values_list("citizen", flat=True)
    yield Initiator.objects.filter(petition__in=Petition.objects.published()).values_list("citizen", flat=True)
    yield Petition.objects.published().values_list("petitioner", flat=True)


def _officers_named_in_public() -> "QuerySet[Any]":
    """Reviewers of proposals are named ones, and so is who decided about one (docs/budgets.md)."""
    return Reviewer.objects.order_by().values("user").union(Decision.objects.order_by().values("by"))


def _plant_people() -> None:
    number = fictional(987_654)
    Citizen.objects.filter(user=None).order_by().update(source=f"{number} {STREET}"[:40])
    Citizen.objects.filter(pk=Citizen.objects.order_by("pk").values("pk")[:1]).update(person_key=person_key(number))
    User.objects.update(email=Concat(Value("planted-"), Cast(F("pk"), CharField()), Value("@secret.example")))
    User.objects.exclude(pk__in=_officers_named_in_public()).update(name=SECRET)


def _plant_texts() -> None:
    hidden = {"body": f"{SECRET} {STREET} {fictional(5)}"}
    Comment.objects.exclude(state="visible").update(**hidden)
    first = Comment.objects.filter(state="visible", replies=0).order_by("pk").first()
    if first:
        Comment.objects.filter(pk=first.pk).update(state="hidden", hidden_reason="ข้อมูลส่วนตัว", **hidden)
    Idea.objects.exclude(state="visible").update(**hidden)
    private = Petition.objects.exclude(pk__in=Petition.objects.published())
    private.update(title=SECRET, summary=SECRET, background=SECRET)
    Registration.objects.filter(name_shown=False).exclude(organisation="").update(organisation=SECRET)
    Message.objects.update(text=SECRET, text_en=SECRET)
