"""Witnesses: they co-sign only what continues what they saw, and the site shows who did."""

import base64
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from realtime import sealer
from realtime.record import checkpoint, receipts, sealing, tree, witnesses
from realtime.record.checking import notes, witness
from realtime.record.checking.command import main
from realtime.record.checking.single_file import witness_file
from realtime.record.management.commands.witness import Command
from realtime.record.models import Checkpoint, Cosignature, Entry
from tests.realtime.record.test_sealing import write

pytestmark = pytest.mark.django_db

NAME = "witness.example/w1"


@pytest.fixture
def one(tmp_path: Path, settings: Any) -> Iterator[witness.Witness]:
    """A witness that listens, known to the site."""
    witness.make_key(NAME, tmp_path / "key")
    made = witness.load(tmp_path / "key", checkpoint.public_keys(), tmp_path / "state.json")
    server = witness.server(made, "127.0.0.1", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.RECORD_WITNESSES = tmp_path / "witnesses"
    line = f"{witness.public_text(made.key)} http://127.0.0.1:{server.server_port}\n"
    settings.RECORD_WITNESSES.write_text(f"# who watches\n{line}")
    yield made
    server.shutdown()
    server.server_close()


def grow(count: int) -> Checkpoint:
    """More entries, sealed."""
    write(count)
    sealer.seal_all()
    return Checkpoint.objects.latest("size")


def request(old: int, last: Checkpoint, proof_from: int | None = None) -> str:
    """A request as the site would make it, or with another proof."""
    start = old if proof_from is None else proof_from
    proof = tree.prove(tree.consistency(start, last.size), sealing.read_tiles)
    return "\n".join([f"old {old}", *(base64.b64encode(each).decode() for each in proof), "", last.note])


def test_it_works(one: witness.Witness) -> None:
    for count in (300, 1, 700):
        last = grow(count)
        assert witnesses.ask_all() == 1
        assert witnesses.ask_all() == 0, "asked once for each checkpoint"
        served = Client().get("/record/checkpoint").content.decode()
        assert notes.open_checkpoint(served, checkpoint.public_keys()).size == last.size
        assert NAME in notes.witnessed(served, [one.key])
    grow(1)
    assert NAME not in Client().get("/record/checkpoint").content.decode(), "the newest is not co-signed yet"
    assert Client().get("/record/checkpoint.witnessed").content.decode() == served


def test_a_receipt_carries_the_newest_co_signed_checkpoint(
    one: witness.Witness, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    grow(5)
    witnesses.ask_all()
    grow(5)
    proof = receipts.proof(receipts.Found.of(Entry.objects.get(index=2))) or ""
    assert "\n5\n" in proof
    (tmp_path / "a.tlog-proof").write_text(proof)
    keys = ["--vkey", receipts.verifier_keys().strip(), "--witness", witness.public_text(one.key)]
    assert main(["receipt", str(tmp_path / "a.tlog-proof"), *keys]) == 0
    assert f"Co-signed by {NAME}" in capsys.readouterr().out
    later = receipts.proof(receipts.Found.of(Entry.objects.get(index=7))) or ""
    assert "\n10\n" in later
    (tmp_path / "b.tlog-proof").write_text(later)
    assert main(["receipt", str(tmp_path / "b.tlog-proof"), *keys]) == 1, "a witness that was asked for is missing"


def test_a_rewritten_record_is_not_co_signed(one: witness.Witness, caplog: pytest.LogCaptureFixture) -> None:
    grow(20)
    witnesses.ask_all()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE record_entry, record_tile, record_checkpoint")
    grow(40)
    assert witnesses.ask_all() == 0
    assert "422" in caplog.text
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE record_entry, record_tile, record_checkpoint, record_cosignature")
    grow(10)
    assert witnesses.ask_all() == 0, "nor a shorter one"


def test_a_witness_that_remembers_more_than_the_site_is_asked_again(one: witness.Witness) -> None:
    grow(20)
    witnesses.ask_all()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE record_cosignature")
    grow(20)
    assert witnesses.ask_all() == 1


def test_a_witness_started_again_remembers(one: witness.Witness, tmp_path: Path) -> None:
    grow(20)
    witnesses.ask_all()
    again = witness.load(tmp_path / "key", checkpoint.public_keys(), tmp_path / "state.json")
    last = grow(5)
    with pytest.raises(witness.Refusal) as refusal:
        again.add_checkpoint(request(0, last))
    assert (refusal.value.status, refusal.value.text) == (409, "20\n")
    assert again.add_checkpoint(request(20, last)).startswith("— ")


def test_each_wrong_request_has_the_answer_of_the_standard(one: witness.Witness) -> None:
    last = grow(8)
    good = request(0, last)
    stranger = good.replace(checkpoint.public_keys()[0].name, "other.example/log")
    forged = last.note.splitlines()[-1]
    wrong = {
        400: [
            "",
            "old x\n\n" + last.note,
            good.replace("old 0", "old 0\nAAAA"),
            "old 9\n\n" + last.note,
            "old 0\n\nx\n",
        ],
        403: [good.replace(forged, forged[:-8] + "AAAAAA==")],
        404: [stranger],
        409: [request(4, last)],
        422: [good.replace("old 0\n", f"old 0\n{base64.b64encode(bytes(32)).decode()}\n")],
    }
    for status, bodies in wrong.items():
        for body in bodies:
            with pytest.raises(witness.Refusal) as refusal:
                one.add_checkpoint(body)
            assert refusal.value.status == status, body
    one.add_checkpoint(good)
    grown = grow(9)
    with pytest.raises(witness.Refusal) as refusal:
        one.add_checkpoint(request(8, grown, proof_from=7))
    assert refusal.value.status == 422


def test_only_add_checkpoint_is_answered(one: witness.Witness) -> None:
    url = witnesses.known()[0].url
    with pytest.raises(urllib.error.HTTPError) as problem:
        urllib.request.urlopen(f"{url}/other", b"x", timeout=5)
    with problem.value:
        assert problem.value.code == 404


def test_a_witness_that_is_gone_or_lies_holds_nothing_up(
    one: witness.Witness, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    grow(3)
    monkeypatch.setattr(one, "add_checkpoint", lambda _body: "— somebody AAAA\n")
    assert witnesses.ask_all() == 0
    settings.RECORD_WITNESSES.write_text(f"{witness.public_text(one.key)} http://127.0.0.1:9\nrubbish\n")
    assert len(witnesses.known()) == 1
    assert witnesses.ask_all() == 0
    assert not Cosignature.objects.exists()


def test_the_page_lists_who_watches(one: witness.Witness, client: Client) -> None:
    grow(3)
    witnesses.ask_all()
    page = client.get("/en/record/witnesses/").content.decode()
    assert NAME in page
    assert witness.public_text(one.key).replace("+", "&#x2B;") in page or witness.public_text(one.key) in page
    assert NAME in client.get("/en/record/").content.decode()


def test_the_page_without_witnesses_says_how_to_become_one(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.RECORD_WITNESSES = tmp_path / "none"
    page = client.get("/en/record/witnesses/").content.decode()
    assert "siang-witness.py" in page
    assert client.get("/record/checkpoint.witnessed").status_code == 404
    assert client.get("/record/siang-witness.py").status_code == 200


def test_the_witness_of_a_demo_lists_itself_once(settings: Any, tmp_path: Path) -> None:
    settings.VAR, settings.RECORD_WITNESSES = tmp_path, tmp_path / "witnesses"
    settings.RECORD_WITNESSES.write_text("# others\n")
    keys = [Command().prepare("witness.localhost/demo", port).key for port in (8700, 8701)]
    assert keys[0] == keys[1] == witnesses.known()[0].key
    assert [one.url for one in witnesses.known()] == ["http://127.0.0.1:8701"]


def test_the_witness_program_runs_as_one_file(tmp_path: Path) -> None:
    script = tmp_path / "siang-witness.py"
    script.write_text(witness_file(), encoding="utf-8")
    command = [sys.executable, str(script), "key", NAME, "--key", str(tmp_path / "key")]
    made = subprocess.run(command, capture_output=True, text=True, check=True)
    assert notes.read_key(made.stdout).name == NAME
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
