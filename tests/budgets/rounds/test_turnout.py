"""Turnout by area: added up at the close, small areas never apart."""

from collections.abc import Callable

from budgets.rounds import turnout
from tests.factories import budgets as make
from tests.factories.people import Cast, citizen

Move = Callable[[], None]


def test_it_works(cast: Cast, after_closing: Move) -> None:
    round_ = make.opened(cast)
    for area, people in (("500101", 12), ("500102", 11), ("500103", 2), ("500104", 9)):
        for _ in range(people):
            make.vote(round_, by=citizen(code=area))
    citizen(code="500101")
    after_closing()
    rows = make.close(cast, round_).turnout
    assert [(row["area"], row["voted"]) for row in rows] == [("500101", 12), ("500102", 11), ("", 11)]
    assert rows[0]["entitled"] >= 13
    assert rows[-1]["entitled"] is None


def test_a_single_small_area_cannot_be_found_by_subtraction(cast: Cast, after_closing: Move) -> None:
    round_ = make.opened(cast)
    for area, people in (("500101", 12), ("500102", 3)):
        for _ in range(people):
            make.vote(round_, by=citizen(code=area))
    after_closing()
    assert make.close(cast, round_).turnout == [{"area": "", "voted": 15, "entitled": None}]


def test_nobody_voted(cast: Cast) -> None:
    assert turnout.by_area(make.opened(cast)) == []
