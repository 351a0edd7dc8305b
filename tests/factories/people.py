"""The standing cast: the same people in every test and in the demo."""

import itertools
from dataclasses import dataclass
from datetime import date

from accounts.identity import fictional, person_key
from accounts.models import Agency, Area, Assurance, Citizen, Membership, Role, User

_serial = itertools.count(1)
PASSWORD = "a long enough password"


def thai_number(serial: int) -> str:
    """A 13-digit number with a right check digit, from a range that is issued to nobody (first digit 0)."""
    return fictional(serial)


def area(code: str = "500101") -> Area:
    """An area with its parents (500101: a subdistrict of Mueang Chiang Mai)."""
    levels = {2: Area.Level.PROVINCE, 4: Area.Level.DISTRICT, 6: Area.Level.SUBDISTRICT}
    parent = None
    for size in (2, 4, 6)[: len(code) // 2]:
        part = code[:size]
        names = {"name": f"พื้นที่ {part}", "name_en": f"Area {part}", "level": levels[size], "parent": parent}
        parent, _ = Area.objects.get_or_create(code=part, defaults=names)
    assert parent is not None
    return parent


def citizen(
    given_name: str = "มานะ",
    family_name: str = "รักไทย",
    *,
    email: str = "",
    code: str = "500101",
    born: date = date(1990, 5, 17),
    assurance: Assurance = Assurance.CHECKED,
) -> Citizen:
    """A verified person; with `email`, one who can sign in with PASSWORD."""
    user = User.objects.create_user(email, PASSWORD, name=given_name) if email else None
    return Citizen.objects.create(
        user=user,
        person_key=person_key(thai_number(next(_serial))),
        given_name=given_name,
        family_name=family_name,
        birth_date=born,
        area=area(code),
        assurance=assurance,
        source="test",
    )


def agency(slug: str = "opdc", name: str = "สำนักงานทดสอบ", kind: str = Agency.Kind.DEPARTMENT) -> Agency:
    """A public body."""
    return Agency.objects.get_or_create(slug=slug, defaults={"name": name, "name_en": "Test Office", "kind": kind})[0]


def officer(role: Role, email: str, of: Agency) -> User:
    """A user with one role in one agency."""
    user = User.objects.create_user(email, PASSWORD, name=email.partition("@")[0], is_staff=True)
    Membership.objects.create(user=user, agency=of, role=role)
    return user


@dataclass(frozen=True)
class Cast:
    """Everybody who plays in the tests."""

    petitioner: Citizen
    co_signer: Citizen
    stranger: Citizen
    without_phone: Citizen
    officer: User
    head: User
    counter: User
    moderator: User
    agency: Agency


def standing_cast() -> Cast:
    """Make the cast: Mali petitions, Krit co-signs, Nok is the stranger, Grandmother Som has no phone."""
    office = agency()
    return Cast(
        petitioner=citizen("มะลิ", "ตั้งใจ", email="mali@example.org"),
        co_signer=citizen("กฤษณ์", "ร่วมใจ", email="krit@example.org"),
        stranger=citizen("นก", "ผ่านมา", email="nok@example.org", code="900101"),
        without_phone=citizen("ยายส้ม", "อยู่บ้าน", born=date(1943, 2, 1)),
        officer=officer(Role.AUTHOR, "officer@example.org", office),
        head=officer(Role.HEAD, "head@example.org", office),
        counter=officer(Role.COUNTER, "counter@example.org", office),
        moderator=officer(Role.MODERATOR, "moderator@example.org", office),
        agency=office,
    )
