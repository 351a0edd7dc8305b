"""Two budgets of the invented municipality: a year that is over and the running one, with payments by month, contracts
under them, a supplementary budget and a transfer. Everything about them is invented and says so.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.models import Agency, User
from budgets.ledger import actions, months
from budgets.ledger.actions import Document, Month
from budgets.ledger.models import BUDDHIST_ERA, Budget, BudgetLine, Contract, Revision
from budgets.ledger.states import Stage
from budgets.rounds.models import Project, Round
from budgets.works.money import project_id
from budgets.works.rules import funded

CONTENT = Path(__file__).parent / "content" / "budgets" / "tuayang.csv"
AGENCY, COUNTED_ROUND = "mueang-tuayang", "tuayang-2568"
PEOPLE, SOURCE = 24_318, "จำนวนประชากรสมมติ"
CHOSEN = ("ด้านบริการชุมชนและสังคม", "สร้างความเข้มแข็งของชุมชน", "โครงการที่ประชาชนเลือก", "งบลงทุน")
MAKERS = ("บริษัท ช่างสมมติ จำกัด", "ห้างหุ้นส่วนจำกัด ทางเท้าสมมติ", "บริษัท ไฟฟ้าสมมติ จำกัด")
SATANG = Decimal("0.01")
type Row = list[str]


def fiscal_year() -> int:
    """The fiscal year of today, in B.E.: from October on it is the next."""
    today = timezone.localdate()
    return today.year + BUDDHIST_ERA + (1 if today.month >= months.FIRST else 0)


def load() -> None:
    """Make what is not there yet."""
    agency, head = Agency.objects.get(slug=AGENCY), User.objects.get(email="head@example.org")
    if Budget.objects.filter(agency=agency).exists():
        return
    year = fiscal_year()
    actions.count_heads(by=head, agency=agency, on=date(year - BUDDHIST_ERA - 2, 12, 31), people=PEOPLE, source=SOURCE)
    _last(agency, head, year - 1)
    _this(agency, head, year)
    actions.take_contracts(by=head, agency=agency, content=package(_investments(agency), year))


def _last(agency: Agency, head: User, year: int) -> None:
    """The year that is over: changed twice, spent, with the auditor."""
    budget = _published(agency, head, year, _rows(year, Decimal("0.95")))
    _reach(budget, head, Stage.SPENDING)
    more = [*_rows(year, Decimal("0.95")), [*CHOSEN[:1], "เคหะและชุมชน", "ไฟฟ้าและประปา", "งบลงทุน",
            "กล้องวงจรปิดทางแยกอันตราย 12 จุด", "1850000", f"TY-{year}-030", f"{year % 100}110000030"]]  # fmt: skip
    words = Document("เทศบัญญัติงบประมาณรายจ่ายเพิ่มเติม ฉบับที่ 1 (สมมติ)", "", date(year - BUDDHIST_ERA, 3, 12),
                     "ได้รับเงินจัดสรรเพิ่ม และประชาชนร้องเรียนเรื่องอุบัติเหตุทางแยก")  # fmt: skip
    draft = actions.upload(by=head, agency=agency, fiscal_year=year, name="tuayang-2.csv", content=table(more),
                           source=words.title)  # fmt: skip
    actions.keep(by=head, draft=draft, document=words, kind=Revision.Kind.SUPPLEMENT)
    budget.refresh_from_db()
    moved = Document("มติสภาเทศบาล โอนงบประมาณครั้งที่ 1 (สมมติ)", "", date(year - BUDDHIST_ERA, 6, 4),
                     "น้ำท่วมเดือนพฤษภาคม ต้องซื้อน้ำมันและซ่อมเครื่องสูบน้ำเพิ่ม")  # fmt: skip
    actions.transfer(by=head, budget=budget, source=budget.lines.get(name="เงินสำรองจ่าย"), amount=Decimal(400_000),
                     target=budget.lines.get(name__startswith="ค่าน้ำมันและบำรุงรักษา"), document=moved)  # fmt: skip
    actions.spend(by=head, budget=budget, rows=list(_payments(budget, 12)))
    _reach(budget, head, Stage.AUDIT)


def _this(agency: Agency, head: User, year: int) -> None:
    """The running year, with a line for each project that the people chose."""
    budget = _published(agency, head, year, [*_rows(year, Decimal(1)), *_chosen()])
    _reach(budget, head, Stage.SPENDING)
    today = timezone.localdate().replace(day=1)
    actions.spend(by=head, budget=budget, rows=list(_payments(budget, months.months(budget.year_ce).index(today) + 1)))


def _published(agency: Agency, head: User, year: int, rows: Sequence[Row]) -> Budget:
    source = f"เทศบัญญัติงบประมาณรายจ่ายประจำปี {year} (สมมติ)"
    draft = actions.upload(by=head, agency=agency, fiscal_year=year, name=f"tuayang-{year}.csv", content=table(rows),
                           source=source)  # fmt: skip
    budget = actions.keep(by=head, draft=draft, document=Document(source)).budget
    draw = Document("ร่างเทศบัญญัติของคณะผู้บริหาร (สมมติ)", "", date(budget.year_ce - 1, 7, 10))
    actions.publish_page(
        by=head, budget=budget, title=f"งบประมาณรายจ่ายประจำปี {year} {agency.name}",
        title_en=f"Budget {budget.year_ce}, {agency.name_en}", stage=Stage.PREPARATION, document=draw,
        summary="งบประมาณสมมติของเทศบาลสมมติ ใช้ดูว่าเงินแต่ละรายการจ่ายไปเท่าไร ให้ใคร และเปลี่ยนเพราะอะไร",
        summary_en="An invented budget of an invented municipality: what each line paid, to whom, and why it changed.",
    )  # fmt: skip
    return budget


def _reach(budget: Budget, head: User, last: Stage) -> None:
    """Every stage up to `last`, each with its day and document, none in the future."""
    year = budget.year_ce
    stages = {
        Stage.DELIBERATION: (date(year - 1, 8, 6), "เสนอสภาเทศบาลพิจารณาวาระที่หนึ่ง (สมมติ)"),
        Stage.APPROVED: (date(year - 1, 9, 17), "สภาเทศบาลเห็นชอบและประกาศใช้เทศบัญญัติ (สมมติ)"),
        Stage.SPENDING: (date(year - 1, 10, 1), "เริ่มปีงบประมาณ (สมมติ)"),
        Stage.AUDIT: (date(year, 10, 1), "ส่งรายงานการเงินให้สำนักงานการตรวจเงินแผ่นดิน (สมมติ)"),
    }
    budget.refresh_from_db()
    for stage, (on, title) in stages.items():
        if Stage.values.index(Stage(budget.stage)) < Stage.values.index(stage) <= Stage.values.index(last):
            actions.advance(by=head, budget=budget, to=stage, on=on, title=title)


def _rows(year: int, factor: Decimal) -> list[Row]:
    """The lines of the file for a year, each amount by `factor`."""
    words = CONTENT.read_text(encoding="utf-8").replace("{ปีย่อ}", str(year % 100)).replace("{ปี}", str(year))
    rows, above = [], ["", "", "", ""]
    for row in list(csv.reader(io.StringIO(words)))[1:]:
        above = [own or before for own, before in zip(row[:4], above, strict=True)]
        amount = (Decimal(row[5].replace(",", "")) * factor).quantize(SATANG)
        rows.append([*above, row[4], f"{amount}", *row[6:]])
    return rows


def _chosen() -> list[Row]:
    round_ = Round.objects.with_page().filter(page__public_id=COUNTED_ROUND).first()
    projects = {one.code: one for one in round_.projects.select_related("round__page")} if round_ else {}
    return [_chosen_row(projects[code], at) for at, code in enumerate(funded(round_) if round_ else ())]


def _chosen_row(project: Project, at: int) -> Row:
    return [*CHOSEN, project.title, f"{project.cost}", project_id(project), f"{fiscal_year() % 100}11000004{at}"]


def table(rows: Iterable[Row]) -> bytes:
    """The file that the municipality sends: lines by area, a row called รวม below each, the whole at the end."""
    by_area: dict[str, list[Row]] = {}
    for row in rows:
        by_area.setdefault(row[0], []).append(row)
    kept = io.StringIO()
    out = csv.writer(kept)
    out.writerow(("ด้าน", "แผนงาน", "งาน", "งบ", "รายการ", "จำนวนเงิน", "รหัสโครงการ", "เลขที่โครงการ e-GP"))
    for area, own in by_area.items():
        out.writerows(own)
        out.writerow([f"รวม{area}", "", "", "", "", sum(Decimal(row[5]) for row in own), "", ""])
    whole = sum(Decimal(row[5]) for own in by_area.values() for row in own)
    out.writerow(["รวมทั้งสิ้น", "", "", "", "", f"{whole:,.2f}", "", ""])
    return kept.getvalue().encode()


def _payments(budget: Budget, count: int) -> Iterable[Month]:
    """The first `count` months: salaries evenly, running costs with the seasons, works in two parts."""
    year = months.months(budget.year_ce)[:count]
    for line in budget.lines.exclude(task=CHOSEN[2]):
        for at, month in enumerate(year):
            committed, paid = _share(line, at)
            if committed or paid:
                yield Month(line, month, (line.amount * committed).quantize(SATANG),
                            (line.amount * paid).quantize(SATANG))  # fmt: skip


def _share(line: BudgetLine, at: int) -> tuple[Decimal, Decimal]:
    """What part of a line is committed and paid in a month of the year (0 is October)."""
    none = Decimal(0)
    if line.type == "งบลงทุน":
        parts = {3: (Decimal("0.96"), none), 5: (none, Decimal("0.4")), 9: (none, Decimal("0.56"))}
        return parts.get(at, (none, none))
    if line.type == "งบเงินอุดหนุน":
        return (Decimal("0.5"), Decimal("0.5")) if at in {1, 7} else (none, none)
    even = Decimal("0.083") if line.type in {"งบบุคลากร", "งบกลาง"} else Decimal("0.06") + Decimal(at % 4) / 100
    return even, even


def _investments(agency: Agency) -> list[BudgetLine]:
    """What was built in the year that is over."""
    lines = BudgetLine.objects.public().filter(budget__agency=agency, budget__fiscal_year=fiscal_year() - 1)
    return list(lines.filter(type="งบลงทุน").order_by("order"))


def package(lines: Sequence[BudgetLine], year: int, share: int = 96) -> bytes:
    """An OCDS release package of contracts under these lines, and one that names no line."""
    releases = [_release(line, f"{line.amount * share / 100:.2f}", at) for at, line in enumerate(lines)]
    if not Contract.objects.filter(agency__slug=AGENCY).exists():  # one that an officer has to tie by hand
        words = "จ้างเหมาซ่อมเครื่องสูบน้ำฉุกเฉิน"
        alone = BudgetLine(budget=lines[0].budget, name=words, egp=f"{year % 100}110000099")
        releases.append(_release(alone, "86500.00", 2))
    return json.dumps({"uri": "https://example.org/ocds", "version": "1.1", "releases": releases}).encode()


def _release(line: BudgetLine, amount: str, at: int) -> dict[str, Any]:
    egp, day = line.egp, min(date(line.budget.year_ce, 1, 8 + at), timezone.localdate()).isoformat()
    contract = {"id": f"{egp}-1", "awardID": f"{egp}-a", "title": f"{line.title} (สมมติ)", "dateSigned": day,
                "value": {"amount": float(amount), "currency": "THB"}, "status": "active"}  # fmt: skip
    award = {"id": f"{egp}-a", "suppliers": [{"name": MAKERS[at % len(MAKERS)]}]}
    planning = {"budget": {"projectID": line.project_id}} if line.project_id else {}
    return {"ocid": f"ocds-example-{egp}", "id": f"{egp}-r1", "date": f"{day}T09:00:00+07:00",
            "planning": planning, "awards": [award], "contracts": [contract]}  # fmt: skip
