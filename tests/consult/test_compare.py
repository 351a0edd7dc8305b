"""Two versions of a law side by side, and a section through the versions."""

import pytest
from django.test import Client

from consult.texts import store
from consult.texts.comparison import Status, compare
from consult.texts.models import TextVersion
from consult.texts.reading import read_act
from tests.factories import hearings as make
from tests.factories.people import Cast

pytestmark = pytest.mark.django_db
NEWER = [
    make.ACT[0],
    {"title": "มาตรา 1", "content": make.ACT[1]["content"]},
    {"title": "มาตรา 2", "content": "มาตรา ๒  ให้ตั้งกองทุนหนึ่งกองทุน"},
    {"title": "มาตรา 3", "content": make.ACT[2]["content"].replace("มาตรา ๒", "มาตรา ๓").replace("ข้อสอง", "ข้อที่สอง")},
]


def pair() -> tuple[TextVersion, TextVersion]:
    """A law of two published versions: มาตรา ๒ became ๓ and changed, a new มาตรา ๒ came."""
    first = store.freeze(make.text())
    second = store.store(law=first.law, label="ร่างครั้งที่ ๒", nodes=read_act(NEWER))
    return first, store.freeze(second)


def test_it_works() -> None:
    found = compare(*pair())
    assert [row.name for row in found.changed] == ["มาตรา ๓"]
    assert [row.name for row in found.added] == ["มาตรา ๒"]
    assert [(row.old and row.old.eid, row.new and row.new.eid) for row in found.renumbered] == [("sec_2", "sec_3")]
    assert not found.removed
    assert not found.moved


def test_backwards_what_was_added_is_removed() -> None:
    first, second = pair()
    found = compare(second, first)
    assert [row.name for row in found.removed] == ["มาตรา ๒"]
    assert [row.name for row in found.rows] == ["คำปรารภ", "มาตรา ๑", "มาตรา ๒", "มาตรา ๒"]


def test_a_version_is_the_same_as_itself() -> None:
    first, _second = pair()
    assert {row.status for row in compare(first, first).rows} == {Status.SAME}


@pytest.mark.parametrize("query", ["", "?view=side", "?show=all", "?view=side&show=all", "?view=nonsense"])
def test_the_page_shows_every_way(client: Client, query: str, django_assert_max_num_queries: object) -> None:
    pair()
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        answer = client.get(f"/th/laws/test-act/compare/1/2/{query}")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert not answer.cookies
    assert "มาตรา ๒ → มาตรา ๓" in page
    assert "<ins>" in page
    assert 'id="sec_3"' in page


def test_a_published_comparison_is_made_once(client: Client, django_assert_num_queries: object) -> None:
    pair()
    client.get("/th/laws/test-act/compare/1/2/")
    with django_assert_num_queries(1):  # type: ignore[operator]
        compare(*TextVersion.objects.filter(law__slug="test-act").order_by("number"))


def test_the_form_leads_to_the_comparison(client: Client) -> None:
    pair()
    assert client.get("/th/laws/test-act/compare/?a=1&b=2").headers["Location"].endswith("/compare/1/2/")
    assert client.get("/th/laws/test-act/compare/").headers["Location"].endswith("/compare/1/2/")
    assert client.get("/th/laws/test-act/compare/?a=x").status_code == 404
    assert client.get("/th/laws/test-act/compare/1/9/").status_code == 404


def test_an_unpublished_version_is_nobodys_business(client: Client) -> None:
    first = store.freeze(make.text())
    store.store(law=first.law, label="ร่างครั้งที่ ๒", nodes=read_act(NEWER))
    assert client.get("/th/laws/test-act/compare/1/2/").status_code == 404
    assert client.get("/th/laws/test-act/versions/2/").status_code == 404


def test_a_section_is_followed_through_the_versions(
    client: Client, cast: Cast, django_assert_max_num_queries: object
) -> None:
    hearing = make.opened(cast)
    make.said(hearing, cast.petitioner, body="ข้อสองควรชัดกว่านี้", part="sec_2")
    store.freeze(store.store(law=hearing.text.law, label="ร่างครั้งที่ ๒", nodes=read_act(NEWER)))
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        page = client.get("/en/laws/test-act/sections/sec_3/").content.decode()
    assert "ข้อสองควรชัดกว่านี้" in page
    assert "Said about มาตรา ๒ of version 1" in page
    assert "[inserted:" in page
    assert "มาตรา ๓ วรรคหนึ่ง (๒) แห่งพระราชบัญญัติทดสอบ" in page


def test_jumping_takes_thai_and_arabic_numbers(client: Client) -> None:
    pair()
    for asked in ("3", "๓", "มาตรา ๓", " มาตรา 3 "):
        assert (
            client.get("/th/laws/test-act/jump/", {"to": asked}).headers["Location"].endswith("/laws/test-act/#sec_3")
        )
    missing = client.get("/th/laws/test-act/jump/", {"to": "<b>99"})
    assert missing.status_code == 404
    assert "&lt;b&gt;99" in missing.content.decode()
