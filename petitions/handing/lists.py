"""The certified list: one row a living signature, in the order of signing, as CSV and JSON, read in constant memory.

2564 Act s.8 paragraph 5 and 2565 Act s.8(1) ask for name, family name and identity number on paper; where a system
verifies who signs, no written evidence is needed and the certificate stands for it (2564 Act s.8 paragraph 6, s.11
paragraph 2; 2565 Act s.9 last paragraph). The site does not keep the number: birth date and registered area stand
beside the names, with what lets each row be checked against the public record (act, person, salt).
"""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from petitions.models import Petition, Signature
from petitions.paper.importing import defuse
from realtime.record import commitments

COLUMNS = (
    "no", "given_name", "family_name", "birth_date", "area_code", "area", "channel", "signed_at", "assurance",
    "act", "person", "salt", "commitment",
)  # fmt: skip
CHUNK = 2_000  # rows read at a time


def rows(petition: Petition) -> Iterator[dict[str, Any]]:
    """Every living signature as a row; the same rows in the same order at every call after hand-over."""
    found = Signature.objects.living().filter(petition_id=petition.pk).order_by("signed_at", "id")
    for number, signature in enumerate(found.select_related("citizen__area").iterator(CHUNK), start=1):
        person, salt = signature.citizen, bytes(signature.salt)
        yield {
            "no": number,
            "given_name": person.given_name,
            "family_name": person.family_name,
            "birth_date": person.birth_date.isoformat(),
            "area_code": person.area_id,
            "area": person.area.name,
            "channel": signature.channel,
            "signed_at": signature.signed_at.isoformat(timespec="seconds"),
            "assurance": person.assurance,
            "act": str(signature.pk),
            "person": person.pk.hex,
            "salt": salt.hex(),
            "commitment": commitments.commit(salt, person.pk.bytes),
        }


def representatives(petition: Petition) -> list[dict[str, str]]:
    """Those who act for the signers, as handed over (2564 Act s.11 para. 1, 2565 Act s.8(3) and (4))."""
    standing = petition.representatives.select_related("citizen")
    return [
        {
            "given_name": one.citizen.given_name,
            "family_name": one.citizen.family_name,
            "agreed_at": one.agreed_at.isoformat(timespec="seconds"),
        }
        for one in standing
    ]


def csv_head() -> bytes:
    """The first line, with the mark by which spreadsheets know UTF-8."""
    return ("\ufeff" + ",".join(COLUMNS) + "\r\n").encode()


def csv_line(row: dict[str, Any]) -> bytes:
    """One row; no cell begins a formula."""
    out = io.StringIO()
    csv.writer(out).writerow([defuse(str(row[name])) for name in COLUMNS])
    return out.getvalue().encode()


def json_line(row: dict[str, Any]) -> bytes:
    """One row as an object of the array, with what stands before it."""
    lead = "[\n" if row["no"] == 1 else ",\n"
    return (lead + json.dumps(row, ensure_ascii=False, separators=(",", ":"))).encode()


JSON_TAIL = b"\n]\n"
