"""From the rows of a table to the lines of a budget, with every total and every doubt by the line of the file."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from budgets.ledger import amounts, unnamed
from budgets.ledger.codes import LEVELS
from budgets.ledger.columns import FIELDS, Columns
from budgets.ledger.reading import Doubt, Line, Mismatch, Read, clean
from budgets.ledger.sheets import Row, Sheet
from budgets.ledger.unnamed import Path

MISSING = "(ไม่ระบุ)"
WORDS = ("ด้าน", "แผนงาน", "งาน", "งบ")
LONGEST = {"area": 160, "plan": 200, "task": 200, "type": 120, "name": 500}
LONGEST_DETAIL = 1000
CODES = {"project_id": 60, "egp": 30, "emenscr": 40}
_TOTAL = re.compile(
    r"^(รวมทั้งสิ้น|รวมทั้งหมด|รวมเงิน|ยอดรวม|รวม(?=$|\s|[:：]|ด้าน|แผนงาน|งาน|งบ|หมวด)"
    r"|(?:grand |sub-?)?total\b)\s*[:：]?\s*(.*)$",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"^(รวมทั้งสิ้น|รวมทั้งหมด|grand total)", re.IGNORECASE)


@dataclass
class _Reading:
    """What is known while the rows pass by."""

    columns: Columns
    fiscal_year: int
    lines: list[Line] = field(default_factory=list)
    faults: list[Doubt] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    mismatches: list[Mismatch] = field(default_factory=list)
    above: dict[str, str] = field(default_factory=dict)
    seen: Counter[tuple[str, ...]] = field(default_factory=Counter)
    sums: dict[tuple[str, ...], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    since: Decimal = Decimal(0)
    checked: int = 0
    totals: dict[int, Path] = field(default_factory=dict)  # rows known to be totals without the word รวม
    alone: dict[int, Path] = field(default_factory=dict)  # rows that name a place and nothing deeper
    stated: list[tuple[Row, Path, Decimal]] = field(default_factory=list)

    def fault(self, row: Row, what: str | Promise, words: str = "") -> None:
        self.faults.append(Doubt(row.number, what, words[:200]))

    def doubt(self, row: Row, what: str | Promise, words: str = "") -> None:
        self.doubts.append(Doubt(row.number, what, words[:200]))


def read(sheet: Sheet, columns: Columns, fiscal_year: int) -> Read:
    """The lines of `fiscal_year` (B.E.). Rows of other years are left out and listed; rows called รวม are checked."""
    state = _run(_Reading(columns, fiscal_year), sheet)
    if totals := unnamed.totals(state.lines, state.alone):
        state = _run(_Reading(columns, fiscal_year, totals=totals), sheet)
    total = sum((line.amount for line in state.lines), start=Decimal(0))
    return Read(
        lines=tuple(state.lines), total=total, mismatches=tuple(state.mismatches), faults=tuple(state.faults),
        doubts=tuple(sorted(state.doubts, key=lambda doubt: doubt.number)), checked=state.checked,
    )  # fmt: skip


def _run(state: _Reading, sheet: Sheet) -> _Reading:
    for row in sheet.rows:
        _take(state, row)
    for row, place, stated in state.stated:
        said = format_lazy(_("Read as the total of {place}, not as a line of its own."), place=" / ".join(place))
        state.doubt(row, said, f"{stated:,.2f}")
        _compare(state, row, stated, (state.sums[place], " / ".join(place)))
    return state


def _take(state: _Reading, row: Row) -> None:
    formulas = [cell for at, cell in _used(state.columns, row) if amounts.is_formula(cell)]
    if formulas:
        state.fault(row, _("There is a formula here. Save the table with values instead of formulas."), formulas[0])
        return
    if not _of_this_year(state, row):
        return
    try:
        amount = amounts.amount(_cell(row, state.columns.amount))
    except amounts.NoAmount as problem:
        state.fault(row, problem.sentence, _cell(row, state.columns.amount))
        return
    named = next((match for level in (*LEVELS, "name") if (match := _TOTAL.match(_of(state, row, level)))), None)
    if named and amount is not None:
        _check(state, row, amount, named)
    elif amount is None:
        _heading(state, row)
    elif row.number in state.totals:
        _places(state, row)
        state.stated.append((row, state.totals[row.number], amount))
    else:
        _note_alone(state, row)
        _line(state, row, amount)


def _note_alone(state: _Reading, row: Row) -> None:
    """Remember a row that names a place and nothing deeper: it may be the total of the place."""
    columns = state.columns
    if _of(state, row, "name") or any(clean(_cell(row, at)) for at in columns.detail):
        return
    there = [getattr(columns, name) >= 0 for name in (*LEVELS, "name")]
    deeper = tuple(any(there[at + 1 :]) for at in range(len(LEVELS)))
    above = tuple(state.above.get(level, "") for level in LEVELS) if columns.fill else ()
    names = tuple(_of(state, row, level) for level in LEVELS)
    if place := unnamed.path(names, above, deeper):
        state.alone[row.number] = place


def _used(columns: Columns, row: Row) -> Iterator[tuple[int, str]]:
    """The cells that become part of the budget, but for the amount."""
    for name in (*LEVELS, "name", "year", *CODES):
        at = getattr(columns, name)
        if at >= 0:
            yield at, row.cells[at]
    yield from ((at, row.cells[at]) for at in columns.detail)


def _cell(row: Row, at: int) -> str:
    return row.cells[at] if 0 <= at < len(row.cells) else ""


def _of(state: _Reading, row: Row, name: str) -> str:
    return clean(_cell(row, getattr(state.columns, name)))


def _heading(state: _Reading, row: Row) -> None:
    """A row without an amount: names for the rows below it, or something forgotten."""
    if _of(state, row, "name") or not any(_of(state, row, level) for level in LEVELS[:3]):
        state.doubt(row, _("No amount: the row is left out."), " ".join(filter(None, map(clean, row.cells))))
        return
    _places(state, row)


def _of_this_year(state: _Reading, row: Row) -> bool:
    """Rows of other years (commitments over several years) are no part of this budget."""
    words = _of(state, row, "year")
    if not words:
        return True
    year = amounts.year(words)
    if year is None:
        state.doubt(row, _("The fiscal year cannot be read; the row is taken as of this year."), words)
        return True
    if year != state.fiscal_year:
        said = _("Fiscal year {year}, not {own}: {amount} baht left out.")
        state.doubt(row, format_lazy(said, year=year, own=state.fiscal_year, amount=_of(state, row, "amount")), words)
    return year == state.fiscal_year


def _places(state: _Reading, row: Row) -> dict[str, str]:
    """The names of the levels; an empty cell below a filled one means the same as above (merged cells)."""
    found = {level: _of(state, row, level) for level in LEVELS}
    same = True
    for level in LEVELS:
        if not found[level] and state.columns.fill and same:
            found[level] = state.above.get(level, "")
        same = same and found[level] == state.above.get(level, "")
    state.above = dict(found)
    return found


def _line(state: _Reading, row: Row, amount: Decimal) -> None:
    found = _places(state, row)
    words = found | {"name": _of(state, row, "name")}
    for level, longest in LONGEST.items():
        if len(words[level]) > longest:
            state.doubt(row, _("The words are too long and were cut."), words[level])
            words[level] = words[level][:longest]
    for level in LEVELS:
        if not words[level]:
            words[level] = MISSING
            if getattr(state.columns, level) >= 0:
                state.doubt(row, format_lazy(_("Nothing stands in “{column}”."), column=FIELDS[level]))
    detail = " › ".join(filter(None, (clean(_cell(row, at)) for at in state.columns.detail)))[:LONGEST_DETAIL]
    ids = {name: _of(state, row, name)[:longest] for name, longest in CODES.items()}
    line = Line(
        area=words["area"], plan=words["plan"], task=words["task"], type=words["type"], amount=amount,
        name=words["name"], detail=detail, number=row.number, project_id=ids["project_id"], egp=ids["egp"],
        emenscr=ids["emenscr"],
    )  # fmt: skip
    key = (*line.place, *line.words)
    if state.seen[key]:
        state.doubt(row, _("The same words stand in a line above; both are kept."), line.name or line.task)
    if amounts.has_odd_commas(_of(state, row, "amount")):
        said = format_lazy(_("The commas stand in odd places; read as {amount} baht."), amount=f"{amount:,.2f}")
        state.doubt(row, said, _of(state, row, "amount"))
    if remark := clean(_cell(row, state.columns.remark)):
        state.doubt(row, _("Remark in the file."), remark)
    line = replace(line, again=state.seen[key])
    state.seen[key] += 1
    state.lines.append(line)
    state.since += amount
    for depth in range(len(LEVELS) + 1):
        state.sums[line.place[:depth]] += amount


def _said(state: _Reading, said: str) -> Path | None:
    """The last place called so in a row called รวม: by its name, or by its name after the word for its level."""
    found = [place for place in state.sums if said and place and place[-1] == said]
    found = found or [place for place in state.sums if said and place and WORDS[len(place) - 1] + place[-1] == said]
    return found[-1] if found else None


def _check(state: _Reading, row: Row, stated: Decimal, named: re.Match[str]) -> None:
    """Compare a row called รวม with what it is the sum of: the place it names, the whole, or rows since the last."""
    path = tuple(words for level in LEVELS if (words := _of(state, row, level)) and not _TOTAL.match(words))
    said = clean(named[2])
    if _WHOLE.match(named[0]):
        summed, place = state.sums[()], str(_("Total"))
    elif path and path in state.sums:
        summed, place = state.sums[path], " / ".join(path)
    elif at := _said(state, said):
        summed, place = state.sums[at], said
    else:
        summed, place = state.since, said or str(_("Rows since the last total"))
    state.since = Decimal(0)
    _compare(state, row, stated, (summed, place))


def _compare(state: _Reading, row: Row, stated: Decimal, parts: tuple[Decimal, str]) -> None:
    summed, place = parts
    state.checked += 1
    if summed != stated:
        where = format_lazy(_("line {number}, {place}"), number=row.number, place=place)
        state.mismatches.append(Mismatch(str(where), stated, summed))
