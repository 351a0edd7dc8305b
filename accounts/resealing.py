"""Taking a new key into use: every personal column sealed again under the newest of PERSONAL_KEYS."""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models

from accounts.fields import SealedField
from accounts.sealing import newest_prefix, seal, unseal

BATCH = 2000


def columns() -> list[SealedField[object]]:
    """Every sealed column of the site."""
    fields = [field for model in apps.get_models() for field in model._meta.local_fields]
    return [field for field in fields if isinstance(field, SealedField)]


def waiting(field: SealedField[object]) -> int:
    """How many values of a column stand under an older key."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {_table(field.model)} WHERE {_older(field)}", [newest_prefix()])  # noqa: S608
        return int(cursor.fetchone()[0])


def reseal(field: SealedField[object]) -> Iterator[int]:
    """Seal a column again, a batch at a time, each its own statement: may be stopped and begun again.

    Yields how many values each batch sealed. A value changed meanwhile is left as it was written.
    """
    table, key, column = _table(field.model), str(field.model._meta.pk.column), field.column
    read = f"SELECT {key}, {column} FROM {table} WHERE {_older(field)} LIMIT {BATCH}"  # noqa: S608
    write = f"UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column} = %s"  # noqa: S608
    while True:
        with connection.cursor() as cursor:
            cursor.execute(read, [newest_prefix()])
            rows = cursor.fetchall()
            if not rows:
                return
            values = [(seal(unseal(old, field.place), field.place), pk, bytes(old)) for pk, old in rows]
            cursor.executemany(write, values)
        yield len(rows)


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _older(field: SealedField[object]) -> str:
    column = connection.ops.quote_name(str(field.column))
    return f"length({column}) > 0 AND substring({column} from 1 for 5) <> %s"
