"""Turnout by area: added up at the close, small areas never apart."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from budgets.rounds import actions, turnout
from budgets.rounds.models import Project
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


def test_the_page_shows_places_and_joins_the_small_ones(cast: Cast, after_closing: Move) -> None:
    round_ = make.prepared(cast)
    Project.objects.filter(round=round_, code="P1").update(district="500101")
    Project.objects.filter(round=round_, code="P2").update(district="500103")
    actions.open_ballot(by=cast.head, round=round_)
    for area, people in (("500101", 12), ("500102", 11), ("500103", 2), ("500104", 9)):
        for _ in range(people):
            make.vote(round_, by=citizen(code=area), choices=("P1",))
    after_closing()
    make.close(cast, round_)
    page = Client().get(reverse("rounds:result", args=[round_.public_id]))
    places = {place.area.code if place.area else "": place for place in page.context["places"]}
    assert {code: place.voted for code, place in places.items()} == {
        "500101": 12,
        "500102": 11,
        "500103": None,
        "": 11,
    }
    assert (places["500101"].funded, places["500101"].money) == (1, 300_00)
    assert len(page.context["tiles"]) == 3
