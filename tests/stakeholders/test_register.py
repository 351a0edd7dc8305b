"""Registering to be told of hearings, and being told."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import Role
from accounts.notices.models import Notice
from accounts.refusals import AlreadyDone, Refused
from consult.hearings import actions as hearings
from consult.stakeholders import actions, figures
from consult.stakeholders.actions import Wanted
from consult.stakeholders.models import Registration
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import hearings as make
from tests.factories import people
from tests.factories.people import PASSWORD, Cast


def test_it_works(cast: Cast) -> None:
    actions.register(by=cast.petitioner, wanted=Wanted(["environment", "health"]))
    actions.register(by=cast.co_signer, wanted=Wanted(["education"]))
    hearing = make.opened(cast, topics=["environment"])
    told = Notice.objects.get()
    assert told.user == cast.petitioner.user
    assert told.message.kind == "hearing.announced"
    hearings.publish(hearing=hearing)
    assert Notice.objects.count() == 1
    seal_all()
    leaf = bytes(Entry.objects.filter(kind="stakeholder.registered").first().leaf)  # type: ignore[union-attr]
    assert b"environment" not in leaf


@pytest.mark.parametrize(
    ("area", "areas", "told"),
    [(None, ["90"], True), ("50", ["00"], True), ("50", ["500101"], True), ("500101", ["50"], True),
     ("50", ["90"], False),],
)  # fmt: skip
def test_the_place_decides(cast: Cast, area: str | None, areas: list[str], told: bool) -> None:
    place = people.area(area) if area else None
    actions.register(by=cast.petitioner, wanted=Wanted(["land"], area=place))
    assert Registration.objects.concerned(["land"], areas).exists() is told


def test_a_hearing_without_topics_tells_nobody(cast: Cast) -> None:
    actions.register(by=cast.petitioner, wanted=Wanted(["land"]))
    make.opened(cast)
    assert not Notice.objects.exists()


def test_one_registers_once_for_each_voice_and_may_end_it(cast: Cast) -> None:
    actions.register(by=cast.petitioner, wanted=Wanted(["land"]))
    actions.register(by=cast.petitioner, wanted=Wanted(["land"], organisation="สมาคมผู้ใช้น้ำ"))
    with pytest.raises(AlreadyDone):
        actions.register(by=cast.petitioner, wanted=Wanted(["work"]))
    mine = Registration.objects.get(organisation="")
    with pytest.raises(AlreadyDone):
        actions.end(by=cast.co_signer, registration=mine)
    actions.end(by=cast.petitioner, registration=mine)
    actions.register(by=cast.petitioner, wanted=Wanted(["work"]))
    assert Registration.objects.standing().count() == 2


@pytest.mark.parametrize("topics", [[], ["astrology"]])
def test_a_topic_comes_from_the_list(cast: Cast, topics: list[str]) -> None:
    with pytest.raises(Refused):
        actions.register(by=cast.petitioner, wanted=Wanted(topics))


def test_an_agency_sees_numbers_and_only_names_that_may_be_seen(cast: Cast, client: Client) -> None:
    for name, shown in (("", True), ("สมาคมเปิดเผย", True), ("สมาคมไม่เปิดเผย", False)):
        actions.register(by=cast.petitioner, wanted=Wanted(["land"], organisation=name, name_shown=shown))
    row = next(count for count in figures.counts() if count.people or count.organisations)
    assert (row.people, row.organisations) == (1, 2)
    client.login(email="officer@example.org", password=PASSWORD)
    page = client.get(f"/th/stakeholders/agency/{cast.agency.slug}/").content.decode()
    assert "สมาคมเปิดเผย" in page
    assert "สมาคมไม่เปิดเผย" not in page
    assert "มะลิ" not in page


@pytest.mark.parametrize("role", Role)
def test_who_sees_the_register(cast: Cast, client: Client, role: Role) -> None:
    officer = people.officer(role, f"{role}-6@example.org", cast.agency)
    assert client.login(email=officer.email, password=PASSWORD)
    expected = 200 if role in {Role.AUTHOR, Role.REVIEWER, Role.HEAD} else 403
    assert client.get(f"/th/stakeholders/agency/{cast.agency.slug}/").status_code == expected


def test_a_person_registers_and_ends_it_on_the_pages(cast: Cast, client: Client) -> None:
    client.login(email="mali@example.org", password=PASSWORD)
    assert client.get("/th/stakeholders/").status_code == 200
    assert client.post("/th/stakeholders/", {"area": ""}).status_code == 422
    wanted: dict[str, Any] = {"topics": ["land", "work"], "organisation": "สมาคมหนึ่ง"}
    assert client.post("/th/stakeholders/", wanted).status_code == 302
    assert "สมาคมหนึ่ง" in client.get("/th/stakeholders/mine/").content.decode()
    row = Registration.objects.get()
    assert client.post(f"/th/stakeholders/{row.pk}/end/").status_code == 302
    assert "สมาคมหนึ่ง" not in client.get("/th/stakeholders/mine/").content.decode()
