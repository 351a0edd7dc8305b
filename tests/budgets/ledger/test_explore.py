"""Exploring a budget: words in Thai, comments on lines, two budgets beside each other, and its size."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgets.ledger import actions, figures
from budgets.ledger.actions import Document
from budgets.ledger.models import Budget
from budgets.ledger.states import Stage
from consult.threads.models import Comment
from tests.budgets.ledger.test_desk import HEAD, ROWS, published, send
from tests.factories.people import Cast

LARGE = 3000


def rows(count: int) -> Iterator[str]:
    """A budget of any size with ten areas, and hundred lines in each smallest place."""
    for at in range(count):
        place = at // 100
        yield f"ด้าน {place % 10},แผน {place // 10 % 10},งาน {place // 100},งบลงทุน,ซ่อมถนนสาย {at},{at + 1}\n"


@pytest.fixture
def budget(cast: Cast) -> Budget:
    return published(cast)


@pytest.mark.parametrize(("asked", "found"), [("ถนน", 1), ("รถบรรทุก", 1), ("เงินเดือน ถนน", 0), ("ก่อสร้าง", 1), ("", 0)])
def test_lines_are_found_by_thai_words(budget: Budget, client: Client, asked: str, found: int) -> None:
    page = client.get(reverse("ledger:find", args=[budget.public_id]), {"q": asked})
    assert page.status_code == 200
    assert len(page.context["lines"]) == found


@pytest.mark.parametrize(
    "asked", ["\x00", "'; DROP TABLE", "%", "ก" * 5000, "๑๒๓", "<script>alert(1)</script>", "&|!()"]
)
def test_hostile_questions_find_nothing_and_break_nothing(budget: Budget, client: Client, asked: str) -> None:
    page = client.get(reverse("ledger:find", args=[budget.public_id]), {"q": asked, "page": "99999999999"})
    assert page.status_code == 200
    assert b"<script>alert" not in page.content


def test_anybody_may_comment_on_a_line(cast: Cast, budget: Budget, client: Client) -> None:
    line = budget.lines.get(name="ถนนสายหนึ่ง")
    user = cast.petitioner.user
    assert user is not None
    client.force_login(user)
    address = f"{reverse('ledger:comment', args=[budget.public_id])}?line={line.stable_id}"
    form = client.get(address).context["form"]
    sent = {"body": "ถนนนี้ควรทำก่อน", "part": line.stable_id, "stance": "none", "form": form["form"].value(), "base": ""}
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    assert Comment.objects.get().part == line.stable_id
    line.budget = budget
    assert "ถนนนี้ควรทำก่อน" in Client().get(line.get_absolute_url()).content.decode()
    assert "ถนนนี้ควรทำก่อน" in Client().get(reverse("ledger:comments", args=[budget.public_id])).content.decode()


def test_two_years_stand_beside_each_other(cast: Cast, budget: Budget, client: Client) -> None:
    draft = send(cast, HEAD + ROWS.replace("๗๐๐", "900"), year=2565)
    before = actions.keep(by=cast.officer, draft=draft, document=Document("")).budget
    actions.publish_page(by=cast.head, budget=before, title="2565", summary="…", stage=Stage.AUDIT,
                         document=Document(""))  # fmt: skip
    found = figures.beside(budget, before, {"area": "ด้านบริหารทั่วไป"})
    assert [(row.name, int(row.difference)) for row in found] == [("บริหารงานทั่วไป", -200)]
    address = reverse("ledger:beside", args=[budget.public_id, before.public_id])
    assert client.get(address).status_code == 200
    assert client.get(address, {"area": "x"}).status_code == 404


def test_a_large_budget_needs_no_more_queries_than_a_small_one(cast: Cast, budget: Budget) -> None:
    draft = send(cast, HEAD + "".join(rows(LARGE)), year=2567)
    large = actions.keep(by=cast.officer, draft=draft, document=Document("")).budget
    actions.publish_page(by=cast.head, budget=large, title="2567", summary="…", stage=Stage.APPROVED,
                         document=Document(""))  # fmt: skip
    line = large.lines.first()
    assert line is not None
    path: dict[str, str] = {}
    for name, words in [("", ""), *line.path.items()]:
        path |= {name: words} if name else {}
        with CaptureQueriesContext(connection) as queries:
            page = Client().get(f"{large.get_absolute_url()}?{urlencode(path)}")
        assert page.status_code == 200
        assert len(queries) <= 10
        assert not page.cookies
    line.budget = large
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(line.get_absolute_url()).status_code == 200
    assert len(queries) <= 12


def test_one_type_of_expenditure_is_followed_down_to_its_lines(budget: Budget, client: Client) -> None:
    shown = figures.place(budget, {}, only="งบลงทุน")
    assert shown is not None
    assert (
        sum(part.value for part in shown.slices)
        == shown.parts_total
        == sum(line.amount for line in budget.lines.filter(type="งบลงทุน"))
    )
    address = budget.get_absolute_url() + shown.slices[0].href
    for _level in range(3):
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address)
        assert len(queries) <= 10
        slices = page.context["place"].slices
        if slices:
            address = budget.get_absolute_url() + slices[0].href
    assert [line.type for line in page.context["lines"]] == ["งบลงทุน"]
    assert client.get(budget.get_absolute_url(), {"only": "ไม่มี"}).status_code == 404


@pytest.mark.parametrize(
    "query", ["only=%00", "only=x", "page=99", "page=-1", "page=x", "page=๑", "type=x", "area=%00"]
)
def test_odd_addresses_are_answered_calmly(budget: Budget, client: Client, query: str) -> None:
    assert client.get(f"{budget.get_absolute_url()}?{query}").status_code in {200, 404}
