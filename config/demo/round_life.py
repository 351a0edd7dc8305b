"""A third round of the invented municipality that takes ideas, a booth of the open one, works of the counted one.

All through the same actions as real ones; the pictures are drawn here and show nothing real.
"""

import io
from datetime import date, timedelta
from decimal import Decimal

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image, ImageDraw

from accounts.eligibility import Rules
from accounts.models import Agency, Area, Assurance, Citizen, User
from budgets.booth import actions as booth
from budgets.booth.models import Station
from budgets.proposals import actions as proposals
from budgets.proposals import processes
from budgets.proposals.models import Proposal
from budgets.rounds.models import Envelope, Round, RoundPage
from budgets.works import actions as works
from budgets.works.models import Work
from budgets.works.rules import funded
from cms.photos import redraw
from cms.tree import agency_page
from config.demo.population import population

IDEAS = "tuayang-2570"
DISTRICTS = {"990101": 3_000_000, "990102": 2_500_000, "990103": 2_000_000, "990104": 2_500_000}
# title, what and why, place, district, co-sponsors, picture
SAID = (
    (
        "ทางลาดและราวจับขึ้นสะพานลอยหน้าโรงพยาบาล", "คนใช้รถเข็นต้องอ้อมไกลเกือบกิโล ขอทางลาดสองฝั่งและราวจับ",
        "สะพานลอยหน้าโรงพยาบาล", "990101", 24, "",
    ),
    ("ทางลาดสะพานลอยโรงพยาบาล", "แม่ฉันขึ้นบันไดไม่ไหว ขอทางลาดหรือลิฟต์", "หน้าโรงพยาบาล", "990101", 7, ""),
    (
        "ศาลาท่าเรือกันแดดกันฝน", "ท่าเรือไม่มีหลังคา เด็กนักเรียนรอเรือตากฝนทุกเช้า", "ท่าเรือริมน้ำ", "990102", 18,
        "ภาพวาด: แบบศาลาที่อยากได้",
    ),
    ("ห้องซ้อมดนตรีเยาวชน", "ใช้ห้องว่างของอาคารประชาคม ขอเครื่องเสียงและคนดูแลช่วงเย็น", "อาคารประชาคมบ้านสวน", "990103", 11, ""),
    ("ปิดถนนส่วนบุคคลทำสวน", "ขอให้เทศบาลเอาถนนหน้าบ้านมาทำสวน", "ซอยสวนแก้ว", "990103", 2, ""),
    ("จุดเติมน้ำดื่มสะอาดที่สถานี", "ลดขวดพลาสติก และคนรอรถไฟได้ดื่มน้ำฟรี", "สถานีรถไฟ", "990104", 15, ""),
)  # fmt: skip
FOUND = "ตรวจสถานที่และสอบถามกองช่างแล้ว ทำได้ภายในหนึ่งปีงบประมาณ"
LAWFUL = "เป็นอำนาจหน้าที่ของเทศบาลตามพระราชบัญญัติเทศบาล พ.ศ. 2496 มาตรา 50"
AGAINST = "ที่ดินเป็นของเอกชน เทศบาลใช้เงินงบประมาณกับที่ดินเอกชนไม่ได้"


def load() -> None:
    """Make what is not there yet."""
    agency = Agency.objects.get(slug="mueang-tuayang")
    head, officer, counter = (User.objects.get(email=f"{who}@example.org") for who in ("head", "officer", "counter"))
    if not RoundPage.objects.filter(public_id=IDEAS).exists():
        _review(_propose(_round(agency)), head, officer)
    _booth(Round.objects.with_page().get(page__public_id="tuayang-2569"), head, counter)
    _works(Round.objects.with_page().get(page__public_id="tuayang-2568"), officer)


def _round(agency: Agency) -> Round:
    today = timezone.localtime().replace(hour=8, minute=30, second=0, microsecond=0)
    page = RoundPage(
        title="งบประมาณที่ประชาชนเลือก ปี 2570 (สมมติ)",
        title_en="The people's budget 2027 (invented)",
        slug="round-2570",
        summary="กำลังรับข้อเสนอ สี่ชุมชนมีวงเงินของตัวเองรวม 10 ล้านบาท เสนอจากโทรศัพท์ได้ พร้อมภาพและสถานที่",
        summary_en="Ideas are welcome now. Four districts with their own envelopes, 10 million baht together.",
        agency=agency,
        public_id=IDEAS,
        ideas_from=today - timedelta(days=20),
        ideas_until=today + timedelta(days=25),
        review_until=today + timedelta(days=60),
        opens_at=today + timedelta(days=67),
        closes_at=today + timedelta(days=90),
        works_from=(today + timedelta(days=150)).date(),
        envelope=Decimal(sum(DISTRICTS.values())),
        ballot_kind="approval",
        maximum=5,
        counting_rule="equal-shares",
        seed="tuayang-2570-lottery-31-07-55",
        eligibility=Rules(minimum_age=15, areas=("9901",), assurance=Assurance.CHECKED).to_json(),
    )
    agency_page(agency).add_child(instance=page)
    page.save_revision().publish()
    for code, amount in DISTRICTS.items():
        area = Area.objects.get(code=code)
        words = {"title": area.name, "title_en": area.name_en, "amount": Decimal(amount)}
        Envelope.objects.create(round=page.round, kind=Envelope.Kind.DISTRICT, code=code, **words)
    return Round.objects.with_page().get(pk=page.round.pk)


def _propose(round_: Round) -> list[Proposal]:
    people = population(40, ("9901",), series=IDEAS, ages=(16, 80))
    mali = Citizen.objects.filter(user__email="mali@example.org").first()
    made = []
    for number, (title, body, place, district, sponsors, drawn) in enumerate(SAID):
        author = mali if mali and number == 2 else people[number]
        words = proposals.Words(
            title, body, place, Area.objects.get(code=district), photo=_drawing(number) if drawn else None,
            photo_words=drawn,
        )  # fmt: skip
        receipt = proposals.propose(by=author, round=round_, words=words)
        proposal = Proposal.objects.public().get(public_id=receipt.subject.partition("/")[2])
        Proposal.objects.filter(pk=proposal.pk).update(demonstration=True)
        proposal.refresh_from_db()
        for person in people[10 : 10 + sponsors]:
            proposals.sponsor(by=person, proposal=proposal)
        processes.index(proposal)
        made.append(proposal)
    return made


def _review(made: list[Proposal], head: User, officer: User) -> None:
    round_ = made[0].round
    for user, title, title_en in (
        (officer, "ผู้อำนวยการกองช่าง (สมมติ)", "Director of works (invented)"),
        (head, "ปลัดเทศบาล (สมมติ)", "Municipal clerk (invented)"),
    ):
        proposals.name_reviewer(by=head, round=round_, user=user, title=title, title_en=title_en)
    reason = "เรื่องเดียวกัน สถานที่เดียวกัน รวมเพื่อไม่ให้คะแนนแบ่งกัน"
    proposals.merge(by=officer, into=made[0], other=made[1], reason=reason)
    processes.index(Proposal.objects.public().get(pk=made[1].pk))
    for proposal, good in ((made[2], True), (made[4], False)):
        for user in (officer, head):
            finding = proposals.Finding(
                feasible=good, feasible_reason=FOUND if good else AGAINST, legal=good,
                legal_reason=LAWFUL if good else AGAINST,
            )  # fmt: skip
            proposals.give_opinion(by=user, proposal=proposal, finding=finding)
    costs = [
        proposals.Cost("โครงหลังคาเหล็กและฐานราก", Decimal(420_000)),
        proposals.Cost("ม้านั่งและไฟส่องสว่าง", Decimal(85_500)),
    ]
    reason = "ท่าเรือเป็นของเทศบาล ใช้งบไม่มาก และเด็กนักเรียนใช้ทุกวัน"
    proposals.decide(
        by=head, proposal=made[2], accepted=True, reason=reason, costs=costs, title_en="A roof for the boat landing"
    )
    proposals.decide(by=head, proposal=made[4], accepted=False, reason=AGAINST)


def _booth(round_: Round, head: User, counter: User) -> None:
    """Five have voted on paper, one paper was spoilt; the booth is open."""
    if Station.objects.filter(round=round_).exists() or not round_.votable:
        return
    station = booth.set_up(
        by=head, round=round_, name="ศาลาประชาคมบ้านสวน (สมมติ)", name_en="Ban Suan hall (invented)",
        place="หมู่ 3 บ้านสวน เปิด 8.30–16.00 น.", place_en="Village 3, Ban Suan, 8.30–16.00", delivered=200,
    )  # fmt: skip
    for number, person in enumerate(population(5, ("9901",), series="tuayang-booth", ages=(60, 88))):
        booth.hand_out(by=counter, station=station, citizen=person)
        if number == 2:
            booth.spoil(by=counter, station=station, citizen=person)
        booth.take_in(by=counter, station=station, citizen=person)


def _works(round_: Round, officer: User) -> None:
    """One finished with a picture, one put off, one late without a word, the rest not planned yet."""
    codes = funded(round_)[:3]
    if len(codes) < 3 or Work.objects.of(round_.pk).exists():
        return
    today = timezone.localdate()
    plans = [(-15, -2), (-12, 30), (-14, -4)]
    made = [
        _planned(round_, code, officer, today + timedelta(days=starts), today + timedelta(days=due))
        for code, (starts, due) in zip(codes, plans, strict=True)
    ]
    for work, share in zip(made, (97, 88, 93), strict=True):
        amount = work.project.cost * share / 100
        works.award(by=officer, work=work, contract=works.Contract("บริษัท ช่างสมมติ จำกัด", amount, f"ท.{work.pk}/2569"))
    done, moved, late = made
    news = works.News(
        100, done.project.cost * 97 / 100, "ตรวจรับงานแล้ว เปิดใช้ได้", "Accepted and in use.", _drawing(7),
        "ภาพวาด: งานที่เสร็จแล้ว", done.milestones.last(),
    )  # fmt: skip
    works.report(by=officer, work=done, news=news)
    half = works.News(45, moved.project.cost * 40 / 100, "วางฐานรากเสร็จแล้ว", "The foundations are laid.",
                      milestone=moved.milestones.first())  # fmt: skip
    works.report(by=officer, work=moved, news=half)
    reason = "ฝนตกหนักติดต่อกันสองสัปดาห์ ผู้รับจ้างเข้าพื้นที่ไม่ได้"
    english = "Two weeks of heavy rain: the contractor could not reach the site."
    works.delay(by=officer, work=moved, until=moved.due + timedelta(days=15), reason=reason, reason_en=english)
    works.report(
        by=officer, work=late, news=works.News(60, late.project.cost / 2, "ติดตั้งแล้วครึ่งหนึ่ง", "Half is in place.")
    )


def _planned(round_: Round, code: str, officer: User, starts: date, due: date) -> Work:
    half = starts + (due - starts) / 2
    steps = [
        works.Step("ลงนามสัญญาและส่งมอบพื้นที่", starts, "Contract signed, site handed over"),
        works.Step("งานฐานราก", half, "Foundations"),
        works.Step("ตรวจรับงาน", due, "Accepted"),
    ]
    project = round_.projects.select_related("round__page__agency").get(code=code)
    return works.plan(by=officer, project=project, starts=starts, due=due, steps=steps)


def _drawing(number: int) -> ContentFile[bytes]:
    """A plain picture of a sky, a road and a roof."""
    picture = Image.new("RGB", (960, 600), (206, 224, 236))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 420, 960, 600), fill=(150, 150, 146))
    pen.polygon([(200 + 30 * number, 300), (480, 140), (760 - 20 * number, 300)], fill=(140, 74, 60))
    for left in (240, 460, 680):
        pen.rectangle((left, 300, left + 24, 430), fill=(96, 84, 76))
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return redraw(kept.getvalue())
