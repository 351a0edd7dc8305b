"""A third round of the invented municipality that takes ideas, and a booth of the open one.

All through the same actions as real ones; the pictures are drawn here and show nothing real.
"""

import io
from datetime import timedelta
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
        own_district=True,
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
            title, body, place, Area.objects.get(code=district), photo=drawing(number) if drawn else None,
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


def drawing(number: int) -> ContentFile[bytes]:
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
