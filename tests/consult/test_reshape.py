"""Officers change the shape of a version in preparation without writing the whole text anew."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.refusals import Closed, Refused, Stale
from consult.texts import actions, reshaping
from consult.texts.actions import Written
from consult.texts.models import Provision, TextVersion
from tests.consult.test_prepare import draft, order, section
from tests.factories.people import Cast

pytestmark = pytest.mark.django_db


def words(version: TextVersion, eid: str) -> list[str]:
    return actions.words_of(section(version, eid)).split("\n")


def tops(version: TextVersion) -> list[str]:
    return [eid for eid in order(version) if "__" not in eid]


def test_it_works(cast: Cast) -> None:
    version = draft(cast)
    before = words(version, "sec_2")
    made = reshaping.split(by=cast.officer, section=section(version), line=2, written=Written("", "๓"))
    assert tops(version)[-2:] == ["sec_2", "sec_3"]
    assert (words(version, "sec_2"), words(version, "sec_3")) == (before[:1], before[1:])
    reshaping.merge(by=cast.officer, section=made)
    assert words(version, "sec_2") == before
    assert "sec_3" not in tops(version)


def test_a_section_joined_to_another_leaves_its_words_there(cast: Cast) -> None:
    version = draft(cast)
    both = words(version, "sec_1") + words(version, "sec_2")
    reshaping.merge(by=cast.officer, section=section(version))
    assert words(version, "sec_1") == both
    first = version.provisions.commented()[0]
    with pytest.raises(Refused):
        reshaping.merge(by=cast.officer, section=first)


def test_a_section_is_moved_with_everything_inside(cast: Cast) -> None:
    version = draft(cast)
    inner = [eid for eid in order(version) if eid.startswith("sec_2")]
    reshaping.move(by=cast.officer, section=section(version), after=section(version, "preamble"))
    assert [eid for eid in order(version) if eid.startswith("sec_")][: len(inner)] == inner
    with pytest.raises(Refused):
        reshaping.move(by=cast.officer, section=section(version), after=section(version))


def test_a_section_is_moved_under_a_heading(cast: Cast) -> None:
    version = draft(cast)
    last = version.provisions.order_by("-position")[0].position
    heading = Provision.objects.create(
        version=version, kind="chapter", eid="chp_1", label="หมวด ๑", heading="บททั่วไป", position=last + 1
    )
    for eid in ("sec_2", "sec_1"):
        reshaping.move(by=cast.officer, section=section(version, eid), after=heading)
    assert tops(version)[-3:] == ["chp_1", "sec_1", "sec_2"]
    assert section(version, "sec_1").parent == heading
    reshaping.move(by=cast.officer, section=section(version, "sec_1"), after=section(version, "sec_2"))
    assert tops(version)[-3:] == ["chp_1", "sec_2", "sec_1"]


def test_what_was_read_as_a_section_becomes_a_note_and_the_other_way_round(cast: Cast) -> None:
    version = draft(cast)
    said = words(version, "sec_2")
    note = reshaping.change_kind(by=cast.officer, section=section(version), kind="note")
    assert (note.eid, note.label, words(version, "note")) == ("note", "หมายเหตุ", said)
    with pytest.raises(Refused):
        reshaping.change_kind(by=cast.officer, section=section(version, "sec_1"), kind="note")
    back = reshaping.change_kind(by=cast.officer, section=note, kind="section", number="๙")
    assert (back.eid, back.label, words(version, "sec_9")) == ("sec_9", "มาตรา ๙", said)


def test_a_line_that_leaves_one_section_empty_is_refused(cast: Cast) -> None:
    version = draft(cast)
    for line in (0, 1, 99):
        with pytest.raises(Refused):
            reshaping.split(by=cast.officer, section=section(version), line=line, written=Written("", "๓"))
    with pytest.raises(Refused):
        reshaping.split(by=cast.officer, section=section(version), line=2, written=Written("", "๑"))
    assert words(version, "sec_2")[1:]


@pytest.mark.parametrize(
    "act",
    [
        lambda by, one: reshaping.merge(by=by, section=one, seen="0" * 64),
        lambda by, one: reshaping.split(by=by, section=one, line=2, written=Written("", "๓", "0" * 64)),
        lambda by, one: reshaping.change_kind(by=by, section=one, kind="note", seen="0" * 64),
    ],
)
def test_what_somebody_else_has_changed_is_left_alone(cast: Cast, act: Callable[..., Provision]) -> None:
    with pytest.raises(Stale):
        act(cast.officer, section(draft(cast)))


def test_only_officers_of_the_agency_and_only_before_publication(cast: Cast) -> None:
    version = draft(cast)
    with pytest.raises(PermissionDenied):
        reshaping.merge(by=cast.moderator, section=section(version))
    actions.publish_version(by=cast.head, version=version)
    with pytest.raises(Closed):
        reshaping.merge(by=cast.officer, section=section(version))


def test_the_pages_do_the_same(cast: Cast, client: Client) -> None:
    version = draft(cast)
    client.force_login(cast.officer)
    address = f"/th/laws/{version.law.slug}/prepare/2/sec_2/shape/"
    assert client.get(address).status_code == 200
    seen = actions.fingerprint_of(section(version))
    said = words(version, "sec_2")
    refused = client.post(f"{address}split/", {"line": "2", "number": "๑", "seen": ""})
    assert refused.status_code == 422
    assert client.post(f"{address}split/", {"line": "2", "number": "๓", "seen": seen}).status_code == 302
    assert words(version, "sec_3") == said[1:]
    place = section(version, "preamble").pk
    assert client.post(f"{address}move/", {"after": str(place)}).status_code == 302
    assert tops(version)[:2] == ["preamble", "sec_2"]
    assert client.post(f"{address}kind/", {"kind": "note", "number": ""}).status_code == 302
    assert words(version, "note") == said[:1]
    seen = actions.fingerprint_of(section(version, "sec_3"))
    address = f"/th/laws/{version.law.slug}/prepare/2/sec_3/shape/"
    assert client.post(f"{address}merge/", {"seen": seen}).status_code == 302
    assert "sec_3" not in tops(version)
