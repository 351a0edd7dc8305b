"""Thousands of signed-in citizens and open petitions, made in bulk for the signing benchmark."""

from copy import copy
from datetime import date, timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.utils import timezone

from accounts.models import Assurance, Citizen, User
from petitions import actions
from petitions.models import Petition
from petitions.models.petition import new_public_id
from tests.factories import people
from tests.factories import petitions as make


def citizens(count: int) -> list[str]:
    """`count` verified citizens with a session each; the session keys."""
    home = people.area()
    users = User.objects.bulk_create(
        [User(email=f"bench{n}@example.org", password="!bench") for n in range(count)], batch_size=2000
    )
    found = [
        Citizen(
            user=user, person_key=n.to_bytes(32), given_name="ก", family_name="ข", birth_date=date(1990, 1, 1),
            area=home, assurance=Assurance.CHECKED, source="bench",
        )
        for n, user in enumerate(users)
    ]  # fmt: skip
    Citizen.objects.bulk_create(found, batch_size=2000)
    return _sessions(users)


def _sessions(users: list[User]) -> list[str]:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    model, until = store.get_model_class(), timezone.now() + timedelta(days=1)
    rows = []
    for n, user in enumerate(users):
        data = {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
        rows.append(model(session_key=f"{n:032d}", session_data=store().encode(data), expire_date=until, user=user))
    model.objects.bulk_create(rows, batch_size=2000)
    return [row.session_key for row in rows]


def petitions(count: int) -> list[str]:
    """`count` open petitions with a threshold nobody reaches; their public ids."""
    cast = people.standing_cast()
    first = make.draft(cast, "citizens-initiative")
    actions.submit(by=cast.petitioner, petition=first)
    actions.open_collecting(by=cast.moderator, petition=first)
    copies = [copy(first) for _ in range(count)]
    for one in copies:
        one.pk, one.public_id = None, new_public_id()
    Petition.objects.bulk_create(copies, batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return [one.public_id for one in copies]
