"""A simulated population: verified citizens without accounts, the same ones for the same arguments."""

import random
import zlib
from collections.abc import Sequence
from datetime import date, timedelta

from accounts.areas import COUNTRY
from accounts.identity import fictional, person_key
from accounts.models import Area, Assurance, Citizen

# fmt: off
GIVEN = [
    "กานต์", "กิ่งแก้ว", "ขวัญใจ", "เขมิกา", "จันทร์เพ็ญ", "จารุวรรณ", "เจนจิรา", "ชัยวัฒน์", "ชลธิชา",
    "ชูเกียรติ", "ญาดา", "ณรงค์", "ดวงใจ", "ดารณี", "ทองดี", "ธนพล", "ธิดา", "นภา", "นรินทร์", "นิพนธ์",
    "บุญมี", "บุษบา", "ประเสริฐ", "ปรีชา", "ปาริชาต", "พรทิพย์", "พิมพ์ใจ", "พงศกร", "ไพลิน", "ภาคิน", "มณี",
    "มาลัย", "ยุพิน", "รัตนา", "รุ่งโรจน์", "ลัดดา", "วรรณา", "วิชัย", "วีระ", "ศิริพร", "ศุภชัย", "สมชาย",
    "สมหญิง", "สุดา", "สุรชัย", "อนงค์", "อรทัย", "อำนวย", "อุทัย", "เอกชัย",
]
FAMILY_START = [
    "ใจ", "บุญ", "ทอง", "แก้ว", "ศรี", "สุข", "พร", "วงศ์", "รุ่ง", "ธรรม", "เพชร", "มณี", "จันทร์", "แสง",
    "ดวง",
]
FAMILY_END = [
    "งาม", "เจริญ", "ดี", "มั่นคง", "รักษา", "สว่าง", "สมบูรณ์", "ไพบูลย์", "เรืองศรี", "ประเสริฐ", "วัฒนา",
    "พิทักษ์", "สกุล", "ทรัพย์", "อารี",
]
# fmt: on
_SERIES_SIZE = 1_000_000
_DAYS = 365


def population(
    n: int,
    areas: Sequence[str] = (COUNTRY,),
    *,
    series: str = "general",
    ages: tuple[int, int] = (18, 85),
    today: date = date(2026, 11, 1),
) -> list[Citizen]:
    """`n` invented, verified citizens living in `areas` (codes of any level), in a fixed order.

    The same `series` gives the same people again (they are made once); give each use its own series.
    `ages` are the youngest and oldest in years on `today`. About 0.1 ms a person.
    """
    chance = random.Random(f"{series}/{','.join(areas)}")  # noqa: S311  a repeatable simulation
    first = (zlib.crc32(series.encode()) % 90_000 + 1_000) * _SERIES_SIZE
    homes = _subdistricts(areas)
    people = [_person(first + index, chance, homes, ages, today) for index in range(n)]
    for one in people:
        one.source = f"demo:{series}"
    Citizen.objects.bulk_create(people, batch_size=2000, ignore_conflicts=True)
    kept = {bytes(one.person_key): one for one in Citizen.objects.filter(source=f"demo:{series}")}
    return [kept[bytes(one.person_key)] for one in people]


def _person(serial: int, chance: random.Random, homes: list[str], ages: tuple[int, int], today: date) -> Citizen:
    years = chance.triangular(ages[0], ages[1], ages[0] + (ages[1] - ages[0]) * 0.35)
    return Citizen(
        person_key=person_key(fictional(serial)),
        given_name=chance.choice(GIVEN),
        family_name=chance.choice(FAMILY_START) + chance.choice(FAMILY_END),
        birth_date=today - timedelta(days=round(years * _DAYS) + _DAYS // 2),
        area_id=chance.choice(homes),
        assurance=Assurance.CHECKED,
    )


def _subdistricts(areas: Sequence[str]) -> list[str]:
    """Codes of the official or named subdistricts in these areas; the invented province only when asked for."""
    codes = list(Area.objects.filter(level=Area.Level.SUBDISTRICT).values_list("code", flat=True))
    if COUNTRY in areas:
        return [code for code in codes if not code.startswith("99")]
    return [code for code in codes if code.startswith(tuple(areas))]
