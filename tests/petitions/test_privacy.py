"""Nothing personal in what is published: planted and searched for."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from petitions import exports
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import petitions as make
from tests.factories.people import PASSWORD, Cast, citizen


def test_it_works(cast: Cast) -> None:
    petition = make.collecting(cast)
    planted = citizen("พลอยไพลิน", "ซ่อนชื่อ", born=date(1971, 3, 9), code="500199")
    make.sign(petition, planted)
    make.sign(petition, citizen("เปิดเผย", "ยินดี"), name_public=True)
    seal_all()
    client, pid = Client(), petition.public_id
    pages = [
        f"/th/petitions/{pid}/",
        f"/th/petitions/{pid}/names/",
        f"/api/petitions/{pid}",
        "/open/news/petitions.atom",
    ]
    published = [client.get(page).content.decode() for page in pages]
    published += [bytes(leaf).decode() for leaf in Entry.objects.values_list("leaf", flat=True)]
    published += [repr(list(rows(pid))) for rows in (exports.event_rows, exports.hour_rows, exports.place_rows)]
    for text in published:
        for secret in ("พลอยไพลิน", "ซ่อนชื่อ", "1971", str(planted.pk), "500199", bytes(planted.person_key).hex()):
            assert secret not in text
    assert "เปิดเผย ยินดี" in published[1]


@pytest.mark.parametrize("who", ["nobody", "nok@example.org"])
@pytest.mark.parametrize("page", ["", "names/", "sign/", "withdraw/"])
def test_nobody_learns_whether_somebody_else_has_signed(cast: Cast, who: str, page: str) -> None:
    """The same bytes before and after a signature by another person, until the count itself moves."""
    petition = make.collecting(cast)
    client = Client()
    if who != "nobody":
        assert client.login(username=who, password=PASSWORD)
    address = f"/th/petitions/{petition.public_id}/{page}"
    before = _plain(client.get(address))
    make.sign(petition, cast.co_signer)
    assert _plain(client.get(address)) == before
    seal_all()
    after = _plain(client.get(address))
    assert cast.co_signer.given_name not in after
    assert str(cast.co_signer.pk) not in after


def _plain(response: Any) -> str:
    """The page without its one-time token."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())
