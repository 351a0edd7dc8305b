"""Amounts and years as people write them in tables."""

import re
from decimal import Decimal, InvalidOperation

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from budgets.ledger.reading import LIMIT

_THAI = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_NUMBER = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?")
_ODD = re.compile(r"\d{1,3}(,\d{1,3})+(\.\d+)?")
_FORMULA = re.compile(r"=|@[A-Za-z]|[+-]\s*(\$?[A-Za-z]{1,3}\$?\d|[A-Za-z.]+\()")  # "- ค่าวัสดุ" is an item of a list
_NOTHING = {"", "-", "–", "—"}
BUDDHIST = 543


class NoAmount(Exception):
    """A cell that is no amount; the sentence says why."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would compute this cell instead of showing it."""
    return bool(_FORMULA.match(cell.strip())) and cell.strip() not in _NOTHING


def amount(cell: str) -> Decimal | None:
    """An amount in baht; None for an empty cell. Raises NoAmount for anything that is no money."""
    words = re.sub(r"\s|บาท|฿", "", cell.translate(_THAI))
    if words in _NOTHING:
        return None
    if is_formula(words):
        raise NoAmount(_("There is a formula here. Save the table with values instead of formulas."))
    if words[0] == "-" or (words[0] == "(" and words[-1] == ")"):
        raise NoAmount(_("The amount is negative. A budget line is zero or more; a reduction is a transfer."))
    if not _NUMBER.fullmatch(words) and not _ODD.fullmatch(words):
        raise NoAmount(_("This is no amount in baht."))
    return _money(words.replace(",", ""))


def has_odd_commas(cell: str) -> bool:
    """Whether commas stand where no thousands end ("18,250,00"): the digits are read, a person should look."""
    words = re.sub(r"\s|บาท|฿", "", cell.translate(_THAI))
    return bool(_ODD.fullmatch(words)) and not _NUMBER.fullmatch(words)


def _money(words: str) -> Decimal:
    try:
        found = Decimal(words)
    except InvalidOperation as error:
        raise NoAmount(_("This is no amount in baht.")) from error
    if found >= LIMIT:
        raise NoAmount(_("The amount is larger than any budget."))
    if found != round(found, 2):
        raise NoAmount(_("The amount has more than two decimal places: nothing is smaller than a satang."))
    return round(found, 2)


def year(cell: str) -> int | None:
    """A fiscal year in B.E., from B.E. or C.E. ("2022" → 2565); None for anything else."""
    words = re.sub(r"\D", "", cell.translate(_THAI))
    if len(words) != 4:
        return None
    found = int(words)
    return found if found > 2400 else found + BUDDHIST
