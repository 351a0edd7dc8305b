"""Session, user and citizen are read together, and a session ends when it should."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts import sessions
from accounts.models import Citizen, Session, User
from tests.factories.people import PASSWORD, Cast


@pytest.fixture
def mali(client: Client, cast: Cast) -> Client:
    assert client.login(email="mali@example.org", password=PASSWORD)
    return client


def test_it_works(mali: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    assert Session.objects.get().user == cast.petitioner.user
    with django_assert_num_queries(1):
        store = sessions.SessionStore(mali.session.session_key)
        store.load()
        user = sessions.take(cast.petitioner.user_id)
        assert user is not None
        assert user.citizen == cast.petitioner


def test_the_user_is_handed_over_once(mali: Client, cast: Cast) -> None:
    sessions.SessionStore(mali.session.session_key).load()
    assert sessions.take(cast.petitioner.user_id) is not None
    assert sessions.take(cast.petitioner.user_id) is None


def test_a_user_is_never_handed_to_another(mali: Client, cast: Cast) -> None:
    sessions.SessionStore(mali.session.session_key).load()
    assert sessions.take(cast.co_signer.user_id) is None
    sessions.SessionStore(mali.session.session_key).load()
    sessions.SessionStore("unknown").load()
    assert sessions.take(cast.petitioner.user_id) is None


def test_a_user_without_a_citizen_has_none(client: Client, cast: Cast) -> None:
    client.login(email="officer@example.org", password=PASSWORD)
    sessions.SessionStore(client.session.session_key).load()
    user = sessions.take(cast.officer.pk)
    assert user is not None
    with pytest.raises(Citizen.DoesNotExist):
        _ = user.citizen


@pytest.mark.parametrize("ending", ["revoked", "expired", "inactive", "new password"])
def test_a_session_that_ended_knows_nobody(mali: Client, cast: Cast, ending: str) -> None:
    assert signed_in(mali)
    user = cast.petitioner.user
    assert user is not None
    if ending == "revoked":
        Session.objects.all().delete()
    elif ending == "expired":
        Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    elif ending == "inactive":
        User.objects.filter(pk=user.pk).update(is_active=False)
    else:
        user.set_password("another long password")
        user.save()
    assert not signed_in(mali)


def signed_in(client: Client) -> bool:
    return bool(client.get("/th/account/").status_code == 200)
