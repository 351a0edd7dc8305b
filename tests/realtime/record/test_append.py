"""Act and entry in one statement: both or neither, once, whatever happens at the same time."""

import threading
import uuid
from datetime import UTC, datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from accounts.models import Agency
from realtime import sealer
from realtime.live.models import Snapshot
from realtime.record.append import MAX_LEAF, append, write
from realtime.record.checking.merkle import leaf_hash
from realtime.record.models import Entry, Pending, Tile

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def act(topic: str) -> Snapshot:
    """A row with a unique key, standing for any act."""
    return Snapshot(topic=topic, figures={"คำ": 1}, generated_at=NOW)


@pytest.mark.django_db
def test_it_works() -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        receipt = write(act("a.1"), kind="test.act", subject="test/1", body={"n": 1})
    assert receipt
    assert len(queries) == 1
    assert Snapshot.objects.get().figures == {"คำ": 1}
    waiting = Pending.objects.get()
    assert (waiting.id, bytes(waiting.leaf)) == (receipt.id, receipt.leaf)


@pytest.mark.django_db
def test_the_same_act_twice_leaves_one_entry() -> None:
    assert write(act("a.1"), kind="test.act", subject="test/1", body={})
    assert write(act("a.1"), kind="test.act", subject="test/1", body={}) is None
    assert (Snapshot.objects.count(), Pending.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_second_try_leaves_the_transaction_usable() -> None:
    with transaction.atomic():
        write(act("a.1"), kind="test.act", subject="test/1", body={})
        assert write(act("a.1"), kind="test.act", subject="test/1", body={}) is None
        assert write(act("a.2"), kind="test.act", subject="test/1", body={})
    assert Pending.objects.count() == 2


@pytest.mark.django_db
def test_the_written_act_is_an_ordinary_object_afterwards() -> None:
    one = act("a.1")
    write(one, kind="test.act", subject="test/1", body={})
    one.sequence = 7
    one.save()
    assert Snapshot.objects.get().sequence == 7


@pytest.mark.django_db
def test_what_is_undone_leaves_no_entry() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        write(act("a.1"), kind="test.act", subject="test/1", body={})
        raise RuntimeError
    assert (Snapshot.objects.count(), Pending.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_leaf_too_long_for_a_bundle_is_refused_before_anything_is_written() -> None:
    with pytest.raises(ValueError, match="65535"):
        write(act("a.1"), kind="test.act", subject="test/1", body={"long": "ก" * MAX_LEAF})
    assert (Snapshot.objects.count(), Pending.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_the_longest_leaf_is_sealed_and_served() -> None:
    short = append("test.act", "test/1", {"long": ""})
    append("test.act", "test/1", {"long": "a" * (MAX_LEAF - len(short.leaf))})
    sealer.seal_all()
    assert len(bytes(Entry.objects.get(index=1).leaf)) == MAX_LEAF
    assert bytes(Tile.objects.get(level=0).hashes)[32:] == leaf_hash(bytes(Entry.objects.get(index=1).leaf))


@pytest.mark.django_db
def test_only_the_day_is_said_where_secrecy_needs_it() -> None:
    assert b'"at":"' in (leaf := append("test.act", "test/1", {}, day_only=True).leaf)
    assert b"T" not in leaf.split(b'"at":"')[1][:11]


@pytest.mark.django_db
def test_values_that_only_the_database_can_make_are_refused() -> None:
    one = act("a.1")
    one.sequence = F("record_size") + 1
    with pytest.raises(TypeError, match="only the database"):
        write(one, kind="test.act", subject="test/1", body={})


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Snapshot, Agency, ContentType])
def test_statements_are_compiled_once_for_each_kind_of_act(model: type) -> None:
    from realtime.record.append import _statement

    assert _statement(model) is _statement(model)
    assert "ON CONFLICT DO NOTHING RETURNING 1" in _statement(model)[1]


@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_moment_one_act_and_one_entry_remain() -> None:
    start = threading.Barrier(12)
    results: list[uuid.UUID | None] = []

    def try_to(name: str) -> None:
        start.wait()
        for n in range(15):
            receipt = write(act(f"a.{n}"), kind="test.act", subject=f"test/{n}", body={"by": name})
            results.append(receipt.id if receipt else None)
        connections.close_all()

    running = sealer.start_in_thread(interval=0.01)
    threads = [threading.Thread(target=try_to, args=[str(n)]) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    running.stop()
    sealer.seal_all()
    given = {one for one in results if one}
    assert len(results) == 180
    assert len(given) == Snapshot.objects.count() == 15
    assert set(Entry.objects.values_list("id", flat=True)) == given


@pytest.mark.django_db(transaction=True)
def test_who_waits_for_another_transaction_gets_its_outcome() -> None:
    outcomes: dict[str, bool] = {}

    def second(topic: str) -> None:
        outcomes[topic] = write(act(topic), kind="test.act", subject="test/1", body={}) is not None
        connections.close_all()

    for topic, kept in (("a.kept", True), ("a.undone", False)):
        thread = threading.Thread(target=second, args=[topic])
        with transaction.atomic():
            write(act(topic), kind="test.act", subject="test/1", body={})
            thread.start()
            thread.join(0.3)
            assert thread.is_alive()
            transaction.set_rollback(not kept)
        thread.join()
    assert outcomes == {"a.kept": False, "a.undone": True}
    assert (Snapshot.objects.count(), Pending.objects.count()) == (2, 2)
