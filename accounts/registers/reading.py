"""One line of a register's CSV file, read as a person or as what is wrong with it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.identity import compact, person_key
from accounts.refusals import Sentence

NEEDED = ("number", "given_name", "family_name", "birth_date", "area")
HEADINGS = {
    "เลขประจำตัวประชาชน": "number", "ชื่อ": "given_name", "ชื่อสกุล": "family_name", "วันเกิด": "birth_date", "รหัสตำบล": "area",
}  # fmt: skip
_THAI = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_ERA, _FIRST_BUDDHIST, _OLDEST, _MONTHS = 543, 2400, 1880, 12

# What a line may be found to be: refusals (not taken over) and remarks (taken over, and told).
REFUSALS: dict[str, Sentence] = {
    "columns": _("The line has too few columns."),
    "length": _("The identity number has not 13 digits."),
    "check": _("The identity number has a typing mistake: its last digit does not fit."),
    "name": _("A name is missing."),
    "birth": _("The birth date cannot be read. Write day/month/year or year-month-day."),
    "future": _("The birth date lies in the future, or too far back."),
    "area": _("There is no subdistrict with this code."),
    "duplicate": _("The same number stands in an earlier line; the earlier line counts."),
}
REMARKS: dict[str, Sentence] = {
    "buddhist": _("The birth date had a year of the Buddhist era; it was turned into the common era."),
    "swapped": _("Day and month of the birth date were swapped (there is no such month); they were put right."),
    "spelt": _("The identity number was written with Thai digits, dashes or spaces."),
}


class Unreadable(Exception):
    """This line is not taken over; the text is a code of REFUSALS."""


@dataclass(frozen=True, slots=True)
class Person:
    """One line, readable. `remarks` are codes of REMARKS."""

    key: bytes
    given_name: str
    family_name: str
    birth_date: date
    area: str
    remarks: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "<Person>"  # a traceback or a log must never show a person


def read(row: Mapping[str, str | None], areas: Collection[str], today: date) -> Person:
    """The person of a line. Raises Unreadable. About 8 µs."""
    number, given, family, born, area = (row.get(name) for name in NEEDED)
    if number is None or given is None or family is None or born is None or area is None:
        raise Unreadable("columns")
    try:
        key = person_key(number)
    except ValidationError as error:
        raise Unreadable(str(error.code)) from None
    given, family, area = given.strip(), family.strip(), area.strip().translate(_THAI)
    if not given or not family:
        raise Unreadable("name")
    day, remarks = birth_date(born)
    if day.year < _OLDEST or day > today:
        raise Unreadable("future")
    if area not in areas:
        raise Unreadable("area")
    if number != compact_quick(number):
        remarks = (*remarks, "spelt")
    return Person(key, given, family, day, area, remarks)


def compact_quick(number: str) -> str:
    """The number as bare ASCII digits; for numbers already found right."""
    return number if number.isascii() and number.isdigit() else compact(number)


def birth_date(text: str) -> tuple[date, tuple[str, ...]]:
    """The day that a text means, and remarks. Years from 2400 on are of the Buddhist era. Raises Unreadable."""
    text = text.strip().translate(_THAI)
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
    else:
        raise Unreadable("birth")
    remarks: tuple[str, ...] = ()
    if year >= _FIRST_BUDDHIST:
        year, remarks = year - _ERA, ("buddhist",)
    if month > _MONTHS >= day:
        day, month, remarks = month, day, (*remarks, "swapped")
    try:
        return date(year, month, day), remarks
    except ValueError:
        raise Unreadable("birth") from None
