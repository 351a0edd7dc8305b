"""Receipts: a page that works for everybody, and a file that proves the entry offline."""

import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from realtime import sealer
from realtime.record import checkpoint
from realtime.record.append import append
from realtime.record.checking import notes
from realtime.record.checking.merkle import Broken
from realtime.record.receipts import verifier_keys
from tests.realtime.record.test_sealing import write

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("size", [1, 2, 3, 255, 256, 257, 600])
def test_it_works(client: Client, size: int) -> None:
    ids = write(size)
    sealer.seal_all()
    for index in {0, size // 2, size - 1}:
        text = client.get(f"/record/receipts/{ids[index]}.tlog-proof").content.decode()
        proof, head = notes.verify_proof(text, checkpoint.public_keys())
        assert (proof.index, head.size) == (index, size)
        assert ids[index] in proof.entry.decode()


def test_an_altered_receipt_proves_nothing(client: Client) -> None:
    ids = write(9)
    sealer.seal_all()
    text = client.get(f"/record/receipts/{ids[5]}.tlog-proof").content.decode()
    changes = [
        ("index 5", "index 4"),
        ("index 5", "index 05"),
        ("extra e", "extra f"),
        ("\n9\n", "\n8\n"),
        ("tlog-proof@v1", "tlog-proof@v2"),
        ("extra ", "extras "),
    ]
    for old, new in changes:
        assert old in text
        with pytest.raises(Broken):
            notes.verify_proof(text.replace(old, new, 1), checkpoint.public_keys())


def test_the_checking_program_checks_it_offline(client: Client, tmp_path: Path) -> None:
    identity = write(40)[17]
    sealer.seal_all()
    script, receipt, key = tmp_path / "siang-verify.py", tmp_path / "mine.tlog-proof", tmp_path / "vkey"
    script.write_bytes(client.get("/record/siang-verify.py").content)
    receipt.write_bytes(client.get(f"/record/receipts/{identity}.tlog-proof").content)
    key.write_text(verifier_keys())

    def check() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-I", "-S", str(script), "receipt", str(receipt), "--vkey", str(key)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    good = check()
    assert good.returncode == 0, good.stderr
    assert "entry 17 of 40" in good.stdout
    receipt.write_text(receipt.read_text().replace("index 17", "index 16"))
    bad = check()
    assert bad.returncode == 1
    assert bad.stderr.startswith("FAILED")


@pytest.mark.parametrize("language", ["th", "en"])
def test_while_it_waits_the_page_looks_again_by_itself(client: Client, language: str) -> None:
    identity = write(1)[0]
    page = client.get(f"/{language}/record/receipts/{identity}/")
    assert page.status_code == 200
    assert '<siang-soon data-seconds="2">' in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert client.get(f"/record/receipts/{identity}.tlog-proof").status_code == 404


def test_a_ballot_waits_longer(client: Client) -> None:
    identity = write(1, lane="round-1")[0]
    assert 'data-seconds="30"' in client.get(f"/en/record/receipts/{identity}/").content.decode()


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_sealed_entry_shows_what_the_record_says(
    client: Client, language: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    receipt = append("test.act", "test/<script>", {"word": "เสียง"}, day_only=True)
    sealer.seal_all()
    with django_assert_max_num_queries(12):
        page = client.get(f"/{language}/record/receipts/{receipt.id}/")
    content = page.content.decode()
    assert "เสียง" in content
    assert '<script>"' not in content
    assert "siang-soon" not in content
    assert not page.cookies


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_overview_goes_back_page_by_page(
    client: Client, language: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    write(60)
    sealer.seal_all()
    seen: list[int] = []
    address = f"/{language}/record/"
    for _ in range(3):
        with django_assert_max_num_queries(12):
            page = client.get(address)
        assert not page.cookies
        seen += [entry.index for entry in page.context["entries"]]
        address = f"/{language}/record/?before={page.context['older']}"
    assert seen == list(reversed(range(60)))


@pytest.mark.parametrize("before", ["-1", "x", "๑", "9" * 30, "0"])
def test_a_strange_page_number_is_harmless(client: Client, before: str) -> None:
    assert client.get("/en/record/", {"before": before}).status_code == 200


def test_nobody_has_a_receipt_for_nothing(client: Client) -> None:
    nothing = uuid.uuid4()
    assert client.get(f"/th/record/receipts/{nothing}/").status_code == 404
    assert client.get(f"/record/receipts/{nothing}.tlog-proof").status_code == 404


def test_the_empty_record_has_a_page(client: Client) -> None:
    assert client.get("/th/record/").status_code == 200
