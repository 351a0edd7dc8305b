"""The one way into the record: an entry written in the same statement or transaction as its act."""

import functools
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

import rfc8785
from django.db import connection, transaction
from django.db.models import Field, Model
from django.urls import reverse
from django.utils import timezone

from accounts import assisted, statements
from accounts.helping import actions
from realtime.record.models import Pending

_ENTRY = ("id", "lane", "kind", "subject", "leaf")
MAX_LEAF = 65_535  # a C2SP entry bundle gives each leaf a 16-bit length


@dataclass(frozen=True)
class Receipt:
    """What a person is handed: the id under which the entry can be found and proven."""

    id: uuid.UUID
    kind: str
    subject: str
    leaf: bytes

    def get_absolute_url(self) -> str:
        """The receipt page in the reader's language."""
        return reverse("record:receipt", args=[self.id])


def write(
    act: Model, *, kind: str, subject: str, body: Mapping[str, Any], lane: str = "", day_only: bool = False
) -> Receipt | None:
    """Insert `act` and its entry in one statement; None when a unique constraint says it exists already.

    The constraint is the guard: there is no look before the insert. `act` keeps the primary key it
    was given (acts have random keys made in Python, and no values made by the database); `save` and its
    signals are not called. Raises ValueError for a body too long for a leaf, TypeError for an act that one
    plain row cannot hold.
    """
    receipt = _receipt(kind, subject, body, day_only=day_only)
    if assisted.now() is None:
        return receipt if _insert(act, receipt, lane) else None
    with transaction.atomic():
        if not _insert(act, receipt, lane):
            return None
        _note_help(receipt, day_only=day_only)
    return receipt


def write_many(
    acts: Sequence[tuple[Model, Mapping[str, Any]]], *, kind: str, subject: str, lane: str = ""
) -> list[Receipt | None]:
    """`write` for many acts of one model, each with its body, in one statement; None in the place of one that exists.

    Two acts among them that the constraint holds to be the same count once. Raises as `write` does.
    """
    if not acts:
        return []
    receipts = [_receipt(kind, subject, body, day_only=False) for _act, body in acts]
    values = [value for act, _body in acts for value in _values(act)]
    entries = [
        value for (act, _), one in zip(acts, receipts, strict=True) for value in (act.pk, one.id, one.leaf)
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_statement_of_many(type(acts[0][0]), len(acts)), [*values, *entries, lane, kind, subject])
        written = {row[0] for row in cursor.fetchall()}
    return [one if one.id in written else None for one in receipts]


def append(kind: str, subject: str, body: Mapping[str, Any], *, lane: str = "", day_only: bool = False) -> Receipt:
    """Insert an entry for something that is not a new row (a decision, a withdrawal, a change of state).

    Call it inside the transaction that makes the change.
    """
    receipt = _receipt(kind, subject, body, day_only=day_only)
    Pending.objects.create(id=receipt.id, lane=lane, kind=kind, subject=subject, leaf=receipt.leaf)
    _note_help(receipt, day_only=day_only)
    return receipt


def _insert(act: Model, receipt: Receipt, lane: str) -> bool:
    entry: list[Any] = [receipt.id, lane, receipt.kind, receipt.subject, receipt.leaf]
    with connection.cursor() as cursor:
        statements.execute(cursor, *_statement(type(act)), [*_values(act), *entry])
        if not cursor.rowcount:
            return False
    act._state.adding = False
    act._state.db = connection.alias
    return True


def _note_help(receipt: Receipt, *, day_only: bool) -> None:
    """Keep who helped; never for what tells only its day: a ballot must not lead to a person."""
    help = assisted.now()
    if help is not None and not day_only:
        actions.note(help=help, entry=receipt.id, kind=receipt.kind, subject=receipt.subject)


@functools.cache
def _statement(model: type[Model]) -> tuple[str, str, list[str]]:
    """Name, words and types of the one statement that inserts a row of `model` and, only if it was, its entry."""
    if model._meta.parents:
        raise TypeError(f"{model.__name__} has parent tables: its act is not one row.")
    name, table = connection.ops.quote_name, model._meta.db_table
    act = [*_fields(model)]
    entry = [Pending._meta.get_field(field) for field in _ENTRY]
    marks = [f"${number + 1}" for number in range(len(act) + len(entry))]
    words = (
        f"WITH act AS (INSERT INTO {name(table)} ({', '.join(name(str(field.column)) for field in act)})"  # noqa: S608
        f" VALUES ({', '.join(marks[: len(act)])}) ON CONFLICT DO NOTHING RETURNING 1)"
        f" INSERT INTO {name(Pending._meta.db_table)} ({', '.join(_ENTRY)})"
        f" SELECT {', '.join(marks[len(act) :])} FROM act"
    )
    return f"act_{table}", words, [str(field.db_type(connection)) for field in (*act, *entry)]


@functools.lru_cache(maxsize=64)
def _statement_of_many(model: type[Model], number: int) -> str:
    """As `_statement`, for so many rows."""
    if model._meta.parents:
        raise TypeError(f"{model.__name__} has parent tables: its act is not one row.")
    name = connection.ops.quote_name
    columns = [name(str(field.column)) for field in _fields(model)]
    row = f"({', '.join(['%s'] * len(columns))})"
    key = name(str(model._meta.pk.column))
    return (
        f"WITH act AS (INSERT INTO {name(model._meta.db_table)} ({', '.join(columns)})"  # noqa: S608
        f" VALUES {', '.join([row] * number)} ON CONFLICT DO NOTHING RETURNING {key} AS key),"
        f" entry (act, id, leaf) AS (VALUES {', '.join(['(%s::uuid, %s::uuid, %s::bytea)'] * number)})"
        f" INSERT INTO {name(Pending._meta.db_table)} (id, lane, kind, subject, leaf)"
        " SELECT entry.id, %s, %s, %s, entry.leaf FROM entry JOIN act ON act.key = entry.act RETURNING id"
    )


@functools.cache
def _fields(model: type[Model]) -> list[Field[Any, Any]]:
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def _values(act: Model) -> list[Any]:
    values = [field.pre_save(act, add=True) for field in _fields(type(act))]
    if any(hasattr(value, "resolve_expression") for value in values):
        raise TypeError(f"{type(act).__name__} has a value that only the database can make.")
    prepared = zip(_fields(type(act)), values, strict=True)
    return [field.get_db_prep_save(value, connection=connection) for field, value in prepared]


def _receipt(kind: str, subject: str, body: Mapping[str, Any], *, day_only: bool) -> Receipt:
    identity = uuid.uuid4()
    now = timezone.now()
    at = timezone.localdate(now).isoformat() if day_only else now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    document: dict[str, Any] = {"id": str(identity), "kind": kind, "subject": subject, "at": at, "body": dict(body)}
    leaf = rfc8785.dumps(document)
    if len(leaf) > MAX_LEAF:
        raise ValueError(f"A leaf of the record has at most {MAX_LEAF} bytes, this one {len(leaf)}.")
    return Receipt(identity, kind, subject, leaf)
