"""Old petitions from open files: kept once, read only, their sums equal to the file's, the rest stated."""

import json
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.refusals import Refused
from petitions.archive import reading
from petitions.models import ArchivedPetition

FOLDER = Path(__file__).resolve().parents[2] / "config" / "demo" / "content" / "petitions" / "archive"
FILES = sorted(FOLDER.glob("*.json"))
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_works(path: Path) -> None:
    petition, new = reading.bring(path.read_bytes())
    said = json.loads(path.read_bytes())["data"]["attributes"]
    assert new
    country, region, constituency = reading.levels(petition)
    assert (petition.total, country.placed, country.rest) == (said["signature_count"], said["signature_count"], 0)
    assert len(country.rows) == len(said["signatures_by_country"])
    assert len(constituency.rows) == 650
    assert region.placed == constituency.placed == sum(r["signature_count"] for r in said["signatures_by_region"])
    assert constituency.whole + sum(r["number"] for r in country.rows if r["code"] != "GB") == petition.total
    assert constituency.placed + constituency.rest == constituency.whole
    page = Client().get(f"/en/petitions/archive/uk-{path.stem}/")
    words = page.content.decode()
    assert not page.cookies
    assert f"{petition.total:,}" in words
    assert f"{constituency.rest:,} are not allocated" in words
    assert "Not allocated" in words


def test_the_list_shows_both() -> None:
    for path in FILES:
        reading.bring(path.read_bytes())
    page = Client().get("/th/petitions/archive/").content.decode()
    assert page.count("/th/petitions/archive/uk-") == len(FILES) == 2


def test_a_file_comes_once_and_is_never_changed() -> None:
    content = FILES[0].read_bytes()
    reading.bring(content)
    assert reading.bring(content)[1] is False
    with pytest.raises(Refused):
        reading.bring(content.replace(b'"state": "closed"', b'"state": "open"'))
    with pytest.raises(DatabaseError), transaction.atomic():
        ArchivedPetition.objects.update(total=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        ArchivedPetition.objects.all().delete()


def test_counts_above_the_total_are_refused() -> None:
    said = json.loads(FILES[0].read_bytes())
    said["data"]["attributes"]["signatures_by_country"][0]["signature_count"] += 1
    with pytest.raises(Refused, match="country"):
        reading.bring(json.dumps(said).encode())


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"data": 1}', b'{"data": {"id": "x", "attributes": {}}}'])
def test_other_files_are_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(Refused):
        reading.bring(content)
