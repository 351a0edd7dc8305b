"""Sealing: numbers, tiles, signed checkpoints, exactly once."""

import pytest
from django.db import IntegrityError, connection, transaction

from realtime import sealer
from realtime.record import checkpoint, sealing, tree
from realtime.record.append import append
from realtime.record.checking import notes
from realtime.record.checking.merkle import leaf_hash
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
