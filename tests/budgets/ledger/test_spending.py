"""Stages, transfers, payments by month and contracts: what is refused, and what everybody can then see."""

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.notices import following
from accounts.notices.models import Message
from accounts.refusals import Closed, NotEligible
from budgets.ledger import actions, figures, months, ocds, reading, sums
from budgets.ledger.actions import Document, Month
from budgets.ledger.models import Budget, BudgetLine, Contract, Spending
from budgets.ledger.states import Stage
from budgets.ledger.telling import followable
from tests.budgets.ledger.test_desk import HEAD, ROWS, published, send
from tests.factories.people import Cast

OCTOBER, JANUARY = date(2022, 10, 1), date(2023, 1, 1)


@pytest.fixture
def budget(cast: Cast) -> Budget:
    return published(cast)


def line(budget: Budget, name: str = "ถนนสายหนึ่ง") -> BudgetLine:
    return budget.lines.select_related("budget").get(name=name)


def taken(client: Client, address: str) -> str:
    """A streamed file, whole."""
    answer: Any = client.get(address)
    return b"".join(answer.streaming_content).decode()


def pay(cast: Cast, budget: Budget, paid: int, month: date = OCTOBER) -> int:
    row = Month(line(budget), month, Decimal(paid), Decimal(paid))
    return actions.spend(by=cast.officer, budget=budget, rows=[row])


def test_it_works(cast: Cast, budget: Budget) -> None:
    assert pay(cast, budget, 50) == pay(cast, budget, 100, JANUARY) == 1
    shown = figures.place(budget, {"area": "ด้านเศรษฐกิจ"})
    assert shown is not None
    assert [(one.number, int(one.paid), int(one.paid_by)) for one in shown.quarters] == [(1, 50, 50), (2, 100, 150)]
    assert (shown.left, shown.paid_share) == (Decimal(50), Decimal("0.75"))
    assert list(sums.disagreements(budget)) == []


def test_a_month_sent_again_is_replaced(cast: Cast, budget: Budget) -> None:
    pay(cast, budget, 50)
    pay(cast, budget, 200)
    assert Spending.objects.get().paid == 200


def test_no_line_is_paid_more_than_it_has(cast: Cast, budget: Budget) -> None:
    pay(cast, budget, 150)
    with pytest.raises(actions.SpendingRefused):
        pay(cast, budget, 51, JANUARY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Spending.objects.create(line=line(budget), month=JANUARY, paid=51)
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetLine.objects.filter(name="ถนนสายหนึ่ง").update(amount=149)


def test_only_months_of_the_year(cast: Cast, budget: Budget) -> None:
    with pytest.raises(actions.SpendingRefused):
        pay(cast, budget, 1, date(2023, 10, 1))


def test_nothing_is_paid_before_approval(cast: Cast) -> None:
    budget = actions.keep(by=cast.officer, draft=send(cast, HEAD + ROWS), document=Document("")).budget
    with pytest.raises(Closed):
        pay(cast, budget, 1)


def test_payments_come_as_a_table(cast: Cast, budget: Budget) -> None:
    table = f"รหัสรายการ,เดือน,ผูกพัน,เบิกจ่าย\n{line(budget).stable_id},พ.ย. 2565,100,20.50\n"
    assert actions.spend_table(by=cast.officer, budget=budget, content=table.encode()) == 1
    assert Spending.objects.get().month == date(2022, 11, 1)


@pytest.mark.parametrize("row", ["x,2022-11,1,1", "{id},2022-13,1,1", "{id},2022-11,1,=A1", "{id},2022-11,1,-5"])
def test_a_bad_row_of_payments_is_named(cast: Cast, budget: Budget, row: str) -> None:
    table = "line,month,committed,paid\n" + row.replace("{id}", line(budget).stable_id)
    with pytest.raises(actions.SpendingRefused) as refusal:
        actions.spend_table(by=cast.officer, budget=budget, content=table.encode())
    assert "2" in str(refusal.value.reasons[0])


@pytest.mark.parametrize(
    ("words", "month"),
    [("2022-11", 11), ("11/2565", 11), ("พ.ย. 2565", 11), ("พฤศจิกายน ๒๕๖๕", 11),
     ("2565-11", 11), ("x", 0), ("13/2565", 0)],
)  # fmt: skip
def test_months_are_read_as_people_write_them(words: str, month: int) -> None:
    assert months.read(words) == (date(2022, month, 1) if month else None)


def test_the_fiscal_year_begins_in_october() -> None:
    assert [months.quarter(one) for one in months.months(2023)] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]


def test_a_transfer_keeps_the_total_and_shows_both_lines(cast: Cast, budget: Budget, client: Client) -> None:
    gives, takes = line(budget), line(budget, "เงินเดือน")
    revision = actions.transfer(
        by=cast.head, budget=budget, source=gives, target=takes, amount=Decimal(50), document=Document("โอนครั้งที่ 1")
    )
    assert revision.before == revision.after == Budget.objects.get().total
    assert (line(budget).amount, line(budget).original) == (Decimal(150), Decimal(200))
    assert line(budget, "เงินเดือน").amount == 750
    assert "โอนครั้งที่ 1" in client.get(gives.get_absolute_url()).content.decode()
    assert taken(client, f"/open/budget-changes/{budget.public_id}.csv").count("\n") >= 3


@pytest.mark.parametrize(("amount", "paid"), [(201, 0), (151, 50), (0, 0), (-5, 0)])
def test_a_transfer_of_what_is_not_there_is_refused(cast: Cast, budget: Budget, amount: int, paid: int) -> None:
    if paid:
        pay(cast, budget, paid)
    with pytest.raises(actions.NotPossible):
        actions.transfer(by=cast.head, budget=budget, source=line(budget), target=line(budget, "เงินเดือน"),
                         amount=Decimal(amount), document=Document("x"))  # fmt: skip


def test_only_the_head_transfers(cast: Cast, budget: Budget) -> None:
    with pytest.raises(NotEligible):
        actions.transfer(by=cast.officer, budget=budget, source=line(budget), target=line(budget, "เงินเดือน"),
                         amount=Decimal(1), document=Document("x"))  # fmt: skip


def test_stages_have_their_day_and_document(cast: Cast, budget: Budget, client: Client) -> None:
    with pytest.raises(Closed):
        actions.advance(by=cast.head, budget=budget, to=Stage.SPENDING, on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(Closed):
        actions.advance(by=cast.head, budget=budget, to=Stage.SPENDING, on=date(2020, 1, 1))
    actions.advance(by=cast.head, budget=budget, to=Stage.SPENDING, title="หนังสือแจ้งเบิกจ่าย")
    assert "หนังสือแจ้งเบิกจ่าย" in client.get(reverse("ledger:history", args=[budget.public_id])).content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Budget.objects.update(stage=Stage.PREPARATION)


def package(ref: str, **changes: Any) -> bytes:
    contract = {"id": "c1", "awardID": "a1", "title": "ก่อสร้างถนน", "value": {"amount": 190.5, "currency": "THB"},
                "dateSigned": "2022-12-01T00:00:00+07:00", "status": "active"} | changes  # fmt: skip
    release = {"ocid": "ocds-bq4ldt-1", "id": "1", "date": "2022-12-02T00:00:00Z", "tag": ["contract"],
               "planning": {"budget": {"projectID": ref}}, "contracts": [contract],
               "awards": [{"id": "a1", "suppliers": [{"name": "บริษัท ทางดี จำกัด"}]}]}  # fmt: skip
    return json.dumps({"releases": [release]}).encode()


def test_contracts_are_tied_to_their_line(cast: Cast, budget: Budget, client: Client) -> None:
    content = package(line(budget).stable_id)
    assert actions.take_contracts(by=cast.officer, agency=cast.agency, content=content) == (1, 1)
    assert actions.take_contracts(by=cast.officer, agency=cast.agency, content=content) == (1, 1)
    assert Contract.objects.get().amount == Decimal("190.50")
    assert "ทางดี" in client.get(line(budget).get_absolute_url()).content.decode()
    assert "ทางดี" in taken(client, f"/open/budget-contracts/{budget.public_id}.csv")


def test_a_contract_without_a_line_is_tied_by_hand_and_stays(cast: Cast, budget: Budget) -> None:
    assert actions.take_contracts(by=cast.officer, agency=cast.agency, content=package("?")) == (1, 0)
    actions.tie_contract(by=cast.officer, contract=Contract.objects.get(), line=line(budget))
    assert actions.take_contracts(by=cast.officer, agency=cast.agency, content=package("?")) == (1, 1)


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"null", b'{"releases": 5}', b'{"releases": [{}]}', package("x", value={"amount": -1}),
     package("x", value={"amount": "NaN"}), package("x", value={"amount": 1, "currency": "USD"}),
     package("x", dateSigned="soon"), b"[" * 100_000],
)  # fmt: skip
def test_what_is_no_package_ends_in_one_sentence(content: bytes) -> None:
    with pytest.raises(reading.Unreadable):
        ocds.read(content)


def test_who_follows_a_line_is_told(cast: Cast, budget: Budget) -> None:
    user = cast.petitioner.user
    assert user is not None
    following.follow(user=user, about=f"budgetline/{followable(line(budget))}")
    pay(cast, budget, 10)
    assert Message.objects.filter(kind="budgetline.paid").count() == 1
    assert following.describe(f"budgetline/{followable(line(budget))}") is not None


def test_per_head_divides_by_the_count_before_the_years_end(cast: Cast, budget: Budget) -> None:
    for on, people in ((date(2021, 12, 31), 10), (date(2022, 12, 31), 20), (date(2023, 12, 31), 40)):
        actions.count_heads(by=cast.officer, agency=cast.agency, on=on, people=people, source="ทะเบียนราษฎร")
    assert figures.heads([budget]) == {budget.pk: 20}
    assert figures.peers(budget, {"area": "ด้านเศรษฐกิจ"})[0].per_head == 10


@pytest.mark.parametrize("page", ["publish", "stage", "transfer", "spending", "manage"])
def test_the_desk_of_a_budget(cast: Cast, budget: Budget, client: Client, page: str) -> None:
    address = reverse(f"ledger:{page}", args=[budget.public_id])
    client.force_login(cast.head)
    assert client.get(address).status_code == 200
    client.force_login(cast.moderator)
    assert client.get(address).status_code == 403


def test_a_transfer_by_the_form(cast: Cast, budget: Budget, client: Client) -> None:
    client.force_login(cast.head)
    sent = {"source": line(budget).get_absolute_url(), "target": line(budget, "เงินเดือน").stable_id, "amount": "50",
            "reason": "จำเป็น", "title": "มติสภา", "url": "", "on": ""}  # fmt: skip
    address = reverse("ledger:transfer", args=[budget.public_id])
    assert client.post(address, sent | {"amount": "500"}).status_code == 422
    assert client.post(address, sent | {"url": "javascript:alert(1)"}).status_code == 422
    answer = client.post(address, sent)
    assert answer["Location"] == reverse("ledger:revision", args=[budget.public_id, 2])
