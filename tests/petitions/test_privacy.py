"""Nothing personal in what is published: planted and searched for."""

from datetime import date

from django.test import Client

from petitions import exports
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import petitions as make
from tests.factories.people import Cast, citizen


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
