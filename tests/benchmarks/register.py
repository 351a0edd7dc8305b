"""Bringing in a register of a million lines: `python -m tests.benchmarks.register [lines]`; target two minutes."""

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import _database


def write(path: Path, lines: int, areas: list[str]) -> None:
    """A file of invented people: every hundredth line wrong or odd in some way."""
    from accounts.identity import fictional

    with path.open("w", encoding="utf-8") as file:
        file.write("number,given_name,family_name,birth_date,area\n")
        for serial in range(lines):
            year, day = 1940 + serial % 65, 1 + serial % 28
            born = f"{day}/7/{year + 543}" if serial % 100 == 7 else f"{year}-07-{day:02}"
            number = fictional(50_000_000_000 + serial) if serial % 100 != 13 else "1234567890123"
            file.write(f"{number},สมปอง,มั่นคง,{born},{areas[serial % len(areas)]}\n")


def run(lines: int = 1_000_000) -> Iterator[str]:
    """Write the file, bring it in twice (new, and over itself), say how long it took."""
    with _database.own("bench_register"):
        yield from _measured(lines)


def _measured(lines: int) -> Iterator[str]:
    from accounts import areas
    from accounts.models import Agency, Area
    from accounts.registers import importing
    from accounts.registers.models import Register

    with tempfile.TemporaryDirectory() as folder:
        areas.load()
        codes = list(Area.objects.filter(level="subdistrict").values_list("code", flat=True))
        path = Path(folder) / "register.csv"
        write(path, lines, codes)
        agency = Agency.objects.create(slug="bench-register", name="bench", kind="department")
        register = Register.objects.create(slug="bench", agency=agency)
        for what in ("new", "over itself"):
            began = time.monotonic()
            done = importing.from_file(register, path)
            yield f"{what}: {done.read:,} lines in {time.monotonic() - began:.1f} s, {done.taken:,} taken"
        yield f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most"


if __name__ == "__main__":
    for row in run(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000):
        print(row, flush=True)
