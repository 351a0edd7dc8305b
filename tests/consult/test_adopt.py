"""A suggested wording is taken over into the next version, with credit."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.models import Role
from accounts.notices.models import Notice
from accounts.refusals import Closed, Stale
from consult.drafting import actions, suggestions
from consult.drafting.models import Credit
from consult.hearings.models import ConsultationPage
from consult.texts import actions as texts
from consult.texts.actions import Written
from consult.texts.models import Law, Provision, TextVersion
from consult.threads import actions as threads
from consult.threads.actions import Words
from consult.threads.models import Comment
from realtime.record import canonical
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import hearings as make
from tests.factories import people
from tests.factories.people import PASSWORD, Cast

pytestmark = pytest.mark.django_db
BETTER = "ให้ทำดังต่อไปนี้ภายในสามสิบวัน\n(๑) ข้อแรก\n(๒) ข้อสอง\nวรรคสอง"


def hearing(cast: Cast) -> ConsultationPage:
    page = make.opened(cast)
    Law.objects.filter(pk=page.text.law_id).update(agency=cast.agency)
    return page


def suggested(cast: Cast, page: ConsultationPage, by: Any = None, wording: str = BETTER) -> Comment:
    """Somebody suggests other words for มาตรา ๒."""
    subject = make.subject(page)
    base = canonical.text_fingerprint(subject.words("sec_2"))
    words = Words("ควรมีกำหนดเวลา", part="sec_2", wording=wording, base=base)
    threads.post_comment(by=by or cast.petitioner, subject=subject, words=words)
    found: Comment = Comment.objects.with_wording().newest()[:1].get()
    return found


def started(cast: Cast, page: ConsultationPage) -> TextVersion:
    return texts.start_version(by=cast.officer, law=Law.objects.get(pk=page.text.law_id), label="ร่างครั้งที่ ๒")


def section(version: TextVersion, eid: str = "sec_2") -> Provision:
    return version.provisions.get(eid=eid)


def test_it_works(cast: Cast, client: Client) -> None:
    page = hearing(cast)
    comment = suggested(cast, page)
    version = started(cast, page)
    credit = actions.adopt(by=cast.officer, section=section(version), comment=comment, written=Written(BETTER))
    assert not credit.edited
    assert texts.words_of(section(version)) == BETTER
    texts.publish_version(by=cast.head, version=version)
    seal_all()
    entry = Entry.objects.get(kind="text.adopted")
    assert entry.subject == page.subject
    notice = Notice.objects.get(user=cast.petitioner.user)
    assert notice.message.heading == "ถ้อยคำที่ท่านเสนอสำหรับมาตรา ๒ ได้รับการนำมาใช้"
    for address in ("/en/laws/test-act/", "/en/laws/test-act/compare/1/2/", "/en/laws/test-act/sections/sec_2/"):
        shown = client.get(address).content.decode()
        assert "Wording proposed by a person from" in shown
        assert cast.petitioner.family_name not in shown


def test_the_most_supported_comes_first_and_stays_with_a_renumbered_section(cast: Cast) -> None:
    page = hearing(cast)
    suggested(cast, page)
    second = suggested(cast, page, by=cast.co_signer, wording=BETTER.replace("สามสิบ", "หกสิบ"))
    Comment.objects.filter(pk=second.pk).update(supports=9)
    version = started(cast, page)
    texts.change_section(by=cast.officer, section=section(version), written=Written("ให้ทำดังต่อไปนี้", "7"))
    renumbered = section(version, "sec_7")
    found = suggestions.for_section(renumbered, texts.words_of(renumbered))
    assert found[0].comment == second
    assert suggestions.counts(version) == {renumbered.identity: 2}
    assert suggestions.for_section(section(version, "sec_1"), "") == []


def test_words_changed_afterwards_are_called_edited(cast: Cast) -> None:
    page = hearing(cast)
    comment = suggested(cast, page)
    version = started(cast, page)
    actions.adopt(by=cast.officer, section=section(version), comment=comment, written=Written(BETTER))
    actions.write(by=cast.officer, section=section(version), written=Written(BETTER.replace("สามสิบ", "เก้าสิบ")))
    assert Credit.objects.get().edited


def test_a_suggestion_for_another_section_or_a_hidden_one_is_refused(cast: Cast) -> None:
    page = hearing(cast)
    comment = suggested(cast, page)
    version = started(cast, page)
    with pytest.raises(Stale):
        actions.adopt(by=cast.officer, section=section(version, "sec_1"), comment=comment, written=Written(BETTER))
    threads.withdraw_comment(by=cast.petitioner, comment=comment)
    with pytest.raises(Stale):
        actions.adopt(by=cast.officer, section=section(version), comment=comment, written=Written(BETTER))
    assert "ภายในสามสิบวัน" not in texts.words_of(section(version))


def test_credit_is_final_with_the_publication(cast: Cast) -> None:
    page = hearing(cast)
    version = started(cast, page)
    comment = suggested(cast, page)
    credit = actions.adopt(by=cast.officer, section=section(version), comment=comment, written=Written(BETTER))
    actions.take_back(by=cast.officer, credit=credit)
    assert not Credit.objects.exists()
    credit = actions.adopt(by=cast.officer, section=section(version), comment=comment, written=Written(BETTER))
    texts.publish_version(by=cast.head, version=version)
    with pytest.raises(Closed):
        actions.take_back(by=cast.officer, credit=Credit.objects.get(pk=credit.pk))
    with pytest.raises(DatabaseError), transaction.atomic():
        Credit.objects.all().delete()


@pytest.mark.parametrize("role", Role)
def test_only_authors_and_heads_of_the_agency_take_over(cast: Cast, role: Role) -> None:
    page = hearing(cast)
    comment = suggested(cast, page)
    version = started(cast, page)
    officer = people.officer(role, f"{role}-2@example.org", cast.agency)
    if role in {Role.AUTHOR, Role.HEAD}:
        actions.adopt(by=officer, section=section(version), comment=comment, written=Written(BETTER))
        return
    with pytest.raises(PermissionDenied):
        actions.adopt(by=officer, section=section(version), comment=comment, written=Written(BETTER))


def test_the_whole_way_in_the_browser(cast: Cast, client: Client) -> None:
    page = hearing(cast)
    comment = suggested(cast, page)
    client.login(email=cast.officer.email, password=PASSWORD)
    client.force_login(cast.officer)
    base = "/th/laws/test-act/prepare"
    assert client.post(f"{base}/", {"label": "ร่างครั้งที่ ๒"}).headers["Location"] == f"{base}/2/"
    assert "sec_2" in client.get(f"{base}/2/").content.decode()
    shown = client.get(f"{base}/2/sec_2/").content.decode()
    assert f"?from={comment.pk}" in shown
    form = client.get(f"{base}/2/sec_2/?from={comment.pk}").context["form"]
    sent = {name: form.initial[name] for name in ("number", "words", "seen")}
    assert client.post(f"{base}/2/sec_2/?from={comment.pk}", sent).status_code == 302
    assert Credit.objects.count() == 1
    stale = client.post(f"{base}/2/sec_2/", sent | {"words": "อื่น"})
    assert stale.status_code == 422
    for rest in ("changes/", "sec_2/match/", "sec_1/add/", "sec_1/remove/", "sec_2/"):
        assert client.get(f"{base}/2/{rest}").status_code == 200
    assert client.post(f"{base}/2/sec_1/add/", {"number": "๑/๑", "words": "มาตราใหม่"}).status_code == 302
    assert client.post(f"{base}/2/sec_1/add/", {"number": "๑/๑", "words": "มาตราใหม่"}).status_code == 422
    assert client.post(f"{base}/plain/", {"plain": "ง่าย", "plain_en": "Easy"}).status_code == 302
    assert client.post(f"{base}/plain/sec_2/", {"text": "ง่าย", "text_en": "Easy"}).status_code == 302
    assert client.get(f"{base}/2/publish/").status_code == 403
    client.force_login(cast.head)
    assert client.get(f"{base}/2/publish/").status_code == 200
    assert client.post(f"{base}/2/publish/").status_code == 302
    assert "ง่าย" in client.get("/th/laws/test-act/").content.decode()


@pytest.mark.parametrize("address", ["", "2/", "2/changes/", "2/publish/", "2/sec_2/", "2/sec_2/match/", "plain/"])
def test_others_are_turned_away(cast: Cast, client: Client, address: str) -> None:
    started(cast, hearing(cast))
    assert client.get(f"/th/laws/test-act/prepare/{address}").status_code == 302
    stranger = people.officer(Role.HEAD, "other@example.org", people.agency("other", "หน่วยงานอื่น"))
    client.force_login(stranger)
    assert client.get(f"/th/laws/test-act/prepare/{address}").status_code == 403
