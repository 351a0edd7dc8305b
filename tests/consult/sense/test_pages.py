"""Officers sort on pages without JavaScript; everybody reads once the groups are published."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from consult.hearings.models import ConsultationPage
from consult.sense import figures, work
from consult.sense.models import Grouping, GroupMember, IssueGroup
from consult.sense.states import Work
from consult.threads.models import Comment
from realtime.live import topics
from realtime.sealer import seal_all
from tests.consult.sense.test_groups import grouped, sizes
from tests.factories import people
from tests.factories.people import PASSWORD, Cast


def officer(email: str = "officer@example.org") -> Client:
    client = Client()
    assert client.login(username=email, password=PASSWORD)
    return client


def address(hearing: ConsultationPage, page: str = "", language: str = "th") -> str:
    return f"/{language}/opinions/hearing/{hearing.public_id}/{page}"


def test_it_works(cast: Cast) -> None:
    hearing, (first, _second), _said = grouped(cast)
    client = officer()
    page = client.get(address(hearing, "sort/")).content.decode()
    assert first.name in page
    assert "66.7" in page or "67" in page
    merged = client.post(address(hearing, "sort/"), {"groups": [1, 2], "into": 1})
    assert merged.status_code == 302
    assert sizes(hearing) == {1: 4}
    changed = Grouping.objects.get().changes.order_by("-pk")[0]
    assert client.post(address(hearing, "sort/undo/"), {"seen": changed.pk}).status_code == 302
    assert sizes(hearing) == {1: 2, 2: 2}
    assert client.post(address(hearing, "sort/undo/"), {"seen": changed.pk}).status_code == 409


def test_ticked_comments_move_split_and_leave(cast: Cast) -> None:
    hearing, (_first, _second), said = grouped(cast)
    client = officer()
    page = address(hearing, "sort/1/")
    assert client.get(page).content.decode().count('name="comments"') == 2
    assert client.post(page, {"to": "2"}).status_code == 422
    assert client.post(page, {"to": "new", "comments": [str(said[0].pk)]}).status_code == 422
    moved = {"to": "2", "comments": [str(said[0].pk)]}
    assert client.post(page, moved).status_code == 302
    assert client.post(page, moved).status_code == 422  # it is not on this page any more
    made = client.post(page, {"to": "new", "name": "กลุ่มใหม่", "comments": [str(said[1].pk)]})
    assert made.headers["location"].endswith("/sort/3/")
    assert client.post(address(hearing, "sort/3/"), {"to": "none", "comments": [str(said[1].pk)]}).status_code == 302
    assert sizes(hearing) == {1: 0, 2: 3, 3: 0}
    assert str(said[1].pk) in client.get(address(hearing, "sort/rest/")).content.decode()


def test_a_group_gets_its_names(cast: Cast) -> None:
    hearing, (first, _second), _said = grouped(cast)
    client = officer()
    names = {"name": "ค่าใช้จ่าย", "name_en": "Costs", "summary": "แพงไป", "campaign": "on"}
    assert client.post(address(hearing, "sort/1/name/"), {"name": ""}).status_code == 422
    assert client.post(address(hearing, "sort/1/name/"), names).status_code == 302
    first.refresh_from_db()
    assert (first.name, first.name_en, first.campaign, first.named) == ("ค่าใช้จ่าย", "Costs", True, True)
    assert "<b>1. Costs</b>" in client.get(address(hearing, "sort/", "en")).content.decode()


def test_everybody_reads_after_publication_and_not_before(cast: Cast) -> None:
    hearing, (first, _second), _said = grouped(cast)
    before = Client().get(address(hearing))
    assert before.status_code == 200
    assert first.name not in before.content.decode()
    assert Client().get(address(hearing, "1/")).status_code == 404
    assert topics.figures(figures.topic("hearing", hearing.public_id)) is None
    officer().post(address(hearing, "sort/publish/"))
    answer = Client().get(address(hearing))
    assert answer.status_code == 200
    assert not answer.cookies
    assert first.name in answer.content.decode()
    assert "csrf" not in answer.content.decode()
    assert Client().get(address(hearing, "1/")).status_code == 200
    assert Client().get(address(hearing, "9/")).status_code == 404
    live = topics.figures(figures.topic("hearing", hearing.public_id))
    assert live
    assert live["by_group"] == {"1": 2, "2": 2}
    officer().post(address(hearing, "sort/"), {"groups": [1, 2], "into": 1})
    gone = Client().get(address(hearing, "2/"))
    assert gone.status_code == 410
    assert first.name in gone.content.decode()


def test_a_withdrawn_representative_is_not_shown(cast: Cast) -> None:
    hearing, (first, _second), _said = grouped(cast)
    officer().post(address(hearing, "sort/publish/"))
    first.refresh_from_db()
    shown = first.representative
    assert shown
    Comment.objects.filter(pk=shown.pk).update(state="withdrawn")
    assert shown.body not in Client().get(address(hearing)).content.decode()


@pytest.mark.parametrize("page", ["", "1/", "sort/", "sort/1/", "sort/rest/"])
def test_pages_cost_the_same_for_many_groups(cast: Cast, page: str) -> None:
    hearing, _groups, _said = grouped(cast)
    client = officer()
    client.post(address(hearing, "sort/publish/"))
    seal_all()
    reader = client if page.startswith("sort") else Client()
    counts = []
    for turn in range(2):
        reader.get(address(hearing, page))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert reader.get(address(hearing, page)).status_code == 200
        counts.append(len(queries))
        for number in range(10 + turn * 30, 30 + turn * 30):
            IssueGroup.objects.create(kind="hearing", public_id=hearing.public_id, number=number, name="x", size=3)
    assert counts[0] == counts[1]
    print(page, counts)
    assert counts[0] <= (20 if page.startswith("sort") else 12)


def test_the_progress_is_shown_while_the_machine_works(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    hearing, _groups, _said = grouped(cast)
    client = officer()
    assert client.post(address(hearing, "sort/ask/")).status_code == 302
    Grouping.objects.update(work=Work.RUNNING, done=40)
    page = client.get(address(hearing, "sort/")).content.decode()
    assert 'max="100" value="40"' in page
    assert client.post(address(hearing, "sort/ask/")).status_code == 409
    Grouping.objects.update(work=Work.ASKED)
    work.group_waiting()
    assert "siang-again every" not in client.get(address(hearing, "sort/")).content.decode()
    assert GroupMember.objects.count() >= 4


PAGES = ["sort/", "sort/1/", "sort/rest/", "sort/1/name/"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", Role)
def test_the_permission_table(cast: Cast, page: str, role: Role) -> None:
    hearing, _groups, _said = grouped(cast)
    people.officer(role, f"{role}-2@example.org", cast.agency)
    people.officer(role, f"{role}-3@example.org", people.agency("other", "อื่น"))
    allowed = role in {Role.AUTHOR, Role.REVIEWER, Role.HEAD, Role.MODERATOR}
    assert officer(f"{role}-2@example.org").get(address(hearing, page)).status_code == (200 if allowed else 403)
    assert officer(f"{role}-3@example.org").get(address(hearing, page)).status_code == 403
    assert Client().get(address(hearing, page)).status_code == 302


def test_published_groups_are_open_data(cast: Cast) -> None:
    hearing, (first, _second), said = grouped(cast)
    names = [f"/open/{name}/{hearing.public_id}.csv" for name in ("hearing-groups", "hearing-comment-groups")]
    assert [Client().get(name).status_code for name in names] == [404, 404]
    officer().post(address(hearing, "sort/publish/"))
    groups, places = (Client().get(name).getvalue().decode() for name in names)
    assert first.name in groups
    assert f"{said[0].pk},1,officer" in places
