"""Check my receipt: by number or by file, without signing in and without a cookie."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from realtime import sealer
from realtime.record.models import Entry
from realtime.record.receipts import Found, proof
from tests.realtime.record.test_sealing import write
from tests.realtime.record.test_verify import tamper

pytestmark = pytest.mark.django_db
PAGE = "/en/record/check/"


@pytest.fixture
def receipt() -> str:
    """The file of the second of three acts."""
    write(3)
    sealer.seal_all()
    return proof(Found.of(Entry.objects.get(index=1))) or ""


def ask(text: str) -> str:
    """What the page says of this file."""
    answer = Client(enforce_csrf_checks=True).post(PAGE, {"file": SimpleUploadedFile("a.tlog-proof", text.encode())})
    assert not answer.cookies
    return answer.content.decode()


def test_it_works(receipt: str) -> None:
    assert "This receipt is good." in ask(receipt)
    assert "This receipt is good." in ask(receipt.replace("\n", "\r\n")), "saved by another system"


def test_a_number_leads_to_the_receipt_page(receipt: str, client: Client) -> None:
    identity = Entry.objects.get(index=1).id
    for number in (str(identity), f" https://site/th/record/receipts/{identity}/ "):
        answer = client.get(PAGE, {"number": number})
        assert answer.headers["Location"] == f"/en/record/receipts/{identity}/"
    assert not client.cookies


@pytest.mark.parametrize("number", ["x", "0d9be1f8-6f8e-4f59-9c34-0f3b4a2a63b1", "<script>", "0" * 300])
def test_an_unknown_number_is_said_to_be_unknown(client: Client, number: str) -> None:
    answer = client.get(PAGE, {"number": number})
    assert answer.status_code == 404
    assert "There is no receipt with this number." in answer.content.decode()
    assert "<script>" not in answer.content.decode().split("<main", 1)[1].split("</main", 1)[0]


@pytest.mark.parametrize("text", ["", "rubbish", "c2sp.org/tlog-proof@v1\nextra x\nindex 1\n\n", "x" * 300_000])
def test_what_is_no_receipt_does_not_hold(text: str) -> None:
    assert "This receipt does not hold." in ask(text)
    assert "This receipt does not hold." in Client().post(PAGE).content.decode()


def test_an_altered_receipt_does_not_hold(receipt: str) -> None:
    assert "This receipt does not hold." in ask(receipt.replace("index 1", "index 2"))


def test_the_receipt_is_stronger_than_the_site(receipt: str) -> None:
    tamper("UPDATE record_entry SET leaf = overlay(leaf placing 'X' from 60) WHERE index = 1")
    said = ask(receipt)
    assert "This receipt does not hold." in said
    assert said.count("<strong>No</strong>") == 1, "the file is good, the record of today is not"
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE record_entry, record_tile, record_checkpoint")
    write(9)
    sealer.seal_all()
    assert ask(receipt).count("<strong>No</strong>") == 2


def test_a_receipt_has_a_code_for_phones(receipt: str, client: Client) -> None:
    identity = Entry.objects.get(index=1).id
    drawn = client.get(f"/record/receipts/{identity}.svg")
    assert drawn.headers["Content-Type"] == "image/svg+xml"
    assert b"<path" in drawn.content
    assert b"style=" not in drawn.content
    assert f"/record/receipts/{identity}.svg" in client.get(f"/en/record/receipts/{identity}/").content.decode()
