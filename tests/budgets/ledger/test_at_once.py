"""Many at the same instant: imports of one budget, payments from one line, comments on one line. The database
decides.
"""

import threading
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection
from django.db.models import Sum

from accounts.refusals import AlreadyDone, Refused
from budgets.ledger import actions, processes, sums
from budgets.ledger.actions import Document, Month
from budgets.ledger.models import Budget, BudgetLine, Revision, Spending
from consult.threads.actions import Words, post_comment
from consult.threads.models import Comment
from tests.budgets.ledger.test_desk import HEAD, ROWS, published, send
from tests.factories.people import standing_cast

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 50
YEAR = [date(2022, month, 1) for month in (10, 11, 12)] + [date(2023, month, 1) for month in range(1, 10)]


def at_once(acts: Sequence[Callable[[], object]]) -> Counter[str]:
    """Every act in a thread with a connection of its own, all let go together: how each ended."""
    start, ends = threading.Barrier(len(acts)), Counter[str]()

    def run(act: Callable[[], object]) -> None:
        connection.ensure_connection()
        start.wait()
        try:
            act()
            ends["done"] += 1
        except (Refused, IntegrityError) as refused:
            ends[type(refused).__name__] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def test_two_imports_of_one_year_are_one_budget() -> None:
    cast = standing_cast()
    drafts = [send(cast, HEAD + ROWS), send(cast, HEAD + ROWS.replace("๗๐๐", "900"))]
    ends = at_once([lambda d=one: actions.keep(by=cast.officer, draft=d, document=Document("")) for one in drafts])  # type: ignore[misc]
    assert ends == {"done": 2}, "before publication the later file replaces the earlier"
    budget = Budget.objects.get()
    assert budget.lines.count() == 3
    assert budget.lines.aggregate(sum=Sum("amount"))["sum"] == budget.total
    assert list(sums.disagreements(budget)) == []


def test_one_file_is_kept_once_and_two_amendments_follow_each_other() -> None:
    cast = standing_cast()
    budget = published(cast)
    same = send(cast, HEAD + ROWS.replace("๗๐๐", "900"))
    other = send(cast, HEAD + ROWS.replace("๗๐๐", "800"))
    drafts = [same, same, other]
    ends = at_once([lambda d=one: actions.keep(by=cast.head, draft=d, document=Document("x")) for one in drafts])  # type: ignore[misc]
    assert ends == {"done": 2, "Closed": 1}
    first, second = Revision.objects.filter(number__gt=1).order_by("number")
    assert (first.number, second.number, first.after) == (2, 3, second.before)
    budget.refresh_from_db()
    assert budget.total == second.after == budget.lines.aggregate(sum=Sum("amount"))["sum"]
    assert list(sums.disagreements(budget)) == []


def test_fifty_payments_never_take_more_than_the_line_has() -> None:
    cast = standing_cast()
    budget = published(cast)
    line = budget.lines.get(name="ถนนสายหนึ่ง")  # 200 baht
    rows = [Month(line, YEAR[at % 12], Decimal(30), Decimal(30)) for at in range(MANY)]
    ends = at_once([lambda r=row: actions.spend(by=cast.officer, budget=budget, rows=[r]) for row in rows])  # type: ignore[misc]
    assert set(ends) == {"done", "SpendingRefused"}
    paid = Spending.objects.aggregate(sum=Sum("paid"))["sum"]
    assert paid == 180, "six months of 30 fit into 200"
    assert budget.places.get(code="").paid == paid
    assert list(sums.disagreements(budget)) == []


def test_the_database_alone_keeps_payments_within_the_line() -> None:
    cast = standing_cast()
    line = published(cast).lines.get(name="ถนนสายหนึ่ง")

    def pay(month: date) -> Callable[[], object]:
        return lambda: Spending.objects.create(line=line, month=month, paid=30)

    at_once([*map(pay, YEAR), lambda: BudgetLine.objects.filter(pk=line.pk).update(amount=100)])
    line.refresh_from_db()
    assert (Spending.objects.aggregate(sum=Sum("paid"))["sum"] or 0) <= line.amount


def test_fifty_times_the_same_comment_is_one_and_fifty_comments_are_fifty() -> None:
    cast = standing_cast()
    budget = published(cast)
    line = budget.lines.get(name="ถนนสายหนึ่ง")
    subject, form = processes.subject(Budget.objects.published().get(), also=line), uuid.uuid4()
    said = Words("ถนนนี้ควรทำก่อน", part=line.stable_id)
    ends = at_once([lambda: post_comment(by=cast.petitioner, subject=subject, words=said, form=form)] * MANY)
    assert ends == {"done": 1, AlreadyDone.__name__: MANY - 1}
    each = [Words(f"ความเห็นที่ {at}", part=line.stable_id) for at in range(MANY)]
    ends = at_once([lambda w=one: post_comment(by=cast.petitioner, subject=subject, words=w) for one in each])  # type: ignore[misc]
    assert ends == {"done": MANY}
    assert Comment.objects.about("budget", budget.public_id).filter(part=line.stable_id).count() == MANY + 1
