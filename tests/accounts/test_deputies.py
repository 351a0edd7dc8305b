"""A named deputy acts while the head is away: from an hour until an hour, recorded, and not a second longer."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.access import has_role
from accounts.delegations import actions
from accounts.delegations.models import Delegation
from accounts.models import Membership, Role
from accounts.refusals import AlreadyDone, NotEligible, Refused
from realtime.record.models import Pending
from tests.factories import people
from tests.factories.people import PASSWORD, Cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def named(cast: Cast, starts: timedelta = -DAY, ends: timedelta = DAY, **changes: object) -> Delegation:
    now = timezone.now()
    said = {"by": cast.head, "agency": cast.agency, "to": cast.officer, "why": "ลา"} | changes
    return actions.delegate(**said, starts_at=now + starts, ends_at=now + ends)  # type: ignore[arg-type]


def test_it_works(cast: Cast) -> None:
    named(cast)
    assert has_role(cast.officer, cast.agency, Role.HEAD)
    assert Pending.objects.filter(kind="delegation.given", subject=f"agency/{cast.agency.slug}").count() == 1


def test_it_begins_and_ends_by_the_clock(cast: Cast) -> None:
    made = named(cast, starts=DAY, ends=2 * DAY)
    assert not has_role(cast.officer, cast.agency, Role.HEAD)
    now = timezone.now()
    Delegation.objects.filter(pk=made.pk).update(starts_at=now - DAY)
    actions.note()
    assert has_role(cast.officer, cast.agency, Role.HEAD)
    Delegation.objects.filter(pk=made.pk).update(ends_at=now)
    assert not has_role(cast.officer, cast.agency, Role.HEAD)  # even before the clock has taken the role away
    actions.note()
    assert not Membership.objects.filter(user=cast.officer, role=Role.HEAD).exists()
    assert Delegation.objects.filter(pk=made.pk).exists()


def test_a_head_who_is_back_ends_it(cast: Cast) -> None:
    actions.end(by=cast.head, delegation=named(cast))
    assert not has_role(cast.officer, cast.agency, Role.HEAD)
    with pytest.raises(AlreadyDone):
        actions.end(by=cast.head, delegation=Delegation.objects.get())


def test_a_role_taken_away_by_an_administrator_does_not_come_back(cast: Cast) -> None:
    named(cast)
    Membership.objects.filter(user=cast.officer, role=Role.HEAD).delete()
    actions.note()
    assert not has_role(cast.officer, cast.agency, Role.HEAD)


def test_a_deputy_names_no_other(cast: Cast) -> None:
    named(cast)
    with pytest.raises(NotEligible):
        named(cast, by=cast.officer, to=cast.moderator)


def test_only_who_works_there_and_no_auditor_can_be_named(cast: Cast) -> None:
    elsewhere = people.officer(Role.HEAD, "e@example.org", people.agency("other"))
    auditor = people.officer(Role.AUDITOR, "auditor@example.org", cast.agency)
    for person in (elsewhere, auditor, cast.head):
        with pytest.raises(NotEligible):
            named(cast, to=person)


def test_times_that_cannot_be_are_refused(cast: Cast) -> None:
    for starts, ends in ((DAY, DAY), (-2 * DAY, -DAY), (-DAY, 200 * DAY)):
        with pytest.raises(Refused):
            named(cast, starts=starts, ends=ends)
    named(cast)
    with pytest.raises(AlreadyDone):
        named(cast, starts=2 * -DAY, ends=3 * DAY)


def test_it_is_done_and_seen_on_pages(cast: Cast) -> None:
    client = Client()
    assert client.login(email=str(cast.head), password=PASSWORD)
    now = timezone.localtime()
    said = {"to": cast.officer.pk, "starts_at": f"{now:%Y-%m-%dT%H:%M}", "ends_at": f"{now + DAY:%Y-%m-%dT%H:%M}"}
    address = reverse("delegations:new", args=[cast.agency.slug])
    assert client.get(address).status_code == 200
    assert client.post(address, said | {"why": "ลาพักผ่อน"}).status_code == 302
    text = client.get(reverse("delegations:list")).text
    assert "ลาพักผ่อน" in text
    client.post(reverse("delegations:end", args=[Delegation.objects.get().pk]))
    assert not has_role(cast.officer, cast.agency, Role.HEAD)
