"""The only writer of budgets: taking in, publishing, stages, changes, spending, contracts."""

from budgets.ledger.actions.asking import ask_publication
from budgets.ledger.actions.changing import NotPossible, transfer
from budgets.ledger.actions.importing import DoesNotAddUp, NotLooked, drop, import_budget, keep, map_columns, upload
from budgets.ledger.actions.publishing import advance, fingerprint, make_findable, publish, publish_page
from budgets.ledger.actions.spending import (
    Month,
    SpendingRefused,
    count_heads,
    spend,
    spend_table,
    take_contracts,
    tie_contract,
)
from budgets.ledger.documents import Document

__all__ = [
    "Document", "DoesNotAddUp", "Month", "NotLooked", "NotPossible", "SpendingRefused", "advance", "ask_publication",
    "count_heads",
    "drop", "fingerprint", "import_budget", "keep", "make_findable", "map_columns", "publish", "publish_page", "spend",
    "spend_table", "take_contracts", "tie_contract", "transfer", "upload",
]  # fmt: skip
