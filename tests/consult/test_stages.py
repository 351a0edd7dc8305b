"""A hearing through its stages: complete before it is asked for, opened and closed by the clock, extended."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision

from accounts.models import Role
from accounts.refusals import Closed, Refused
from cms import tree
from consult.hearings import actions, announcement, clock
from consult.hearings.models import ConsultationPage
from consult.hearings.states import Kind
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import hearings as make
from tests.factories import people
from tests.factories.people import PASSWORD, Cast


def entries(kind: str) -> int:
    seal_all()
    return Entry.objects.filter(kind=kind).count()


def test_it_works(cast: Cast) -> None:
    hearing = make.opened(cast)
    clock.note()
    clock.note()
    assert (entries("hearing.opened"), entries("hearing.closed")) == (1, 0)
    ConsultationPage.objects.filter(pk=make.closed(cast).pk).update(opening_noted=True)
    clock.note()
    clock.note()
    assert entries("hearing.closed") == 1
    assert hearing.phase == "open"


@pytest.mark.parametrize("field", ["method", "problem", "purpose", "main_points", "affected", "necessity", "influence"])
def test_it_is_not_submitted_while_anything_is_missing(cast: Cast, field: str) -> None:
    page = make.prepared(cast, **{field: " "})
    page.live = False
    tree.agency_page(cast.agency).add_child(instance=page)
    page.save_revision(user=cast.officer)
    assert [item.field for item in announcement.missing(page)] == [field]
    with pytest.raises(Refused):
        page.get_workflow().start(page, cast.officer)
    assert not page.workflow_in_progress


def test_it_is_not_published_while_anything_is_missing(cast: Cast) -> None:
    with pytest.raises(Refused):
        make.opened(cast, purpose=" ")


def test_a_second_stage_shows_the_first_and_what_changed(cast: Cast, client: Client) -> None:
    first = make.opened(cast, kind=Kind.PRINCIPLE)
    with pytest.raises(Refused):
        make.opened(cast, follows=first)
    second = make.opened(cast, follows=first, changed_since="ตัดใบอนุญาตออก")
    page = client.get(second.get_absolute_url()).content.decode()
    assert first.get_absolute_url() in page
    assert "ตัดใบอนุญาตออก" in page
    assert second.get_absolute_url() in client.get(first.get_absolute_url()).content.decode()


@pytest.mark.parametrize("kind", [Kind.PRINCIPLE, Kind.EX_POST])
def test_only_a_draft_follows_an_earlier_stage(cast: Cast, kind: Kind) -> None:
    page = make.prepared(cast, kind=kind, follows=make.opened(cast))
    with pytest.raises(ValidationError, match=r"follows|ร่าง|draft"):
        page.clean()


def test_the_head_extends_with_a_reason(cast: Cast, client: Client) -> None:
    hearing = make.opened(cast)
    client.login(email=cast.head.email, password=PASSWORD)
    later = timezone.localtime(hearing.closes_at + timedelta(days=10)).strftime("%Y-%m-%dT%H:%M")
    address = f"{hearing.get_absolute_url()}extend/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"closes_at": later, "reason": ""}).status_code == 422
    assert client.post(address, {"closes_at": later, "reason": "น้ำท่วมหลายจังหวัด"}).status_code == 302
    assert "น้ำท่วมหลายจังหวัด" in Client().get(hearing.get_absolute_url()).content.decode()
    assert entries("hearing.extended") == 1


def test_a_draft_written_before_an_extension_does_not_shorten_it(cast: Cast) -> None:
    now = timezone.now().replace(microsecond=0)
    hearing = make.opened(cast, opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=20))
    later = hearing.closes_at + timedelta(days=5)
    revision = hearing.save_revision()
    actions.extend(by=cast.head, hearing=hearing, closes_at=later, reason="เหตุผล")
    Revision.objects.get(pk=revision.pk).publish()
    hearing.refresh_from_db()
    assert hearing.closes_at == later


def test_it_is_never_brought_forward_nor_reopened(cast: Cast) -> None:
    hearing = make.opened(cast)
    with pytest.raises(Refused):
        actions.extend(by=cast.head, hearing=hearing, closes_at=hearing.closes_at - timedelta(1), reason="x")
    over = make.closed(cast)
    with pytest.raises(Closed):
        actions.extend(by=cast.head, hearing=over, closes_at=timezone.now() + timedelta(9), reason="x")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.HEAD])
def test_nobody_but_the_head_extends(cast: Cast, role: Role) -> None:
    hearing = make.opened(cast)
    officer = people.officer(role, f"{role}-9@example.org", cast.agency)
    with pytest.raises(PermissionDenied):
        actions.extend(by=officer, hearing=hearing, closes_at=hearing.closes_at + timedelta(9), reason="x")


def test_a_cancelled_hearing_stays_in_the_list_with_its_reason(cast: Cast, client: Client) -> None:
    hearing = make.opened(cast)
    actions.cancel(by=cast.head, hearing=hearing, reason="จะจัดทำร่างใหม่ทั้งฉบับ")
    for query in ("", "?stage=cancelled", f"?kind=draft&agency={cast.agency.slug}"):
        assert "จะจัดทำร่างใหม่ทั้งฉบับ" in client.get(f"/th/hearings/{query}").content.decode()
    assert "จะจัดทำร่างใหม่" not in client.get("/th/hearings/?stage=open").content.decode()
