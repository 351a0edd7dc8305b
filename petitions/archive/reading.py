"""Reading a petition of the UK Parliament's open JSON (https://petition.parliament.uk/help, Open Government Licence).

Counts by country add up to the total. Counts by constituency and region do not: names from abroad, and those whose
postcode is in no constituency, are in neither. The rest is stated, never spread.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refused
from petitions.models import ArchivedPetition

SOURCE, LICENCE = "UK Parliament", "Open Government Licence v3.0"
LEVELS = {
    "country": ("signatures_by_country", "code"),
    "region": ("signatures_by_region", "ons_code"),
    "constituency": ("signatures_by_constituency", "ons_code"),
}
HOME = "GB"
LARGEST = 5_000_000  # bytes


@dataclass(frozen=True)
class Level:
    """The counts of one level: `placed` of `whole` are in `rows`, the rest in none of them."""

    code: str
    rows: list[dict[str, Any]]
    placed: int
    whole: int

    @property
    def rest(self) -> int:
        """Names of the whole that no row has."""
        return self.whole - self.placed


def read(content: bytes) -> ArchivedPetition:
    """The petition of one file, not saved. Raises Refused with the reason for a file that is none."""
    if len(content) > LARGEST:
        raise Refused(_("The file is larger than five megabytes."))
    try:
        data = json.loads(content)["data"]
        said = data["attributes"]
        return _petition(int(data["id"]), said, hashlib.sha256(content).hexdigest())
    except (KeyError, TypeError, ValueError) as error:
        words = _("This is not a petition of the UK Parliament's open data: {what}.")
        raise Refused(format_lazy(words, what=type(error).__name__)) from None


def bring(content: bytes) -> tuple[ArchivedPetition, bool]:
    """Keep the petition of one file; the row and whether it is new. The same file twice is one row.

    Raises Refused for a file that is none, whose counts exceed its total, or that differs from what was kept.
    """
    found = read(content)
    for level in levels(found):
        if level.rest < 0:
            words = _("The counts by {level} are more than the total.")
            raise Refused(format_lazy(words, level=level.code))
    kept, new = ArchivedPetition.objects.get_or_create(
        source=found.source,
        number=found.number,
        defaults={
            field.name: getattr(found, field.name) for field in found._meta.concrete_fields if field.name != "id"
        },
    )
    if kept.sha256 != found.sha256:
        raise Refused(_("Another file of this petition was kept already: an archive is not changed."))
    return kept, new


def levels(petition: ArchivedPetition) -> list[Level]:
    """Each level with its sum and the rest: countries out of the total, places out of the names from the UK."""
    home = sum(row["number"] for row in petition.rows("country") if row["code"] == HOME)
    found = []
    for code in LEVELS:
        rows = petition.rows(code)
        whole = petition.total if code == "country" else home
        found.append(Level(code, rows, sum(row["number"] for row in rows), whole))
    return found


def _petition(number: int, said: Mapping[str, Any], digest: str) -> ArchivedPetition:
    answer = said.get("government_response") or {}
    return ArchivedPetition(
        slug=f"uk-{number}",
        source=SOURCE,
        number=number,
        title=said["action"],
        background=said.get("background") or "",
        details=said.get("additional_details") or "",
        state=said["state"],
        opened=_day(said.get("opened_at")),
        closed=_day(said.get("closed_at")),
        total=int(said["signature_count"]),
        answered=date.fromisoformat(answer["responded_on"]) if answer.get("responded_on") else None,
        answer_summary=answer.get("summary") or "",
        answer=answer.get("details") or "",
        places={
            level: [
                {"name": row["name"], "code": row[code], "number": int(row["signature_count"])}
                for row in said.get(name, [])
            ]
            for level, (name, code) in LEVELS.items()
        },
        url=f"https://petition.parliament.uk/petitions/{number}",
        licence=LICENCE,
        sha256=digest,
        imported_at=timezone.now(),
    )


def _day(moment: str | None) -> date | None:
    return datetime.fromisoformat(moment).date() if moment else None
