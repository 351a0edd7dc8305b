"""Bringing in a whole register: a million lines in well under two minutes, all of it or nothing.

Lines are read one after the other, sealed here, and copied into the database 20,000 at a time. What is
wrong with a line is counted under a code with its line number; no value of a line is ever told or logged.
"""

import csv
import io
import json
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Area
from accounts.refusals import Refused
from accounts.registers.models import Entry, Import, Register
from accounts.registers.reading import HEADINGS, NEEDED, Person, Unreadable, read
from accounts.sealing import seal

BATCH = 20_000
TOLD = 100  # line numbers kept for each finding
_PLACE = "registers_entry.person"


class Findings(dict[str, dict[str, Any]]):
    """What was found in the lines: counts, and the first line numbers."""

    def add(self, code: str, line: int) -> None:
        """One more line with this finding."""
        entry = self.setdefault(code, {"count": 0, "lines": []})
        entry["count"] += 1
        if len(entry["lines"]) < TOLD:
            entry["lines"].append(line)


@transaction.atomic
def bring_in(register: Register, lines: Iterable[str], *, tell: Callable[[int], None] = lambda _n: None) -> Import:
    """Replace `register` by the people of a CSV file's lines; `tell` hears the number of lines read so far.

    Raises Refused when the heading lacks a column or no line at all is readable (nothing is changed then).
    """
    began = time.monotonic()
    Register.objects.select_for_update().get(pk=register.pk)
    done = Import(id=uuid.uuid4(), register=register, findings=Findings())
    with connection.cursor() as cursor:
        for batch in _batches(_readable(done, _rows(lines)), done, tell):
            cursor.copy_expert(_COPY, batch)
        if not done.taken:
            raise Refused(_("No line of this file could be read. Nothing was changed."))
        old: dict[str, int | str] = {"register": register.pk, "brought": str(done.pk)}
        cursor.execute(_GONE, old)
        done.gone = cursor.fetchone()[0]
        cursor.execute("DELETE FROM registers_entry WHERE register_id = %(register)s AND brought <> %(brought)s", old)
    done.seconds = time.monotonic() - began
    done.save(force_insert=True)
    return done


def from_file(register: Register, path: Path, *, tell: Callable[[int], None] = lambda _n: None) -> Import:
    """Bring in a CSV file: UTF-8, or the Thai Windows encoding."""
    encoding = "utf-8-sig"
    with path.open("rb") as file:
        try:
            file.read(65_536).decode(encoding)
        except UnicodeDecodeError as error:
            if error.reason != "unexpected end of data":
                encoding = "cp874"
    with path.open(encoding=encoding, errors="replace", newline="") as lines:
        return bring_in(register, lines, tell=tell)


def _rows(lines: Iterable[str]) -> Iterator[dict[str, str | None]]:
    rows = csv.reader(lines)
    heading = [HEADINGS.get(name.strip(), name.strip()) for name in next(rows, [])]
    missing = [name for name in NEEDED if name not in heading]
    if missing:
        raise Refused(_("The first line must name the columns. Missing: %(names)s.") % {"names": ", ".join(missing)})
    for row in rows:
        yield dict(zip(heading, row, strict=False))


def _readable(done: Import, rows: Iterable[Mapping[str, str | None]]) -> Iterator[Person]:
    areas = frozenset(Area.objects.filter(level=Area.Level.SUBDISTRICT).values_list("code", flat=True))
    today, seen = timezone.localdate(), set[bytes]()
    for line, row in enumerate(rows, start=2):
        done.read += 1
        try:
            person = read(row, areas, today)
            if person.key in seen:
                raise Unreadable("duplicate")
        except Unreadable as error:
            done.findings.add(str(error), line)
            continue
        for remark in person.remarks:
            done.findings.add(remark, line)
        seen.add(person.key)
        done.taken += 1
        yield person


def _batches(people: Iterable[Person], done: Import, tell: Callable[[int], None]) -> Iterator[io.StringIO]:
    """Texts for COPY, BATCH people each."""
    rows: list[str] = []
    whose = f"{done.register_id}\t{done.pk}"
    for one in people:
        rows.append(f"\\\\x{one.key.hex()}\t{whose}\t{one.area}\t\\\\x{_sealed(one).hex()}\n")
        if len(rows) == BATCH:
            yield io.StringIO("".join(rows))
            rows.clear()
            tell(done.read)
    yield io.StringIO("".join(rows))
    tell(done.read)


def _sealed(one: Person) -> bytes:
    text = json.dumps([one.given_name, one.family_name, one.birth_date.isoformat()], ensure_ascii=False)
    return seal(text, _PLACE)


_COPY = "COPY registers_entry (person_key, register_id, brought, area_id, person) FROM STDIN"
_GONE = """
SELECT count(*) FROM registers_entry old WHERE register_id = %(register)s AND brought <> %(brought)s AND NOT EXISTS
(SELECT FROM registers_entry new WHERE (new.person_key, new.register_id, new.brought)
= (old.person_key, %(register)s, %(brought)s))
"""
assert Entry._meta.db_table + ".person" == _PLACE  # noqa: S101  the place is bound into every sealed value
