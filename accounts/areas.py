"""The official list of places: country, provinces, districts and subdistricts with their codes."""

import csv
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from django.db import transaction

from accounts.models import Area

LIST = Path(__file__).parent / "data" / "areas.csv"
COUNTRY = "00"
_LEVELS = {2: Area.Level.PROVINCE, 4: Area.Level.DISTRICT, 6: Area.Level.SUBDISTRICT}


def load(path: Path = LIST) -> int:
    """Bring the areas table up to date with the list; the number of rows in it.

    Adds and renames; removes nothing, because acts refer to areas. Safe to repeat.
    """
    areas = sorted(_read(path), key=lambda area: len(area.code))
    with transaction.atomic():
        for _size, level in groupby(areas, key=lambda area: (area.code != COUNTRY, len(area.code))):
            Area.objects.bulk_create(
                level,
                batch_size=2000,
                update_conflicts=True,
                unique_fields=["code"],
                update_fields=["level", "name", "name_en", "parent"],
            )
    return len(areas)


def _read(path: Path) -> Iterator[Area]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = row["code"]
            level = Area.Level.COUNTRY if code == COUNTRY else _LEVELS[len(code)]
            yield Area(code=code, level=level, name=row["name"], name_en=row["name_en"], parent_id=parent_code(code))


def parent_code(code: str) -> str | None:
    """The code of the place that `code` lies in: 500101 → 5001 → 50 → 00 → None."""
    if code == COUNTRY:
        return None
    return code[:-2] or COUNTRY
