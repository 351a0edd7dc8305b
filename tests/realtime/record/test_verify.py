"""Checking a record: everything holds, or it fails loudly and says where."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django.live_server_helper import LiveServer

from realtime import sealer
from realtime.record import audit, checkpoint, files, recounts
from realtime.record.checking import notes, tiles
from realtime.record.checking.merkle import Broken
from realtime.record.checking.single_file import single_file
from realtime.record.models import Checkpoint, Entry
from realtime.record.receipts import verifier_keys
from tests.realtime.record.test_sealing import write


def tamper(statement: str) -> None:
    """Change stored rows as somebody with full power over the database could."""
    table = statement.removeprefix("DELETE FROM ").removeprefix("UPDATE ").split()[0]
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def head() -> notes.Head:
    return notes.open_checkpoint(files.fetch("checkpoint").decode(), checkpoint.public_keys())


@pytest.mark.django_db
def test_it_works(capsys: pytest.CaptureFixture[str]) -> None:
    for count in (300, 1, 400):
        write(count)
        sealer.seal_all()
    call_command("record", "verify")
    assert "OK: 701 entries" in capsys.readouterr().out
    assert tiles.verify_record(files.fetch, head()) == 701


@pytest.mark.django_db
def test_an_empty_record_holds() -> None:
    call_command("record", "verify")
    sealer.seal_all()
    call_command("record", "verify")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE record_entry SET leaf = overlay(leaf placing '\\x00' from 60) WHERE index = 123", "first 300"),
        ("UPDATE record_entry SET kind = 'other' WHERE index = 123", "Entry 123 is filed as something else"),
        ("UPDATE record_entry SET leaf = 'x' WHERE index = 123", "Entry 123 cannot be read"),
        ("UPDATE record_tile SET hashes = overlay(hashes placing '\\x00' from 40) WHERE number = 1", "Tile 0/1"),
        ("UPDATE record_tile SET hashes = overlay(hashes placing '\\x00' from 40) WHERE level = 1", "Tile 1/0"),
        ("UPDATE record_checkpoint SET root = sha256('') WHERE size = 300", "checkpoint of size 300"),
        ("UPDATE record_checkpoint SET note = replace(note, '600', '601')", "signature"),
    ],
)
def test_whatever_is_altered_in_the_database_is_found(statement: str, words: str) -> None:
    write(300)
    sealer.seal_all()
    write(300)
    sealer.seal_all()
    assert list(audit.problems()) == []
    tamper(statement)
    assert words in " ".join(audit.problems())
    with pytest.raises(CommandError, match="FAILED"):
        call_command("record", "verify")


@pytest.mark.django_db
def test_a_missing_entry_is_found() -> None:
    write(30)
    sealer.seal_all()
    tamper("DELETE FROM record_entry WHERE index = 7")
    assert list(audit.problems()) == ["Entry 7 is missing."]


@pytest.mark.django_db
@pytest.mark.parametrize(("start", "end"), [(0, 1), (250, 260), (0, 600), (599, 600), (256, 512)])
def test_a_range_is_checked_up_to_the_root(start: int, end: int) -> None:
    write(600)
    sealer.seal_all()
    assert tiles.verify_range(files.fetch, head(), start, end) == end - start
    call_command("record", "verify", range=f"{start}:{end}")


@pytest.mark.django_db
@pytest.mark.parametrize("size", [300, 600, 70_000])
def test_a_lie_told_alike_by_entries_and_tiles_is_found_from_the_root(size: int) -> None:
    """The site serves an altered entry together with a tile that fits it."""
    from realtime.record import tree
    from realtime.record.checking.merkle import leaf_hash

    leaves = [f'{{"n":{n}}}'.encode() for n in range(size)]
    built = tree.grow(0, {}, [leaf_hash(leaf) for leaf in leaves])
    good = notes.Head("test", size, tree.root(size, built))
    leaves[5] = b"altered"
    built[0, 0] = leaf_hash(leaves[5]).join([built[0, 0][:160], built[0, 0][192:]])

    def fetch(path: str) -> bytes:
        _, level, name = path.split("/", 2)
        number, width = files.read_number(name) or (0, 0)
        if level != "entries":
            return built[int(level), number][: width * 32]
        return b"".join(len(leaf).to_bytes(2) + leaf for leaf in leaves[number * 256 :][:width])

    with pytest.raises(Broken):
        tiles.verify_range(fetch, good, 0, 10)
    with pytest.raises(Broken):
        tiles.verify_record(fetch, good)


@pytest.mark.django_db(transaction=True)
def test_the_checking_program_reads_a_whole_site_and_notices_one_byte(live_server: LiveServer, tmp_path: Path) -> None:
    script, key, saved = tmp_path / "siang-verify.py", tmp_path / "vkey", tmp_path / "checkpoint"
    script.write_text(single_file(), encoding="utf-8")
    key.write_text(verifier_keys())
    write(300)
    sealer.seal_all()

    def check(*options: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-I", "-S", script, "site", live_server.url, "--vkey", key, *options]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert "OK: 300 entries" in check("--save", saved).stdout
    write(50)
    sealer.seal_all()
    assert "OK: 350 entries" in check("--since", saved).stdout
    assert "OK: 20 entries" in check("--range", "250:270").stdout
    call_command("record", "verify", site=live_server.url)

    tamper("UPDATE record_entry SET leaf = overlay(leaf placing 'X' from 40) WHERE index = 123")
    for options in ([], ["--range", "100:200"], ["--since", saved]):
        failed = check(*options)
        assert failed.returncode == 1
        assert "FAILED: Entry 123 has been altered" in failed.stderr
    with pytest.raises(CommandError, match="Entry 123 has been altered"):
        call_command("record", "verify", site=live_server.url)


@pytest.mark.django_db
def test_rewritten_history_does_not_continue_an_earlier_checkpoint() -> None:
    write(20)
    sealer.seal_all()
    old = head()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE record_entry, record_tile, record_checkpoint")
    write(40)
    sealer.seal_all()
    assert list(audit.problems()) == []  # in itself the new history holds
    with pytest.raises(Broken, match="History was rewritten"):
        tiles.verify_record(files.fetch, head(), [old])
    with pytest.raises(Broken, match="shorter"):
        tiles.verify_record(files.fetch, old, [head()])


@pytest.mark.django_db
def test_a_receipt_is_checked_by_the_command_too(tmp_path: Path) -> None:
    from realtime.record import receipts

    write(3)
    sealer.seal_all()
    found = receipts.Found.of(Entry.objects.get(index=1))
    file = tmp_path / "a.tlog-proof"
    file.write_text(receipts.proof(found) or "")
    call_command("record", "verify", receipt=file)
    file.write_text(file.read_text().replace("index 1", "index 2"))
    with pytest.raises(CommandError, match="FAILED"):
        call_command("record", "verify", receipt=file)


@pytest.mark.django_db
def test_checkpoints_stay_readable_while_sealing_goes_on() -> None:
    write(10)
    sealer.seal_all()
    walk = audit.problems()
    write(300)
    sealer.seal_all()
    assert list(walk) == []
    assert Checkpoint.objects.count() == 3


@pytest.mark.django_db
def test_recounts_name_their_differences(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(recounts, "_registered", {})
    recounts.register("test.good", list)
    call_command("record", "recount")
    recounts.register("test.bad", lambda: ["a: 3 counted, 4 shown"])
    with pytest.raises(CommandError, match="1 figures"):
        call_command("record", "recount")
    assert "test.bad: a: 3 counted, 4 shown" in capsys.readouterr().err
    call_command("record", "recount", "test.good")
    with pytest.raises(CommandError, match="No recount is called"):
        call_command("record", "recount", "test.none")


def test_the_checking_program_needs_only_python_3_9_and_its_library() -> None:
    source = ast.parse(single_file(), feature_version=(3, 9))
    used = {node.module for node in source.body if isinstance(node, ast.ImportFrom)}
    used |= {alias.name for node in source.body if isinstance(node, ast.Import) for alias in node.names}
    assert {str(name).partition(".")[0] for name in used} <= sys.stdlib_module_names
    # `datetime.UTC`, `itertools.pairwise` and the like are younger than that
    young = {"UTC", "pairwise", "batched", "Self", "override", "StrEnum"}
    assert not young & {name.name for node in source.body if isinstance(node, ast.ImportFrom) for name in node.names}
