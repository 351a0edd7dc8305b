"""Real budgets of three provincial authorities for two years, published by their own head, with people served."""

from datetime import date
from pathlib import Path

from accounts.models import Agency, User
from budgets.ledger import actions
from budgets.ledger.models import Budget, BudgetPage
from budgets.ledger.states import Stage
from cms.tree import agency_page

CONTENT = Path(__file__).parent / "content" / "budgets"
AGENCIES = ("pao-khon-kaen", "pao-chiang-mai", "pao-songkhla")
YEARS = (2565, 2566)
# The central registration office's announcement of 23 January 2566: people on 31 December 2565.
PEOPLE = {"pao-chiang-mai": 1_792_474, "pao-khon-kaen": 1_784_641}
COUNTED = date(2022, 12, 31)
ORIGIN = "https://github.com/wevisdemo/act-local-budgeting"


def load() -> None:
    """Import and publish what is not there yet."""
    head = User.objects.get(email="head@example.org")
    for slug in AGENCIES:
        agency = Agency.objects.get(slug=slug)
        if slug in PEOPLE and not agency.headcounts.exists():
            said = "ประกาศสำนักทะเบียนกลาง จำนวนราษฎร ณ วันที่ 31 ธันวาคม 2565"
            actions.count_heads(by=head, agency=agency, on=COUNTED, people=PEOPLE[slug], source=said)
        for year in YEARS:
            if not Budget.objects.filter(public_id=f"{slug}-{year}", page__isnull=False).exists():
                _publish(head, agency, year)


def _publish(head: User, agency: Agency, year: int) -> None:
    source = f"ข้อบัญญัติงบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. {year} {agency.name} (รวบรวมโดย ACT/WeVis)"
    content = (CONTENT / f"{agency.slug}-{year}.json").read_bytes()
    budget = actions.import_budget(
        by=head, agency=agency, fiscal_year=year, content=content, source=source, source_url=ORIGIN
    )
    page = BudgetPage(
        title=f"งบประมาณรายจ่ายประจำปี {year} {agency.name}",
        title_en=f"Budget {budget.year_ce}, {agency.name_en}",
        slug=f"budget-{year}",
        summary=f"เงินของ{agency.name}ในปีงบประมาณ {year} ใช้ทำอะไรบ้าง แยกตามด้าน แผนงาน งาน และประเภทงบ",
        summary_en=f"What {agency.name_en} planned to spend in fiscal year {budget.year_ce}, down to each type.",
        budget=budget,
        agency=agency,
    )
    agency_page(agency).add_child(instance=page)
    page.save_revision().publish()
    actions.publish(by=head, budget=budget, stage=Stage.AUDIT)
