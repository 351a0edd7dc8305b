"""Further petitions of the demonstration: an authority's own kind, two thresholds, the way through the council,
a refusal with its appeal, a notice of delay. All through the same actions as real ones."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, Citizen, User
from config.demo.population import population
from petitions import actions
from petitions.archive import reading
from petitions.kinds import ClockRule, PetitionKind, ThresholdRule
from petitions.models import DelayNotice, Holiday, OwnKind, Petition
from petitions.words import from_data
from realtime.sealer import seal_all

KIND = "town-voice"
_MAKHA, _VISAKHA = ("วันมาฆบูชา", "Makha Bucha Day"), ("วันวิสาขบูชา", "Visakha Bucha Day")
_ASALHA, _PHANSA = ("วันอาสาฬหบูชา", "Asalha Bucha Day"), ("วันเข้าพรรษา", "Khao Phansa Day")
HOLIDAYS = (
    (date(2026, 3, 3), *_MAKHA),
    (date(2026, 6, 1), "ชดเชยวันวิสาขบูชา", "Substitute for Visakha Bucha Day"),
    (date(2026, 7, 29), *_ASALHA),
    (date(2026, 7, 30), *_PHANSA),
    (date(2027, 2, 22), "ชดเชยวันมาฆบูชา", "Substitute for Makha Bucha Day"),
    (date(2027, 5, 20), *_VISAKHA),
    (date(2027, 7, 19), *_PHANSA),
    (date(2027, 7, 20), "ชดเชยวันอาสาฬหบูชา", "Substitute for Asalha Bucha Day"),
)
type Draft = Callable[..., Petition]
type Collect = Callable[..., None]


def own_kind(town: Agency, author: User, head: User) -> None:
    """The municipality's own kind: 20 names for an answer, 60 for a debate in the council. Safe to repeat."""
    if OwnKind.objects.filter(code=KIND).exists():
        return
    law = from_data({"th": "ประกาศของเทศบาล (สมมติ)", "en": "Notice of the municipality (invented)"})
    handed = _("The names can be handed over, and the authority has to deal with it.")
    debate = _("The council or Parliament debates it.")
    kind = PetitionKind(
        code=KIND,
        name=from_data({"th": "คำร้องของชุมชน", "en": "Neighbourhood petition"}),
        explanation=from_data(
            {"th": "ชาวเทศบาลขอให้แก้ปัญหาในชุมชน", "en": "People of the municipality ask for something in their street."}
        ),
        law=law,
        thresholds=(ThresholdRule("names", handed, law, 20), ThresholdRule("step-2", debate, law, 60)),
        window=timedelta(days=90),
        window_source=law,
        addressees=(town.kind,),
        addressee_name=from_data({"th": "นายกเทศมนตรี", "en": "Mayor"}),
        local=True,
        minimum_age=15,
        clocks=(
            ClockRule("moderation", _("Check before names are collected"), "submitted_at", "decided_at", 7, law, True),
            ClockRule("answer", _("Official answer"), "delivered_at", "answered_at", 30, law, True),
            ClockRule("debate", _("Debate in the council"), "threshold.step-2", "debated_at", 60, law, True),
        ),
        agency=town.slug,
    )
    actions.approve_kind(by=head, own=actions.write_kind(by=author, agency=town, kind=kind))


def council(petition: Petition, head: User) -> None:
    """Handed over, checked, accepted, debated; the decision is awaited."""
    seal_all()
    petition.refresh_from_db()
    actions.deliver(by=petition.petitioner, petition=petition)
    actions.begin_check(by=head, petition=petition)
    actions.record_check(by=head, petition=petition, accepted=True)
    note = "สภาเทศบาลพิจารณาในการประชุมสมัยสามัญ ให้กองช่างสำรวจและรายงานใน 30 วัน"
    actions.debate(by=head, petition=petition, note=note)


def appealed(petition: Petition, moderator: User) -> None:
    """Refused, and its petitioner asks somebody else to decide again."""
    actions.submit(by=petition.petitioner, petition=petition)
    reason = "เรื่องนี้เป็นอำนาจของกรมทางหลวง ไม่ใช่ของเทศบาล"
    actions.reject(by=moderator, petition=petition, reason=reason)
    reason = "ถนนช่วงหน้าตลาดโอนมาเป็นของเทศบาลแล้ว ตามประกาศปีที่แล้ว"
    actions.appeal(by=petition.petitioner, petition=petition, reason=reason)


def delay(town: Agency, moderator: User) -> None:
    """A notice that the check takes longer."""
    if not DelayNotice.objects.filter(agency=town).exists():
        actions.announce_delay(
            by=moderator,
            agency=town,
            reason="ช่วงปิดงบประมาณมีคำร้องเข้ามากกว่าปกติสองเท่า (สมมติ)",
            reason_en="Twice as many petitions as usual at the end of the budget year (invented).",
            until=timezone.localdate() + timedelta(days=20),
        )


def archive(folder: Path) -> None:
    """Old petitions from open files. Safe to repeat."""
    for path in sorted(folder.glob("*.json")):
        reading.bring(path.read_bytes())


def holidays() -> None:
    """Days of the moon in B.E. 2569 and 2570, with the days for which they are made up. Safe to repeat."""
    if not Holiday.objects.exists():
        Holiday.objects.bulk_create(Holiday(day=day, name=name, name_en=name_en) for day, name, name_en in HOLIDAYS)


def signers(number: int) -> list[Citizen]:
    """People of the municipality."""
    return list(population(number, ["9901"], series="lamps"))
