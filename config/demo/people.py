"""The people of the demonstration: a standing cast with fixed logins, and a population that only acts."""

from pathlib import Path

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts.helping import actions as helping
from accounts.helping.models import Permit
from accounts.identity import person_key
from accounts.idp_dev import people as invented
from accounts.models import Agency, Area, Assurance, Citizen, Membership, Role, User
from accounts.registers import importing
from accounts.registers.models import Register
from config.demo.agencies import AGENCIES
from config.demo.population import population

PASSWORD = "siang-demo-2569"  # noqa: S105  the documented password of a demonstration
__all__ = ["PASSWORD", "load", "logins_table", "population"]

# e-mail, name, identity (None: signs in, not verified yet), what they do
CITIZENS = [
    ("mali@example.org", invented.MALI, "citizen of the invented municipality"),
    ("krit@example.org", invented.KRIT, "second citizen, Khon Kaen"),
    ("nok@example.org", None, "signs in, identity not verified yet"),
]
STAFF = [
    ("officer@example.org", "อรุณ เขียนร่าง", Role.AUTHOR, "officer (author)"),
    ("reviewer@example.org", "วิภา ตรวจทาน", Role.REVIEWER, "reviewer: pages, reports, proposals"),
    ("head@example.org", "หทัย อนุมัติ", Role.HEAD, "head of agency"),
    ("counter@example.org", "ขวัญ หน้าเคาน์เตอร์", Role.COUNTER, "counter officer"),
    ("counter2@example.org", "คำแก้ว หน้าเคาน์เตอร์", Role.COUNTER, "second counter officer: papers are keyed by two"),
    ("moderator@example.org", "มานพ ดูแลความเห็น", Role.MODERATOR, "moderator"),
    ("auditor@example.org", "ตรวจ สอบทาน", Role.AUDITOR, "auditor"),
]


@transaction.atomic
def load() -> None:
    """Make the standing cast: citizens, officers of every demo agency, and one citizen without a phone."""
    for email, person, _what in CITIZENS:
        user = _user(email, f"{person.given_name} {person.family_name}" if person else "นก ผ่านมา")
        if person:
            _citizen(person, user)
    _citizen(invented.SOM, None)
    agencies = Agency.objects.filter(slug__in=[row[0] for row in AGENCIES])
    for email, name, role, _what in STAFF:
        user = _user(email, name, is_staff=True)
        Membership.objects.bulk_create(
            [Membership(user=user, agency=agency, role=role) for agency in agencies], ignore_conflicts=True
        )
    _register()
    _permit()


def logins_table() -> str:
    """The people one can sign in as, one line each."""
    rows = [(email, what) for email, _person, what in CITIZENS] + [(email, what) for email, *_rest, what in STAFF]
    lines = [f"  {email:<24} {what}" for email, what in rows]
    return "\n".join([*lines, f"  password of all of them: {PASSWORD}"])


def _user(email: str, name: str, *, is_staff: bool = False) -> User:
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, PASSWORD, name=name, is_staff=is_staff)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def _citizen(person: invented.Person, user: User | None) -> None:
    Citizen.objects.update_or_create(
        person_key=person_key(person.number),
        defaults={
            "user": user,
            "given_name": person.given_name,
            "family_name": person.family_name,
            "birth_date": person.birth_date,
            "area_id": person.area,
            "assurance": Assurance.CHECKED,
            "source": "demo",
        },
    )


def _register() -> None:
    """The register of the invented municipality, with a few lines that are wrong: reports are to be seen."""
    agency = Agency.objects.get(slug="mueang-tuayang")
    register, new = Register.objects.get_or_create(slug="mueang-tuayang-2569", defaults={"agency": agency})
    if new:
        importing.from_file(register, Path(__file__).parent / "content" / "people" / "register.csv")


def _permit() -> None:
    """Krit helps in the invented municipality for a month, with a tablet."""
    krit, head = User.objects.get(email="krit@example.org"), User.objects.get(email="head@example.org")
    town, now = Agency.objects.get(slug="mueang-tuayang"), timezone.now()
    if not Permit.objects.filter(user=krit, ended_at=None, ends_at__gt=now).exists():
        helping.give(
            by=head, agency=town, to=krit, area=Area.objects.get(code="9901"), people=40,
            starts_at=now, ends_at=now + helping.LONGEST,
        )  # fmt: skip
