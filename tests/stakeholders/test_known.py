"""Stakeholders whom an agency knows: listed, sealed, told once when the hearing opens, counted in the report."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import Role
from accounts.notices import postman
from accounts.refusals import AlreadyDone, Closed
from consult.hearings import actions, figures, letters
from consult.hearings.actions import Person
from consult.hearings.known_form import read
from consult.hearings.models import KnownStakeholder
from consult.hearings.reports.writing import document
from consult.hearings.states import ReportKind
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import hearings as make
from tests.factories import people
from tests.factories.people import PASSWORD, Cast

PEOPLE = [Person("สมาคมผู้ใช้น้ำ", "water@example.org"), Person("Ms Kaew", "kaew@example.org")]


def test_it_works(cast: Cast) -> None:
    hearing = make.scheduled(cast)
    assert actions.add_known(by=cast.officer, hearing=hearing, people=PEOPLE) == 2
    assert actions.add_known(by=cast.officer, hearing=hearing, people=[Person("อีกชื่อ", "WATER@example.org")]) == 0
    assert letters.deliver() == 0
    assert letters.deliver(timezone.now() + timedelta(days=3)) == 2
    assert letters.deliver(timezone.now() + timedelta(days=3)) == 0
    assert {letter.to[0] for letter in mail.outbox} == {person.email for person in PEOPLE}
    assert "สมาคมผู้ใช้น้ำ" in mail.outbox[0].body
    assert f"/en/hearings/{hearing.public_id}/" in mail.outbox[0].body
    seal_all()
    entry = Entry.objects.get(kind="hearing.stakeholders")
    assert b'"told":2' in bytes(entry.leaf).replace(b" ", b"")


def test_the_report_says_how_many_and_never_who(cast: Cast) -> None:
    hearing = make.opened(cast)
    actions.add_known(by=cast.officer, hearing=hearing, people=PEOPLE)
    letters.deliver()
    report = actions.report_of(hearing, ReportKind.SUMMARY)
    for lang, words in (("th", "ผู้เกี่ยวข้องที่หน่วยงานส่งจดหมายแจ้ง"), ("en", "Stakeholders whom the agency wrote to")):
        made = str(document(report, lang))
        assert words in made
        assert "kaew@example.org" not in made
        assert "Ms Kaew" not in made
    assert figures.known(hearing) == figures.Known(2, 2, 0, 0)


def test_names_and_addresses_are_sealed_in_the_database(cast: Cast) -> None:
    actions.add_known(by=cast.officer, hearing=make.opened(cast), people=PEOPLE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, email FROM hearings_knownstakeholder")
        stored = b"".join(bytes(value) for row in cursor.fetchall() for value in row)
    assert b"water" not in stored
    assert "สมาคม".encode() not in stored
    assert {row.email for row in KnownStakeholder.objects.all()} == {person.email for person in PEOPLE}


def test_the_link_in_the_letter_erases_name_and_address(cast: Cast, client: Client) -> None:
    hearing = make.opened(cast)
    actions.add_known(by=cast.officer, hearing=hearing, people=PEOPLE[:1])
    letters.deliver()
    found = re.search(r"http\S+?(/th/hearings/\S+/leave/\S+)", str(mail.outbox[0].body))
    assert found
    assert client.get(found[1]).status_code == 200
    assert KnownStakeholder.objects.get().email
    assert client.post(found[1]).status_code == 200
    assert client.post(found[1][:-4] + "AAA/").status_code == 404
    row = KnownStakeholder.objects.get()
    assert (row.name, row.email) == ("", "")
    assert actions.add_known(by=cast.officer, hearing=hearing, people=PEOPLE[:1]) == 0
    assert figures.known(hearing) == figures.Known(1, 1, 0, 1)


def test_who_was_written_to_stays_on_the_list_and_a_closed_hearing_takes_nobody(cast: Cast) -> None:
    hearing = make.opened(cast)
    actions.add_known(by=cast.officer, hearing=hearing, people=PEOPLE)
    first, second = KnownStakeholder.objects.all()
    actions.remove_known(by=cast.officer, hearing=hearing, known=first)
    assert postman.carry() == 1
    with pytest.raises(AlreadyDone):
        actions.remove_known(by=cast.officer, hearing=hearing, known=second)
    with pytest.raises(Closed):
        actions.add_known(by=cast.officer, hearing=make.closed(cast), people=PEOPLE)


def test_they_are_forgotten_a_year_after_the_hearing(cast: Cast) -> None:
    actions.add_known(by=cast.officer, hearing=make.opened(cast), people=PEOPLE)
    assert letters.forget() == 0
    assert letters.forget(timezone.now() + timedelta(days=400)) == 2
    assert not any(row.name or row.email for row in KnownStakeholder.objects.all())


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("สมาคมผู้ใช้น้ำ, water@example.org", Person("สมาคมผู้ใช้น้ำ", "water@example.org")),
        ("kaew@example.org\tนางสาวแก้ว ใจดี", Person("นางสาวแก้ว ใจดี", "kaew@example.org")),
        ("Kaew <kaew@example.org>", Person("Kaew", "kaew@example.org")),
        ("kaew@example.org", None),
        ("ใครก็ไม่รู้", None),
        ("สอง a@example.org b@example.org", None),
        ("ผิด kaew@", None),
    ],
)
def test_a_line_is_a_name_and_an_address(line: str, person: Person | None) -> None:
    assert read(line) == person


@pytest.mark.parametrize("role", Role)
def test_who_sees_the_list(cast: Cast, client: Client, role: Role) -> None:
    hearing = make.scheduled(cast)
    officer = people.officer(role, f"{role}-7@example.org", cast.agency)
    assert client.login(email=officer.email, password=PASSWORD)
    expected = 200 if role in {Role.AUTHOR, Role.HEAD} else 403
    assert client.get(f"/th/hearings/{hearing.public_id}/stakeholders/").status_code == expected
    if expected == 403:
        with pytest.raises(PermissionDenied):
            actions.add_known(by=officer, hearing=hearing, people=PEOPLE)


def test_an_officer_pastes_a_list_on_the_page(cast: Cast, client: Client) -> None:
    hearing = make.scheduled(cast)
    client.login(email=cast.officer.email, password=PASSWORD)
    address = f"/th/hearings/{hearing.public_id}/stakeholders/"
    wrong = client.post(address, {"people": "สมาคม water@example.org\nไม่มีที่อยู่"})
    assert wrong.status_code == 422
    assert "ไม่มีที่อยู่" in wrong.content.decode()
    assert client.post(address, {"people": "สมาคม water@example.org\n\nแก้ว;kaew@example.org"}).status_code == 302
    assert "kaew@example.org" in client.get(address).content.decode()
    row = KnownStakeholder.objects.first()
    assert row
    assert client.post(f"{address}{row.pk}/remove/").status_code == 302
    assert KnownStakeholder.objects.count() == 1
    assert "example.org" not in client.get(f"/th/hearings/{hearing.public_id}/").content.decode()
