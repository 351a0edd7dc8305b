"""What became of the lines as open data: payments by month, contracts, changes. One row each."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from budgets.ledger.models import Change, Contract, Spending
from realtime.feeds.catalogue import Column, Row

_LINE = Column("line_id", "string", _("id of the line, the same in every year and authority"))
SPENDING = (
    _LINE,
    Column("month", "date", _("first day of the month")),
    Column("committed", "decimal", _("committed in the month, in baht")),
    Column("paid", "decimal", _("paid in the month, in baht")),
)
CONTRACTS = (
    _LINE,
    Column("ocid", "string", _("open contracting ID")),
    Column("contract_id", "string", _("id of the contract")),
    Column("title", "string", _("title")),
    Column("supplier", "string", _("supplier")),
    Column("amount", "decimal", _("amount in baht")),
    Column("signed_on", "date", _("day of signing")),
    Column("status", "string", _("status by OCDS")),
)
CHANGES = (
    Column("revision", "integer", _("number of the change, from 1")),
    Column("kind", "string", _("kind of change")),
    Column("on", "date", _("day of the document")),
    Column("document", "string", _("document")),
    _LINE,
    Column("before", "decimal", _("amount before, in baht")),
    Column("after", "decimal", _("amount after, in baht")),
)


def spending(public_id: str) -> Iterable[Row]:
    """Every month of every line."""
    rows = Spending.objects.filter(line__budget__public_id=public_id).order_by("line__order", "month")
    yield from rows.values_list("line__stable_id", "month", "committed", "paid").iterator(500)


def contracts(public_id: str) -> Iterable[Row]:
    """Every contract tied to a line."""
    rows = Contract.objects.filter(line__budget__public_id=public_id).order_by("line__order", "pk")
    columns = ("line__stable_id", "ocid", "contract_id", "title", "supplier", "amount", "signed_on", "status")
    yield from rows.values_list(*columns).iterator(500)


def changes(public_id: str) -> Iterable[Row]:
    """Every line that a revision changed."""
    rows = Change.objects.filter(revision__budget__public_id=public_id).order_by("revision__number", "line__order")
    columns = ("number", "kind", "on", "title")
    named = [f"revision__{name}" for name in columns]
    yield from rows.values_list(*named, "line__stable_id", "before", "after").iterator(500)


MORE = (
    ("budget-spending", _("Payments from a budget"), _("Commitments and payments of every line by month."),
     SPENDING, spending),
    ("budget-contracts", _("Contracts under a budget"), _("Contracts (OCDS) tied to the lines of a budget."),
     CONTRACTS, contracts),
    ("budget-changes", _("Changes of a budget"), _("What amendments, supplementary budgets and transfers changed."),
     CHANGES, changes),
)  # fmt: skip
