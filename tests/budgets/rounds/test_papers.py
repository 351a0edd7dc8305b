"""The printed ballot says what the screen says: one source, all four kinds, Thai that can be copied, large print."""

import io
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from budgets.rounds import actions
from budgets.rounds.models import Project, Round
from budgets.rounds.papers import paper
from tests.factories import budgets as make
from tests.factories.people import PASSWORD, Cast

KINDS = ["approval", "knapsack", "points", "ranking"]
TITLE = "ก่อสร้างระบบน้ำประปาที่บ้านกำแพงเพชร"


def announced(cast: Cast, **settings: Any) -> Round:
    round_ = make.prepared(cast, **settings)
    Project.objects.filter(round=round_, code="P1").update(title=TITLE, description="น้ำดื่มสะอาด")
    actions.open_ballot(by=cast.head, round=round_)
    return round_


def text_of(pdf: bytes) -> list[str]:
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return [page.get_textpage().get_text_bounded().replace("\r\n", " ") for page in pages]


@pytest.mark.parametrize("kind", KINDS)
def test_it_works(cast: Cast, client: Client, kind: str) -> None:
    round_ = announced(cast, ballot_kind=kind, points=7, exclusive=[["P2", "P3"]])
    with override("th"):
        words = [escape(str(sentence)) for sentence in paper(round_, ["P1"]).words]
        client.login(email="mali@example.org", password=PASSWORD)
        screen = client.get(reverse("rounds:ballot", args=[round_.public_id])).content.decode()
        printed = Client().get(reverse("rounds:paper", args=[round_.public_id])).content.decode()
        pages = text_of(Client().get(reverse("rounds:paper-pdf", args=[round_.public_id])).content)
    assert len(words) >= 4 if kind in {"points", "ranking"} else len(words) >= 3
    for sentence in (*words, TITLE, "น้ำดื่มสะอาด", "P1", "P4"):
        assert sentence in screen
        assert sentence in printed
    bare = "".join(pages).replace(" ", "")
    for sentence in (*words, TITLE, "น้ำดื่มสะอาด"):
        assert sentence.replace(" ", "") in bare


def test_each_copy_has_an_order_of_its_own_and_large_print_is_larger(cast: Cast) -> None:
    round_ = announced(cast)
    address = reverse("rounds:paper-pdf", args=[round_.public_id])
    many = text_of(Client().get(address, {"copies": "6"}).content)
    orders = {tuple(sorted(("P1", "P2", "P3", "P4"), key=page.index)) for page in many}
    assert len(many) == 6
    assert len(orders) > 1
    assert many == text_of(Client().get(address, {"copies": "6"}).content), "the same seed gives the same papers"
    sizes = [height(Client().get(address, {"size": size}).content) for size in ("normal", "large")]
    assert sizes[1] > 1.4 * sizes[0]


def height(pdf: bytes) -> float:
    """How high the first letter of the first project's title is, in points."""
    text = pypdfium2.PdfDocument(io.BytesIO(pdf))[0].get_textpage()
    place = text.search(TITLE[:3]).get_next()
    assert place is not None
    _left, bottom, _right, top = text.get_charbox(place[0])
    return float(top - bottom)


def test_a_district_has_a_paper_of_its_own(cast: Cast) -> None:
    round_ = make.prepared(cast, own_district=True)
    for code, district in (("P1", "5001"), ("P2", "5002"), ("P3", "")):
        Project.objects.filter(round=round_, code=code).update(district=district)
    Project.objects.filter(round=round_, code="P4").update(feasible=False)
    actions.open_ballot(by=cast.head, round=round_)
    address = reverse("rounds:paper", args=[round_.public_id])
    page = Client().get(address, {"district": "5002"}).content.decode()
    assert "โครงการ P2" in page
    assert "โครงการ P1" not in page
    assert Client().get(address, {"district": "7777"}).status_code == 400


def test_before_the_announcement_there_is_no_paper(cast: Cast) -> None:
    round_ = make.prepared(cast)
    assert Client().get(reverse("rounds:paper", args=[round_.public_id])).status_code == 404
    assert (
        Client().get(reverse("rounds:paper-pdf", args=[make.opened(cast).public_id]), {"copies": "99"}).status_code
        == 400
    )
