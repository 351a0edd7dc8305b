"""Officers correct the divisions of a version in preparation: headings made, changed in level, moved, removed."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.models import Agency
from accounts.refusals import Refused
from consult.texts import actions, dividing, store
from consult.texts.dividing import Division
from consult.texts.models import Law, Provision, TextVersion
from consult.texts.outline import read_text
from tests.factories import laws
from tests.factories.people import Cast

pytestmark = pytest.mark.django_db
TEXT = (
    "โดยที่เป็นการสมควร\nมาตรา ๑ ก\nหมวด ๑\nทั่วไป\nมาตรา ๒ ข\n(๑) ข้อ\nมาตรา ๓ ค\nส่วนที่ ๑\nย่อย\n"
    "มาตรา ๔ ง\nหมวด ๒\nโทษ\nมาตรา ๕ จ\nบทเฉพาะกาล\nมาตรา ๖ ท้าย\nหมายเหตุ :- เหตุผล"
)


def prepared(text: str, agency: Agency) -> TextVersion:
    law = Law.objects.create(slug="divided", title="พ.ร.บ.", year_be=2569, status=Law.Status.DRAFT, agency=agency)
    return store.store(law=law, label="ร่าง", nodes=read_text(text)[0])


def at(version: TextVersion, eid: str) -> Provision:
    return version.provisions.get(eid=eid)


def shape(version: TextVersion) -> str:
    """Headings with what stands right under them: chp_1(sec_2 sec_3)."""
    rows = list(version.provisions.outline())

    def inside(row: Provision | None) -> str:
        own = [one for one in rows if one.parent_id == (row.pk if row else None)]
        return " ".join(f"{one.eid}({inner})" if (inner := inside(one)) else one.eid for one in own)

    return inside(None)


def test_it_works(cast: Cast) -> None:
    version = prepared(TEXT, cast.agency)
    words = version.provisions.values_list("text", flat=True).order_by("position")
    before = list(words)
    made = dividing.make(by=cast.officer, before=at(version, "sec_3"), division=Division("ส่วนที่", "9", " แทรก  ใหม่ "))
    assert (made.label, made.heading) == ("ส่วนที่ ๙", "แทรก ใหม่")
    assert "chp_1(sec_2 chp_1__part_9(sec_3) chp_1__part_1(sec_4)) chp_2(sec_5)" in shape(version)
    dividing.remove(by=cast.officer, heading=made)
    assert shape(version) == (
        "preamble sec_1 chp_1(sec_2 sec_3 chp_1__part_1(sec_4)) chp_2(sec_5) transitional(sec_6) note"
    )
    assert list(words) == before


def test_a_part_becomes_a_chapter_with_what_follows(cast: Cast) -> None:
    version = prepared(TEXT, cast.agency)
    part = at(version, "chp_1__part_1")
    with pytest.raises(Refused):
        dividing.change_level(by=cast.officer, heading=part, division=Division("หมวด", "๒"))
    part = dividing.change_level(
        by=cast.officer, heading=at(version, "chp_1__part_1"), division=Division("หมวด", "๑/๑")
    )
    assert (part.kind, part.label, part.heading) == ("chapter", "หมวด ๑/๑", "ย่อย")
    assert "chp_1(sec_2 sec_3) chp_1-1(sec_4) chp_2(sec_5)" in shape(version)


def test_a_chapter_becomes_a_title_that_holds_the_chapters_after_it(cast: Cast) -> None:
    version = prepared(TEXT, cast.agency)
    dividing.change_level(by=cast.officer, heading=at(version, "chp_1"), division=Division("ลักษณะ", "๑"))
    assert "title_1(sec_2 sec_3 title_1__part_1(sec_4) title_1__chp_2(sec_5))" in shape(version)


def test_a_heading_begins_elsewhere_and_sections_keep_their_order(cast: Cast) -> None:
    version = prepared(TEXT, cast.agency)
    dividing.move(by=cast.officer, heading=at(version, "chp_2"), before=at(version, "sec_4"))
    assert "chp_1(sec_2 sec_3 chp_1__part_1) chp_2(sec_4 sec_5)" in shape(version)
    sections = [row.eid for row in version.provisions.commented()]
    assert sections == ["preamble", *(f"sec_{n}" for n in range(1, 6)), "transitional", "sec_6", "note"]
    with pytest.raises(Refused):
        dividing.move(by=cast.officer, heading=at(version, "chp_2"), before=at(version, "chp_2"))


@pytest.mark.parametrize("division", [Division("หมวด", "x"), Division("เล่ม", "๑"), Division("หมวด", "๑")])
def test_what_is_no_heading_or_stands_already_is_refused(cast: Cast, division: Division) -> None:
    version = prepared(TEXT, cast.agency)
    with pytest.raises(Refused):
        dividing.make(by=cast.officer, before=at(version, "sec_5"), division=division)


@pytest.mark.parametrize("name", ["official-information-2540", "municipality-2496"])
def test_a_real_law_keeps_its_shape_when_a_heading_comes_and_goes(cast: Cast, name: str) -> None:
    """Written anew from the line of headings and sections, the tree is the one that was read."""
    version = prepared(laws.text(name, "clean"), cast.agency)
    before = shape(version), store.fingerprint(version)
    last = dividing.places(version)[-1]
    made = dividing.make(by=cast.officer, before=last, division=Division("ส่วนที่", "๙๙"))
    assert shape(version) != before[0]
    dividing.remove(by=cast.officer, heading=made)
    assert (shape(version), store.fingerprint(version)) == before


def test_what_is_left_of_amending_acts_stays(cast: Cast) -> None:
    version = prepared(laws.text("municipality-2496", "clean"), cast.agency)
    with pytest.raises(Refused):
        dividing.remove(by=cast.officer, heading=at(version, "amd_1"))


def test_the_pages_do_the_same(cast: Cast, client: Client) -> None:
    version = prepared(TEXT, cast.agency)
    client.force_login(cast.officer)
    base = f"/th/laws/divided/prepare/{version.number}/headings"
    sent = {"level": "ส่วนที่", "number": "๒", "words": "ใหม่"}
    assert client.get(f"{base}/sec_5/new/").status_code == 200
    assert client.post(f"{base}/sec_5/new/", {**sent, "number": "x"}).status_code == 422
    assert client.post(f"{base}/sec_5/new/", sent).status_code == 302
    assert "chp_2(chp_2__part_2(sec_5))" in shape(version)
    assert client.get(f"{base}/chp_2__part_2/").status_code == 200
    assert client.post(f"{base}/chp_2__part_2/level/", {"level": "หมวด", "number": "๑"}).status_code == 422
    assert client.post(f"{base}/chp_2__part_2/level/", {"level": "หมวด", "number": "๓"}).status_code == 302
    where = {"before": str(at(version, "sec_4").pk)}
    assert client.post(f"{base}/chp_3/move/", where).status_code == 302
    assert client.post(f"{base}/chp_3/remove/").status_code == 302
    assert "chp_3" not in shape(version)


def test_only_officers_of_the_agency(cast: Cast) -> None:
    version = prepared(TEXT, cast.agency)
    with pytest.raises(PermissionDenied):
        dividing.remove(by=cast.moderator, heading=at(version, "chp_1"))
    actions.publish_version(by=cast.head, version=version)
    with pytest.raises(Refused):
        dividing.remove(by=cast.officer, heading=at(version, "chp_1"))
