"""Which column of a table is what: guessed from its heading, corrected by the officer."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from budgets.ledger.models.budget import Budget

FIELDS: dict[str, str | Promise] = {
    "area": _("Area (ด้าน)"),
    "plan": _("Plan (แผนงาน)"),
    "task": _("Task (งาน)"),
    "type": _("Type of expenditure (งบ)"),
    "name": _("Line (รายการ)"),
    "amount": _("Amount in baht"),
    "year": _("Fiscal year"),
    "project_id": _("Project ID"),
    "egp": _("e-GP project number"),
    "emenscr": _("eMENSCR code"),
}
NEEDED = ("area", "amount")
# What headings are called. The first pattern that fits a column not yet taken wins.
_PATTERNS: dict[str, tuple[str, ...]] = {
    "area": (r"^ministry$|^กระทรวง", r"^ด้าน|^area$|^strategy$|^ยุทธศาสตร์"),
    "plan": (r"^budgetary.?unit$|^หน่วยรับงบ", r"^แผนงาน|^plan$|^program"),
    "task": (r"^budget.?plan$", r"^งาน|^task$"),
    "type": (r"^category.?lv1$", r"^ประเภท|^งบ$|^งบรายจ่าย|^หมวด|^type$|^expenditure"),
    "name": (r"^item.?description$", r"^รายการ|^ชื่อ?โครงการ|^โครงการ|^ชื่อ|^name$|^line$|^description|^project$"),
    "amount": (r"^amount|^จำนวนเงิน|^งบประมาณ|^วงเงิน|^total$|^baht$", r"^จำนวน|บาท"),
    "year": (r"^fiscal.?year|^ปีงบ|^ปี|^year$",),
    "project_id": (r"^รหัสโครงการ|^project.?(id|code)$",),
    "egp": (r"e-?gp",),
    "emenscr": (r"e-?menscr",),
}
_DETAIL = re.compile(r"^output$|^project$|^category.?lv[2-9]$|^ผลผลิต", re.IGNORECASE)
_REMARK = re.compile(r"^debug.?log$|^หมายเหตุ$|^remark", re.IGNORECASE)


@dataclass(frozen=True)
class Columns:
    """The place of each thing in a row, from 0; -1 for none. `detail`: columns between type and name."""

    area: int = -1
    plan: int = -1
    task: int = -1
    type: int = -1
    name: int = -1
    amount: int = -1
    year: int = -1
    project_id: int = -1
    egp: int = -1
    emenscr: int = -1
    remark: int = -1
    detail: tuple[int, ...] = field(default_factory=tuple)
    shape: str = Budget.Shape.LOCAL
    fill: bool = True

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """From what `stored` gave."""
        return cls(**{**stored, "detail": tuple(stored.get("detail", ()))})

    def stored(self) -> dict[str, Any]:
        """For a JSON column."""
        return asdict(self)

    @property
    def complete(self) -> bool:
        """Whether everything that is needed has its column."""
        return all(getattr(self, name) >= 0 for name in NEEDED)


def guess(headings: Iterable[str]) -> Columns:
    """The columns by their headings."""
    names = list(headings)
    taken: dict[str, int] = {}
    for key, patterns in _PATTERNS.items():
        places = (
            at for one in patterns for at, name in enumerate(names) if re.search(one, name.strip(), re.IGNORECASE)
        )
        found = next((at for at in places if at not in taken.values()), -1)
        if found >= 0:
            taken[key] = found
    detail = tuple(at for at, name in enumerate(names) if _DETAIL.search(name) and at not in taken.values())
    remark = next((at for at, name in enumerate(names) if _REMARK.search(name)), -1)
    national = any(re.search(r"^ministry$|^กระทรวง", name.strip(), re.IGNORECASE) for name in names)
    shape = Budget.Shape.NATIONAL if national else Budget.Shape.LOCAL
    return Columns(**taken, detail=detail, remark=remark, shape=shape, fill=not national)
