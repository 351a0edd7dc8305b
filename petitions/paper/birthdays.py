"""Birth dates as people write them on paper: B.E. or C.E., digits of both kinds, day first."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

BUDDHIST_ERA = 543
OLDEST = 130  # years
_MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]
_FULL = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
]
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


@dataclass(frozen=True)
class Birthday:
    """A day and how its year was written (`common_era`: C.E. where a form asks for B.E.)."""

    day: date
    common_era: bool

    @property
    def swapped(self) -> date | None:
        """The day with day and month exchanged, where that is a day."""
        if self.day.day > 12:
            return None
        return self.day.replace(month=self.day.day, day=self.day.month)


def read(typed: str) -> Birthday:
    """The day in `typed`: 17/5/2533, 17-05-1990, 17 พ.ค. 2533, 1990-05-17. Raises ValidationError with a sentence."""
    text = _in_numbers(typed.translate(_DIGITS).strip())
    numbers = [int(part) for part in re.findall(r"[0-9]+", text)]
    if len(numbers) != 3:
        raise ValidationError(_("Write the birth date as day, month and year: 17/5/2533."), code="shape")
    day, month, year = numbers if numbers[0] < 100 else numbers[::-1]
    if year < 1000:
        raise ValidationError(_("Write the year of birth with four digits."), code="year")
    buddhist = year >= 2300
    year -= BUDDHIST_ERA if buddhist else 0
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        raise ValidationError(_("There is no such day: write day, month, year."), code="day")
    today = timezone.localdate()
    found = date(year, month, day)
    if not today.year - OLDEST <= year or found > today:
        raise ValidationError(_("Nobody who signs was born then. Is the year written in B.E. or in C.E.?"), code="year")
    return Birthday(found, not buddhist)


def _in_numbers(text: str) -> str:
    for names in (_FULL, _MONTHS):
        for month, name in enumerate(names, start=1):
            text = text.replace(name, f" {month} ")
    return text
