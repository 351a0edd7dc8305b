"""Who may do what in the editors' rooms, as a table (docs/site.md)."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from accounts.models import Role, User
from cms import approval, tree
from cms.models import ArticlePage
from tests.factories import people
from tests.factories.people import PASSWORD, Cast

pytestmark = pytest.mark.django_db
# who: enters the rooms, edits a draft, edits what waits, passes on what waits for review, approves what waits for the
# head, publishes by hand in the agency's part, on the site
TABLE = {
    Role.AUTHOR: (True, True, False, False, False, False, False),
    Role.REVIEWER: (True, True, False, True, False, False, False),
    Role.HEAD: (True, True, False, False, True, False, False),
    Role.COUNTER: (False, False, False, False, False, False, False),
    Role.MODERATOR: (False, False, False, False, False, False, False),
    Role.AUDITOR: (False, False, False, False, False, False, False),
    "author elsewhere": (True, False, False, False, False, False, False),
    "reviewer elsewhere": (True, False, False, False, False, False, False),
    "head elsewhere": (True, False, False, False, False, False, False),
    "administrator": (True, True, False, False, False, False, True),
    "citizen": (False, False, False, False, False, False, False),
}


@pytest.fixture
def draft(cast: Cast) -> ArticlePage:
    page = ArticlePage(title="ประกาศ", slug="notice", body="<p>ก</p>", live=False)
    tree.agency_page(cast.agency).add_child(instance=page)
    page.save_revision(user=cast.officer)
    return page


def somebody(who: str, cast: Cast) -> User:
    if who == "citizen":
        assert cast.stranger.user
        return cast.stranger.user
    if who == "administrator":
        return User.objects.create_superuser("root@example.org", PASSWORD)
    role, _space, elsewhere = who.partition(" ")
    agency = cast.agency
    if elsewhere:
        agency = people.agency("other", "หน่วยงานอื่น")
        tree.agency_page(agency)
    return people.officer(Role(role), "somebody@example.org", agency)


@pytest.mark.parametrize("who", TABLE)
def test_it_works(who: str, cast: Cast, draft: ArticlePage) -> None:
    user = somebody(who, cast)
    client = Client()
    assert client.login(email=user.email, password=PASSWORD)
    enters, edits, edits_waiting, reviews, approves, publishes, publishes_site = TABLE[who]
    assert (client.get(reverse("wagtailadmin_home")).status_code == 200) is enters
    assert draft.permissions_for_user(user).can_edit() is edits
    assert draft.permissions_for_user(user).can_publish() is publishes
    assert tree.home().permissions_for_user(user).can_publish_subpage() is publishes_site
    reviewer = people.officer(Role.REVIEWER, "reviewer@example.org", cast.agency)
    approval.ask(draft, by=cast.officer)
    draft.refresh_from_db()
    lock = draft.get_lock()
    assert (not lock.for_user(user)) is edits_waiting
    assert approval.may_decide(user, draft) is reviews
    step = draft.current_workflow_task_state
    step.task.specific.on_action(step, reviewer, "approve")
    draft.refresh_from_db()
    assert approval.may_decide(user, draft) is approves


def test_a_stranger_is_led_to_the_sites_own_sign_in(client: Client, db: None) -> None:
    for path in ("/admin/", "/admin/login/"):
        answer = client.get(path, follow=True)
        assert "/account/login/" in answer.redirect_chain[-1][0], path


def test_who_loses_a_role_loses_its_rights(cast: Cast, draft: ArticlePage) -> None:
    cast.officer.memberships.all().delete()
    user = User.objects.get(pk=cast.officer.pk)
    assert not draft.permissions_for_user(user).can_edit()


def test_nobody_deletes_what_is_published(cast: Cast) -> None:
    page = tree.add(ArticlePage(title="ข่าว", body="ก"), tree.agency_page(cast.agency))
    for user in (cast.officer, cast.head):
        rights = page.permissions_for_user(user)
        assert not (rights.can_delete() or rights.can_unpublish() or rights.can_move())


def test_wagtails_own_groups_have_no_rights_here(cast: Cast) -> None:
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()


def test_officers_read_thai(cast: Cast, draft: ArticlePage) -> None:
    client = Client(headers={"accept-language": "th"})
    assert client.login(email=str(cast.officer), password=PASSWORD)
    text = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).text
    assert "ส่งขออนุมัติ" in text
    assert "Submit to" not in text
