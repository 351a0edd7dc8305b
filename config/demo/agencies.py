"""The agencies of the demonstration, and the areas. Real bodies by name; one municipality is invented and says so."""

from typing import Any

from accounts import areas
from accounts.inhabitants.models import Age, Inhabitants
from accounts.models import Agency, Area

# The invented municipality must not borrow real people's districts, so it stands in an invented province:
# code 99 is not in the official list. Everything in it is labelled (สมมติ).
INVENTED_AREAS = [
    ("99", "จังหวัดตัวอย่าง (สมมติ)", "Example Province (invented)"),
    ("9901", "อำเภอเมืองตัวอย่าง (สมมติ)", "Mueang Tuayang District (invented)"),
    ("990101", "ในเมือง (สมมติ)", "Nai Mueang (invented)"),
    ("990102", "ริมน้ำ (สมมติ)", "Rim Nam (invented)"),
    ("990103", "บ้านสวน (สมมติ)", "Ban Suan (invented)"),
    ("990104", "ท่ารถไฟ (สมมติ)", "Tha Rot Fai (invented)"),
]

# slug, name, name_en, kind, area, invented
AGENCIES = [
    (
        "council-of-state",
        "สำนักงานคณะกรรมการกฤษฎีกา",
        "Office of the Council of State",
        Agency.Kind.DEPARTMENT,
        "00",
        False,
    ),
    (
        "house-secretariat",
        "สำนักงานเลขาธิการสภาผู้แทนราษฎร",
        "Secretariat of the House of Representatives",
        Agency.Kind.PARLIAMENT,
        "00",
        False,
    ),
    (
        "pao-khon-kaen",
        "องค์การบริหารส่วนจังหวัดขอนแก่น",
        "Khon Kaen Provincial Administrative Organisation",
        Agency.Kind.PROVINCE,
        "40",
        False,
    ),
    (
        "pao-chiang-mai",
        "องค์การบริหารส่วนจังหวัดเชียงใหม่",
        "Chiang Mai Provincial Administrative Organisation",
        Agency.Kind.PROVINCE,
        "50",
        False,
    ),
    (
        "pao-songkhla",
        "องค์การบริหารส่วนจังหวัดสงขลา",
        "Songkhla Provincial Administrative Organisation",
        Agency.Kind.PROVINCE,
        "90",
        False,
    ),
    (
        "mueang-tuayang",
        "เทศบาลเมืองตัวอย่าง (สมมติ)",
        "Mueang Tuayang Municipality (invented)",
        Agency.Kind.MUNICIPALITY,
        "9901",
        True,
    ),
]


INVENTED_INHABITANTS = [
    ("99", Age.ALL, 241_000), ("9901", Age.YOUNG, 4_900), ("9901", Age.EARLY, 8_700), ("9901", Age.MIDDLE, 11_800),
    ("9901", Age.OLD, 9_600),
]  # fmt: skip


def load() -> None:
    """Load the official areas, the invented ones and the agencies. Safe to repeat."""
    areas.load()
    for code, name, name_en in INVENTED_AREAS:
        level = {2: Area.Level.PROVINCE, 4: Area.Level.DISTRICT, 6: Area.Level.SUBDISTRICT}[len(code)]
        place: dict[str, Any] = {"name": name, "name_en": name_en, "level": level, "parent_id": areas.parent_code(code)}
        Area.objects.update_or_create(code=code, defaults=place)
    for slug, name, name_en, kind, area, invented in AGENCIES:
        body: dict[str, Any] = {"name": name, "name_en": name_en, "kind": kind, "invented": invented}
        agency, _made = Agency.objects.update_or_create(slug=slug, defaults=body)
        agency.areas.set(Area.objects.filter(code=area))
    for code, age, number in INVENTED_INHABITANTS:
        Inhabitants.objects.update_or_create(area_id=code, age=age, defaults={"people": number, "year": 2026})
