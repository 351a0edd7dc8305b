"""Officers prepare the next version of a law."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Role
from accounts.refusals import AlreadyDone, Closed, Refused, Stale
from consult.texts import actions, store
from consult.texts.actions import Written
from consult.texts.comparison import compare
from consult.texts.models import Explanation, Law, Provision, TextVersion
from tests.factories import hearings as make
from tests.factories import people
from tests.factories.people import Cast

pytestmark = pytest.mark.django_db


def law(cast: Cast) -> Law:
    """A law kept by the cast's agency, its first version published."""
    version = store.freeze(make.text())
    Law.objects.filter(pk=version.law_id).update(agency=cast.agency)
    return Law.objects.get(pk=version.law_id)


def draft(cast: Cast) -> TextVersion:
    """Its second version, in preparation."""
    return actions.start_version(by=cast.officer, law=law(cast), label="ร่างครั้งที่ ๒")


def section(version: TextVersion, eid: str = "sec_2") -> Provision:
    return version.provisions.get(eid=eid)


def order(version: TextVersion) -> list[str]:
    return list(version.provisions.order_by("position").values_list("eid", flat=True))


def test_it_works(cast: Cast) -> None:
    version = draft(cast)
    actions.change_section(
        by=cast.officer, section=section(version), written=Written("ให้ทำ\n(๑) ข้อแรก\n(๒) ข้อใหม่\nท้าย")
    )
    assert order(version)[-4:] == [f"sec_2__para_1{rest}" for rest in ("", "__item_1", "__item_2")] + ["sec_2__para_2"]
    assert version.based_on is not None
    old = version.based_on.provisions.get(eid="sec_2__para_1__item_1")
    assert section(version, "sec_2__para_1__item_1").identity == old.identity
    published = actions.publish_version(by=cast.head, version=version)
    assert published.subject == "law/test-act"
    found = compare(version.based_on, TextVersion.objects.get(pk=version.pk))
    assert [row.name for row in found.changed] == ["มาตรา ๒"]


def test_a_copied_version_says_the_same(cast: Cast) -> None:
    version = draft(cast)
    assert version.based_on is not None
    assert store.fingerprint(version) == store.fingerprint(version.based_on)
    assert not compare(version.based_on, version).touched


def test_only_one_version_is_prepared_at_a_time(cast: Cast) -> None:
    draft(cast)
    with pytest.raises(AlreadyDone):
        actions.start_version(by=cast.officer, law=Law.objects.get(), label="อีกฉบับ")


def test_a_section_is_put_in_and_taken_out(cast: Cast) -> None:
    version = draft(cast)
    actions.add_section(
        by=cast.officer, version=version, after=section(version, "sec_1"), written=Written("ใหม่", "1/1")
    )
    assert order(version)[:5] == ["preamble", "preamble__para_1", "sec_1", "sec_1__para_1", "sec_1-1"]
    assert section(version, "sec_1-1").label == "มาตรา ๑/๑"
    with pytest.raises(Refused):
        actions.add_section(
            by=cast.officer, version=version, after=section(version, "sec_1"), written=Written("ก", "๒")
        )
    actions.remove_section(by=cast.officer, section=section(version))
    assert "sec_2" not in order(version)
    assert version.based_on is not None
    found = compare(version.based_on, version)
    assert ([row.name for row in found.added], [row.name for row in found.removed]) == (["มาตรา ๑/๑"], ["มาตรา ๒"])


def test_a_section_gets_another_number_and_stays_itself(cast: Cast) -> None:
    version = draft(cast)
    actions.change_section(by=cast.officer, section=section(version), written=Written("ให้ทำดังต่อไปนี้", "๓"))
    assert version.based_on is not None
    assert [row.name for row in compare(version.based_on, version).renumbered] == ["มาตรา ๓"]


def test_words_changed_by_somebody_else_are_not_overwritten(cast: Cast) -> None:
    version = draft(cast)
    seen = actions.fingerprint_of(section(version))
    actions.change_section(by=cast.head, section=section(version), written=Written("หัวหน้าแก้", seen=seen))
    with pytest.raises(Stale):
        actions.change_section(by=cast.officer, section=section(version), written=Written("เจ้าหน้าที่แก้", seen=seen))


def test_an_officer_corrects_a_match(cast: Cast) -> None:
    version = draft(cast)
    assert version.based_on is not None
    earlier = section(version.based_on, "sec_1")
    actions.correct_match(by=cast.officer, section=section(version), earlier=earlier)
    assert section(version).identity == earlier.identity
    assert section(version).matched == "officer"
    assert section(version, "sec_1").identity != earlier.identity
    actions.correct_match(by=cast.officer, section=section(version), earlier=None)
    assert not version.based_on.provisions.filter(identity=section(version).identity).exists()
    with pytest.raises(Refused):
        actions.correct_match(by=cast.officer, section=section(version), earlier=section(version, "sec_1"))


def test_a_published_version_takes_no_changes(cast: Cast) -> None:
    version = draft(cast)
    actions.publish_version(by=cast.head, version=version)
    with pytest.raises(Closed):
        actions.change_section(by=cast.officer, section=section(version), written=Written("ช้าไป"))
    with pytest.raises(AlreadyDone):
        actions.publish_version(by=cast.head, version=version)


def test_plain_words_follow_the_section(cast: Cast) -> None:
    version = draft(cast)
    identity = section(version).identity
    for text in ("ครั้งแรก", "ครั้งที่สอง"):
        actions.explain(by=cast.officer, law=version.law, identity=identity, text=text, text_en="In short")
    assert Explanation.objects.get().text == "ครั้งที่สอง"


PREPARING: dict[str, Callable[[Any, TextVersion], object]] = {
    "change": lambda by, version: actions.change_section(by=by, section=section(version), written=Written("ก")),
    "add": lambda by, version: actions.add_section(
        by=by, version=version, after=section(version), written=Written("ก", "9")
    ),
    "remove": lambda by, version: actions.remove_section(by=by, section=section(version)),
    "match": lambda by, version: actions.correct_match(by=by, section=section(version), earlier=None),
    "publish": lambda by, version: actions.publish_version(by=by, version=version),
    "describe": lambda by, version: actions.describe(by=by, law=version.law, plain="ก", plain_en="a"),
    "explain": lambda by, version: actions.explain(
        by=by, law=version.law, identity=section(version).identity, text="ก", text_en="a"
    ),
}


@pytest.mark.parametrize("verb", PREPARING)
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("agency", ["own", "other"])
def test_who_may_do_what(cast: Cast, verb: str, role: Role, agency: str) -> None:
    version = draft(cast)
    office = cast.agency if agency == "own" else people.agency("other", "หน่วยงานอื่น")
    officer = people.officer(role, f"{role}-2@example.org", office)
    allowed = {Role.HEAD} if verb == "publish" else {Role.AUTHOR, Role.HEAD}
    if agency == "own" and role in allowed:
        PREPARING[verb](officer, version)
        return
    with pytest.raises(PermissionDenied):
        PREPARING[verb](officer, version)
