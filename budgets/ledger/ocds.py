"""Contracts from an OCDS release or record package (standard.open-contracting.org, 1.0 and 1.1)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext_lazy as _

from budgets.ledger.reading import LIMIT, Unreadable, clean

LARGEST = 30 * 1024 * 1024
MOST = 20_000
CURRENCY = "THB"


@dataclass(frozen=True)
class Found:
    """One contract as released. `refs`: everything that may name the line or project it belongs to."""

    ocid: str
    contract_id: str
    title: str
    supplier: str
    amount: Decimal
    signed_on: date | None
    status: str
    refs: tuple[str, ...]
    released_at: datetime


def read(content: bytes) -> list[Found]:
    """Every contract of a package; the latest release of each wins. Raises Unreadable with one sentence."""
    if len(content) > LARGEST:
        raise Unreadable(_("The file is larger than 30 MB."))
    try:
        data = json.loads(content, parse_float=Decimal)
        found: dict[tuple[str, str], Found] = {}
        for one in (contract for release in _releases(data) for contract in _contracts(release)):
            before = found.get((one.ocid, one.contract_id))
            if before is None or before.released_at <= one.released_at:
                found[one.ocid, one.contract_id] = one
    except Unreadable:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ArithmeticError) as error:
        raise Unreadable(_("This is no OCDS release package.")) from error
    if len(found) > MOST:
        raise Unreadable(_("The package has more than 20,000 contracts. Send it in parts."))
    return list(found.values())


def _releases(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if "records" in data:
        compiled = [record["compiledRelease"] for record in data["records"] if "compiledRelease" in record]
        return compiled or [one for record in data["records"] for one in record.get("releases", ()) if "ocid" in one]
    return list(data["releases"])


def _contracts(release: Mapping[str, Any]) -> Iterator[Found]:
    awards = {str(award.get("id")): award for award in release.get("awards") or ()}
    released = _moment(str(release["date"]))
    general = _refs(release.get("planning") or {})
    for contract in release.get("contracts") or ():
        award = awards.get(str(contract.get("awardID")), {})
        suppliers = "; ".join(clean(str(one.get("name", ""))) for one in award.get("suppliers") or ())
        signed = str(contract.get("dateSigned") or "")[:10]
        yield Found(
            ocid=_words(release["ocid"], 120), contract_id=_words(contract["id"], 120),
            title=_words(contract.get("title") or award.get("title") or "", 500), supplier=suppliers[:500],
            amount=_amount(contract.get("value") or award.get("value") or {}),
            signed_on=date.fromisoformat(signed) if signed else None, status=_words(contract.get("status") or "", 20),
            refs=tuple(dict.fromkeys([*_sources(contract), *general])), released_at=released,
        )  # fmt: skip


def _refs(planning: Mapping[str, Any]) -> list[str]:
    """What the planning block calls the money: the project, the line, and its parts (budget breakdown extension)."""
    budget = planning.get("budget") or {}
    named = [budget.get("projectID"), budget.get("id")]
    named += [part.get("id") for part in budget.get("budgetBreakdown") or ()]
    return [clean(str(one))[:200] for one in named if one]


def _sources(contract: Mapping[str, Any]) -> list[str]:
    related = contract.get("relatedProcesses") or ()
    return [clean(str(one["identifier"]))[:200] for one in related if one.get("identifier")]


def _amount(value: Mapping[str, Any]) -> Decimal:
    if str(value.get("currency", CURRENCY)) != CURRENCY:
        raise Unreadable(_("A contract is not in Thai baht."))
    amount = Decimal(str(value.get("amount", 0)))
    if not amount.is_finite() or not 0 <= amount < LIMIT or amount != round(amount, 2):
        raise Unreadable(_("A contract has an amount that is no money: negative, too large or finer than a satang."))
    return amount


def _words(value: object, longest: int) -> str:
    return clean(str(value).replace("\0", ""))[:longest]


def _moment(words: str) -> datetime:
    found = parse_datetime(words)
    if found is None:
        raise ValueError(words)
    return make_aware(found) if is_naive(found) else found
