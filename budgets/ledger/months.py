"""The months of a fiscal year: 1 October to 30 September (2561 Act on budget procedures, s.4)."""

import re
from datetime import date

from budgets.ledger import amounts

THAI = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
FULL = ("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม",
        "พฤศจิกายน", "ธันวาคม")  # fmt: skip
FIRST = 10


def months(year_ce: int) -> list[date]:
    """The twelve months of a fiscal year (C.E.), October of the year before first; each by its first day."""
    return [date(year_ce - 1, month, 1) for month in (10, 11, 12)] + [date(year_ce, month, 1) for month in range(1, 10)]


def quarter(month: date) -> int:
    """The quarter of the fiscal year: 1 for October to December."""
    return (month.month - FIRST) % 12 // 3 + 1


def read(cell: str) -> date | None:
    """A month as people write it: "2022-11", "11/2565", "พ.ย. 2565"; None for anything else."""
    words = cell.strip().translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))
    for at, names in enumerate(zip(FULL, THAI, strict=True), start=1):
        if any(words.startswith(name) for name in names):
            return _month(amounts.year(words), at)
    if found := re.fullmatch(r"(\d{4})[-/](\d{1,2})([-/]\d{1,2}.*)?", words):
        return _month(amounts.year(found[1]), int(found[2]))
    if found := re.fullmatch(r"(?:\d{1,2}/)?(\d{1,2})/(\d{4})", words):
        return _month(amounts.year(found[2]), int(found[1]))
    return None


def _month(year: int | None, month: int) -> date | None:
    if year is None or not 1 <= month <= 12:
        return None
    try:
        return date(year - amounts.BUDDHIST, month, 1)
    except ValueError:
        return None
