"""Acts due for evaluation: the day, the list, who keeps it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from accounts.models import Role
from accounts.refusals import Refused
from consult.evaluations import actions
from consult.evaluations.actions import Listed
from consult.evaluations.due import due
from consult.evaluations.models import EvaluatedAct
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import people
from tests.factories.people import PASSWORD, Cast


def listed(cast: Cast, slug: str, **changes: date | bool | None) -> EvaluatedAct:
    values = {"title": f"พระราชบัญญัติ {slug}", "in_force": date(2019, 11, 28)} | changes
    actions.put(by=cast.officer, agency=cast.agency, slug=slug, listed=Listed(**values))  # type: ignore[arg-type]
    return EvaluatedAct.objects.get(slug=slug)


def test_it_works(cast: Cast, client: Client) -> None:
    late = listed(cast, "late")
    done = listed(cast, "done", last_evaluated=timezone.localdate() - timedelta(days=10))
    assert late.due_on == date(2024, 11, 28)
    assert late.overdue
    assert not done.overdue
    page = client.get("/en/evaluations/").content.decode()
    assert page.index('id="late"') < page.index('id="done"')
    assert "days overdue" in page
    assert 'id="done"' not in client.get("/en/evaluations/?late=yes").content.decode()
    seal_all()
    assert Entry.objects.filter(kind="evaluation.listed").count() == 2


@pytest.mark.parametrize(
    ("in_force", "last", "decree", "expected"),
    [
        (date(2019, 11, 28), None, False, date(2024, 11, 28)),
        (date(2019, 11, 28), None, True, date(2021, 11, 28)),
        (date(2019, 11, 28), date(2023, 3, 1), True, date(2028, 3, 1)),
        (date(2020, 2, 29), None, False, date(2025, 2, 28)),
    ],
)
def test_the_day_follows_section_34(in_force: date, last: date | None, decree: bool, expected: date) -> None:
    assert due(in_force, last, decree=decree) == expected


@given(some.dates(date(1950, 1, 1), date(2100, 1, 1)), some.integers(1, 5))
def test_an_evaluation_is_never_due_before_its_years_have_passed(day: date, years: int) -> None:
    assert due(day, None, every=years).year == day.year + years


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("own", [True, False])
def test_who_keeps_the_list(cast: Cast, role: Role, own: bool) -> None:
    agency = cast.agency if own else people.agency("other", "หน่วยงานอื่น")
    officer = people.officer(role, f"{role}-4@example.org", agency)
    act = Listed(title="พระราชบัญญัติ", in_force=date(2020, 1, 1))
    if own and role in actions.WRITING:
        actions.put(by=officer, agency=cast.agency, slug="one", listed=act)
        return
    with pytest.raises(PermissionDenied):
        actions.put(by=officer, agency=cast.agency, slug="one", listed=act)


def test_nobody_takes_over_the_act_of_another_agency(cast: Cast) -> None:
    listed(cast, "ours")
    other = people.agency("other", "หน่วยงานอื่น")
    officer = people.officer(Role.HEAD, "other-head@example.org", other)
    with pytest.raises(PermissionDenied):
        actions.put(by=officer, agency=other, slug="ours", listed=Listed(title="ก", in_force=date(2020, 1, 1)))


@pytest.mark.parametrize("wrong", [{"every": 6}, {"every": 0}, {"last_evaluated": date(2018, 1, 1)}])
def test_what_cannot_be_is_refused(cast: Cast, wrong: dict[str, date]) -> None:
    with pytest.raises(Refused):
        listed(cast, "wrong", **wrong)


def test_an_officer_keeps_it_on_a_screen(cast: Cast, client: Client) -> None:
    address = f"/th/evaluations/{cast.agency.slug}/"
    assert client.get(address).status_code == 302
    client.login(email="officer@example.org", password=PASSWORD)
    form = {"title": "พระราชบัญญัติใหม่", "in_force": "2020-05-01", "every": "5"}
    assert client.post(f"{address}new/", form | {"every": "9"}).status_code == 422
    assert client.post(f"{address}new/", form).status_code == 302
    act = EvaluatedAct.objects.get()
    assert act.due_on == date(2025, 5, 1)
    assert client.post(f"{address}{act.slug}/", form | {"last_evaluated": "2025-01-05"}).status_code == 302
    assert "พระราชบัญญัติใหม่" in client.get(address).content.decode()
    table = b"".join(Client().get(f"/open/evaluations/{cast.agency.slug}.csv")).decode()
    assert "2030-01-05" in table
    client.login(email="mali@example.org", password=PASSWORD)
    assert client.get(address).status_code == 403
