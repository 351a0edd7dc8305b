"""Envelopes of districts and themes: which project is paid from which, and whether the money adds up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from budgets.rounds.models import Envelope


@dataclass(frozen=True)
class Group:
    """One envelope of the frozen rules with the codes of the projects paid from it. `key` is "" for the whole round."""

    key: str
    title: str
    title_en: str
    amount: Decimal
    codes: frozenset[str]


def document(round_id: int) -> list[dict[str, str]]:
    """The envelopes of a round for its frozen rules. One query."""
    return [
        {
            "kind": one.kind,
            "code": one.code,
            "title": one.title,
            "title_en": one.title_en,
            "amount": f"{one.amount:.2f}",
        }
        for one in Envelope.objects.filter(round_id=round_id)
    ]


def groups(rules: Mapping[str, Any]) -> list[Group]:
    """The envelopes of frozen rules with their projects; a round without any is one group. No query."""
    projects = rules["projects"]
    given = rules.get("envelopes") or []
    if not given:
        codes = frozenset(project["code"] for project in projects)
        return [Group("", "", "", Decimal(rules["envelope"]), codes)]
    return [
        Group(
            f"{one['kind']}/{one['code']}",
            one["title"],
            one["title_en"],
            Decimal(one["amount"]),
            frozenset(project["code"] for project in projects if project[one["kind"]] == one["code"]),
        )
        for one in given
    ]


def problems(rules: Mapping[str, Any]) -> Iterable[str | Promise]:
    """What keeps these rules from being frozen: money that does not add up, a project without exactly one envelope."""
    if not rules.get("envelopes"):
        return
    parted: Sequence[Group] = groups(rules)
    total = sum((group.amount for group in parted), Decimal(0))
    if total != Decimal(rules["envelope"]):
        words = _("The envelopes of the districts and themes come to {parts} baht, the whole envelope to {whole}.")
        yield format_lazy(words, parts=f"{total:,.2f}", whole=f"{Decimal(rules['envelope']):,.2f}")
    for project in rules["projects"]:
        found = sum(project["code"] in group.codes for group in parted)
        if found != 1:
            words = _("Project {code} must belong to one envelope; it belongs to {found}.")
            yield format_lazy(words, code=project["code"], found=found)
