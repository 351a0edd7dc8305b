"""What waits for an officer, how an agency is doing, and who may see which."""

import csv
import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.inhabitants.models import Age, Inhabitants, age_group
from accounts.models import Membership, Role, User
from config.work import participation, tables, timing, waiting
from config.work.tables import Table
from config.work.waiting import Task
from consult.moderation.models import Case
from tests.factories import people
from tests.factories.people import Cast

pytestmark = pytest.mark.django_db
STEERING = {Role.AUTHOR, Role.REVIEWER, Role.HEAD, Role.AUDITOR}


def officer(cast: Cast, role: Role) -> User:
    """An officer with one role in the agency of the cast."""
    user = User.objects.create_user(f"{role}-here@example.org", "a long password", is_staff=True)
    Membership.objects.create(user=user, agency=cast.agency, role=role)
    return user


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("path", "steering"),
    [
        ("", False), ("my-work.csv", False), ("my-work.xlsx", False), ("{}/", True), ("{}/ages.csv", True),
        ("{}/times.xlsx", True),
    ],
)  # fmt: skip
def test_it_works(client: Client, cast: Cast, role: Role, path: str, *, steering: bool) -> None:
    client.force_login(officer(cast, role))
    answer = client.get(f"/th/work/{path.format(cast.agency.slug)}")
    assert answer.status_code == (200 if not steering or role in STEERING else 403)
    assert "no-store" in answer["Cache-Control"]


def test_citizens_and_strangers_see_nothing(client: Client, cast: Cast) -> None:
    assert client.get("/th/work/").status_code == 302
    assert cast.petitioner.user is not None
    client.force_login(cast.petitioner.user)
    for path in ("", "my-work.csv", f"{cast.agency.slug}/", f"{cast.agency.slug}/times.csv"):
        assert client.get(f"/th/work/{path}").status_code == 403


def test_a_role_elsewhere_opens_nothing_here(client: Client, cast: Cast) -> None:
    other = people.agency("elsewhere")
    client.force_login(officer(cast, Role.HEAD))
    assert client.get(f"/th/work/{other.slug}/").status_code == 403


def test_reports_wait_for_moderators_and_are_late_after_two_days(cast: Cast) -> None:
    opened = timezone.now() - timedelta(days=3)
    Case.objects.create(kind="comment", thing="x", agency=cast.agency, opened_at=opened)
    task = next(task for task in waiting.waiting(officer(cast, Role.MODERATOR)) if task.number == 1)
    assert task.late
    assert waiting.waiting(officer(cast, Role.AUDITOR)) == []


def test_the_late_stand_first_then_what_is_due(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    given = [
        Task("x", "waits", "/", "", now),
        Task("x", "due", "/", "", now, now + timedelta(days=1)),
        Task("x", "late", "/", "", now, now - timedelta(days=1)),
    ]
    monkeypatch.setattr(waiting, "ROOMS", (lambda _user, _roles: given,))
    assert [task.title for task in waiting.waiting(officer(cast, Role.HEAD))] == ["late", "due", "waits"]


def test_the_page_costs_few_queries(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(officer(cast, Role.HEAD))
    with django_assert_max_num_queries(30):
        client.get("/th/work/")


def test_small_groups_are_never_shown() -> None:
    names: Any = {"50": "เชียงใหม่", "10": "กรุงเทพฯ", "90": "สงขลา", "92": "ตรัง"}
    rows = participation._rows({"10": 400, "50": 30, "90": 12, "92": 3}, names, {"10": 600, "50": 400})
    assert [(row.group, row.people) for row in rows] == [
        ("กรุงเทพฯ", 400), ("เชียงใหม่", 30), ("สงขลา", None), ("ตรัง", None),
    ]  # fmt: skip
    assert (rows[0].expected, rows[2].expected) == (0.6, None)


def test_an_agency_without_anything_has_a_page_of_dashes(cast: Cast) -> None:
    found = participation.participation(cast.agency)
    assert found.people == 0
    assert [row.group for row in found.ages] == [str(age.label) for age in Age if age]  # the young first
    assert {one.days for one in timing.timing(cast.agency)} == {None}


@pytest.mark.parametrize(
    ("year", "group"), [(2012, ""), (2010, Age.YOUNG), (2001, Age.EARLY), (1980, Age.MIDDLE), (1960, Age.OLD)]
)
def test_ages_are_full_years(year: int, group: str) -> None:
    today = timezone.localdate().replace(year=2026, month=6, day=1)
    assert age_group(today.replace(year=year), today) == group


def test_files_hold_no_formula_and_the_same_in_both_forms() -> None:
    table = Table("t", ["a", "b"], [["=1+1", 3], ["ก", None]])
    text = tables.answer(table, "csv").content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [["a", "b"], ["'=1+1", "3"], ["ก", ""]]
    sheet = openpyxl.load_workbook(io.BytesIO(tables.answer(table, "xlsx").content)).active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["a", "b"], ["=1+1", 3], ["ก", None]]
    assert sheet["A2"].data_type == "s"


def test_inhabitants_come_from_a_file_or_not_at_all(tmp_path: Any) -> None:
    people.area("500101")
    file = tmp_path / "living.csv"
    file.write_text("area,age,people,year\n50,,1790000,2024\n", encoding="utf-8")
    call_command("load_inhabitants", file)
    call_command("load_inhabitants", file)
    assert Inhabitants.objects.get().people == 1_790_000
    file.write_text("area,age,people,year\n50,,5,2024\nzz,,5,2024\n", encoding="utf-8")
    with pytest.raises(CommandError, match="Line 3"):
        call_command("load_inhabitants", file)
    assert Inhabitants.objects.get().people == 1_790_000
