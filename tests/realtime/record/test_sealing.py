"""Sealing: numbers, tiles, signed checkpoints, exactly once."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from realtime import sealer
from realtime.live import topics
from realtime.live.models import Snapshot
from realtime.record import audit, checkpoint, projections, sealing, tree
from realtime.record.append import append
from realtime.record.checking import notes
from realtime.record.checking.merkle import leaf_hash
from realtime.record.checks import record_settings
from realtime.record.models import Checkpoint, Entry, Pending, Tile
from tests.realtime.record import direct

pytestmark = pytest.mark.django_db


def write(count: int, *, lane: str = "", subject: str = "test/a") -> list[str]:
    """Leave this many entries waiting; their ids in order of arrival."""
    return [str(append("test.act", subject, {"n": n}, lane=lane).id) for n in range(count)]


def leaves() -> list[bytes]:
    return [bytes(leaf) for leaf in Entry.objects.order_by("index").values_list("leaf", flat=True)]


def test_it_works() -> None:
    ids = write(3)
    assert sealer.seal_all() == 3
    assert [str(entry.id) for entry in Entry.objects.order_by("index")] == ids
    head = notes.open_checkpoint(Checkpoint.objects.get(size=3).note, checkpoint.public_keys())
    assert (head.size, head.root) == (3, direct.mth(leaves()))
    assert not Pending.objects.exists()


def test_the_empty_record_has_a_checkpoint() -> None:
    assert sealer.seal_all() == 0
    assert bytes(Checkpoint.objects.get().root) == direct.mth([])


def test_batches_of_any_size_grow_one_tree() -> None:
    for count in (1, 255, 1, 300, 256, 7):
        write(count)
        sealer.seal_all()
        stored = leaves()
        assert [entry.index for entry in Entry.objects.order_by("index")] == list(range(len(stored)))
        assert bytes(Checkpoint.objects.latest("size").root) == direct.mth(stored)
    assert {(tile.level, tile.number): bytes(tile.hashes) for tile in Tile.objects.all()} == tree.grow(
        0, {}, [leaf_hash(leaf) for leaf in stored]
    )


def test_a_full_tile_stays_as_it_is_and_the_next_one_grows() -> None:
    write(300)
    sealer.seal_all()
    before = dict(Tile.objects.values_list("number", "hashes").filter(level=0))
    write(2)
    sealer.seal_all()
    after = dict(Tile.objects.values_list("number", "hashes").filter(level=0))
    assert bytes(before[0]) == bytes(after[0])
    assert len(after[1]) == len(before[1]) + 64


def test_a_damaged_tree_is_not_sealed_upon() -> None:
    write(3)
    sealer.seal_all()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE record_tile DISABLE TRIGGER USER")
        cursor.execute("UPDATE record_tile SET hashes = overlay(hashes placing '\\x00' from 5)")
    write(1)
    with pytest.raises(sealing.Damaged):
        sealer.seal_all()
    assert Pending.objects.count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_entry SET kind = 'other'",
        "DELETE FROM record_entry",
        "UPDATE record_tile SET hashes = overlay(hashes placing '\\x00' from 5)",
        "UPDATE record_tile SET hashes = substring(hashes from 1 for 32)",
        "DELETE FROM record_tile",
        "UPDATE record_checkpoint SET root = sha256('')",
        "UPDATE record_checkpoint SET note = ''",
        "DELETE FROM record_checkpoint",
        "INSERT INTO record_tile (level, number, hashes) VALUES (0, 9, 'short')",
    ],
)
def test_the_database_refuses_to_rewrite_the_record(statement: str) -> None:
    write(3)
    sealer.seal_all()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("table", ["record_entry", "record_tile", "record_checkpoint"])
def test_a_real_site_refuses_to_empty_the_record(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL siang.record_may_be_emptied = 'no'")
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(f"TRUNCATE {table}")
        cursor.execute("SET LOCAL siang.record_may_be_emptied = 'yes'")


def test_a_checkpoint_gains_a_witness() -> None:
    write(1)
    sealer.seal_all()
    last = Checkpoint.objects.latest("size")
    last.note += "— witness.example AAAAAAAA\n"
    last.save()
    assert notes.open_checkpoint(last.note, checkpoint.public_keys()).size == 1


def test_a_clock_that_jumps_back_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    write(3)
    sealer.seal_all()
    monkeypatch.setattr(timezone, "now", lambda: datetime(1970, 1, 1, tzinfo=UTC))
    write(3)
    sealer.seal_all()
    assert Checkpoint.objects.latest("size").size == 6
    assert list(audit.problems()) == []


def test_figures_that_cannot_be_read_do_not_hold_sealing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(identity: str) -> dict[str, int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        return {}

    monkeypatch.setattr(topics, "_providers", {"bad": broken, "good": lambda _identity: {"total": 1}})
    monkeypatch.setattr(projections, "_registered", {"test.act": [lambda _batch, _size: ["bad.1", "good.1", "none.1"]]})
    write(3)
    assert sealer.seal_all() == 3
    assert list(Snapshot.objects.values_list("topic", "sequence", "record_size")) == [("good.1", 1, 3)]


def test_after_the_commit_absolute_figures_are_published(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    told: list[dict[str, object]] = []
    monkeypatch.setattr(sealer, "publish", told.extend)
    monkeypatch.setattr(topics, "_providers", {"good": lambda _identity: {"total": Entry.objects.count()}})
    monkeypatch.setattr(projections, "_registered", {"test.act": [lambda _batch, _size: ["good.1"]]})
    for _ in range(2):
        write(3)
        with django_capture_on_commit_callbacks(execute=True):
            sealer.seal_all()
    said = [(m["topic"], m["sequence"], m["record_size"], m["figures"]) for m in told]
    assert said == [("good.1", 1, 3, {"total": 3}), ("good.1", 2, 6, {"total": 6})]


@pytest.mark.parametrize("key", ["", "xyz", "ab" * 31, f"{'ab' * 32},"])
def test_a_key_that_cannot_sign_is_told_before_the_site_starts(settings: Settings, key: str) -> None:
    assert record_settings() == []
    settings.RECORD_KEY = key
    assert [error.id for error in record_settings()] == ["record.E001"]
