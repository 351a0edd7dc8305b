"""Run inside a site: make verified people of the invented municipality who can sign in; print their e-mails."""

import os
import sys
from datetime import date
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from allauth.account.models import EmailAddress  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402

from accounts.identity import person_key  # noqa: E402
from accounts.models import Citizen, User  # noqa: E402
from tests.factories import people  # noqa: E402

PEOPLE = 60


def main() -> None:
    """Make the people; the addresses are new at every call."""
    password = make_password(people.PASSWORD)
    start = Citizen.objects.filter(source="newcomer").count()
    for serial in range(start, start + PEOPLE):
        email = f"newcomer{serial}@example.org"
        key = person_key(people.thai_number(70_000 + serial))
        user = User.objects.create(email=email, password=password, name="ผู้มาใหม่")
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        Citizen.objects.create(
            user=user, person_key=key, given_name="ผู้มาใหม่", family_name=f"คนที่ {serial}",
            birth_date=date(1985, 3, 4), area_id="990101", assurance=2, source="newcomer",
        )  # fmt: skip
        print(email)


main()
