"""The record as files, as its standard says."""

import pytest
from django.test import Client

from realtime import sealer
from realtime.record.checking.merkle import leaf_hash
from realtime.record.checking.tiles import read_bundle
from realtime.record.models import Entry
from tests.realtime.record.test_sealing import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def record() -> None:
    """A record of 300 entries."""
    write(300)
    sealer.seal_all()


def test_it_works(client: Client, record: None) -> None:
    answer = client.get("/record/checkpoint")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().split("\n")[1] == "300"


def test_everybody_may_read_it_and_ask_again_cheaply(client: Client, record: None) -> None:
    answer = client.get("/record/checkpoint")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert 'rel="license"' in answer["Link"]
    assert "max-age=2" in answer["Cache-Control"]
    assert not answer.cookies
    assert client.get("/record/checkpoint", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_bundles_hold_the_entries_of_their_tiles(client: Client, record: None) -> None:
    entries = [bytes(leaf) for leaf in Entry.objects.order_by("index").values_list("leaf", flat=True)]
    for path, part in [("000", entries[:256]), ("001.p/44", entries[256:]), ("001.p/7", entries[256:263])]:
        bundle, tile = client.get(f"/record/tile/entries/{path}"), client.get(f"/record/tile/0/{path}")
        assert list(read_bundle(bundle.content)) == part
        assert tile.content == b"".join(leaf_hash(entry) for entry in part)
        assert tile["Content-Type"] == "application/octet-stream"
    assert len(client.get("/record/tile/1/000.p/1").content) == 32


def test_full_tiles_may_be_kept_forever(client: Client, record: None) -> None:
    assert "immutable" in client.get("/record/tile/0/000")["Cache-Control"]
    assert "immutable" in client.get("/record/tile/entries/000")["Cache-Control"]
    assert "immutable" in client.get("/record/tile/entries/001.p/44")["Cache-Control"], "of this width for ever"


@pytest.mark.parametrize(
    "path",
    [
        "0/001",
        "0/001.p/45",
        "0/002.p/1",
        "entries/001",
        "1/000",
        "9/000.p/1",
        "00/000",
        "64/000",
        "-1/000",
        "0/0",
        "0/1234",
        "0/x000/001",
        "0/001.p/0",
        "0/001.p/256",
        "0/001.p/044",
        "leaves/000",
        "0/..",
        "0/x001/x234/067",
        "๐/000",
    ],
)
def test_what_is_not_there_is_said_plainly(client: Client, record: None, path: str) -> None:
    answer = client.get(f"/record/tile/{path}")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert len(answer.content) < 100


def test_before_the_first_seal_there_is_no_checkpoint(client: Client) -> None:
    assert client.get("/record/checkpoint").status_code == 404


def test_it_is_only_for_reading(client: Client, record: None) -> None:
    assert client.post("/record/checkpoint").status_code == 405
    assert client.head("/record/checkpoint").status_code == 200


def test_the_address_without_a_language_leads_to_the_page(client: Client, record: None) -> None:
    assert client.get("/record/", headers={"Accept-Language": "en"})["Location"] == "/en/record/"
