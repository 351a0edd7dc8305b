"""The list of security items is whole: every item of levels 1 and 2 of the ASVS 5.0 has one line with its state."""

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "security.md"
# Of each section, the items of levels 1 and 2.
ITEMS = """
1.1 1-2, 1.2 1-9, 1.3 1-11, 1.4 1-3, 1.5 1-2, 2.1 1-3, 2.2 1-3, 2.3 1-4, 2.4 1-1, 3.2 1-2, 3.3 1-4, 3.4 1-6, 3.5 1-5,
3.7 1-2, 4.1 1-3, 4.2 1-1, 4.3 1-2, 4.4 1-4, 5.1 1-1, 5.2 1-3, 5.3 1-2, 5.4 1-3, 6.1 1-3, 6.2 1-12, 6.3 1-4, 6.4 1-4,
6.5 1-5, 6.6 1-3, 6.8 1-4, 7.1 1-3, 7.2 1-4, 7.3 1-2, 7.4 1-5, 7.5 1-2, 7.6 1-2, 8.1 1-2, 8.2 1-3, 8.3 1-1, 8.4 1-1,
9.1 1-3, 9.2 1-4, 10.1 1-2, 10.2 1-2, 10.3 1-4, 10.4 1-11, 10.5 1-5, 10.6 1-2, 10.7 1-3, 11.1 1-2, 11.2 1-3, 11.3 1-3,
11.4 1-4, 11.5 1-1, 11.6 1-1, 12.1 1-3, 12.2 1-2, 12.3 1-4, 13.1 1-1, 13.2 1-5, 13.3 1-2, 13.4 1-5, 14.1 1-2, 14.2 1-4,
14.3 1-3, 15.1 1-3, 15.2 1-3, 15.3 1-7, 16.1 1-1, 16.2 1-5, 16.3 1-4, 16.4 1-3, 16.5 1-3, 17.1 1-1, 17.2 1-4, 17.3 1-2
"""
STATES = {"met", "partly", "not met", "does not apply"}


def wanted() -> list[str]:
    found = []
    for section, first, last in re.findall(r"(\d+\.\d+) (\d+)-(\d+)", ITEMS):
        found += [f"{section}.{number}" for number in range(int(first), int(last) + 1)]
    return found


def test_it_works() -> None:
    rows = re.findall(r"^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", PAGE.read_text("utf-8"), re.M)
    assert [row[0] for row in rows] == wanted()
    assert {state for _item, _name, state, _where in rows} <= STATES


def test_the_count_at_its_head_is_right() -> None:
    text = PAGE.read_text("utf-8")
    met, partly, not_met, not_ours = map(
        int,
        re.search(r"(\d+) met, (\d+) met in part, (\d+) not met,\s+(\d+) that do not apply", text).groups(),  # type: ignore[union-attr]
    )
    states = re.findall(r"^\| \d+\.\d+\.\d+ \| [^|]+ \| ([^|]+) \|", text, re.M)
    counted = [states.count(state) for state in ("met", "partly", "not met", "does not apply")]
    assert counted == [met, partly, not_met, not_ours]
