"""Search finds Thai words wherever they stand between other letters."""

import pytest

from cms import search
from cms.words import cut

pytestmark = pytest.mark.django_db
BODY = "ให้หน่วยงานของรัฐดำเนินการรับฟังความคิดเห็นผ่านระบบกลาง <script>"


@pytest.fixture(autouse=True)
def _document(db: None) -> None:
    search.index(
        kind="law", public_id="a", title="พระราชบัญญัติหลักเกณฑ์การจัดทำร่างกฎหมาย",
        title_en="Drafting Criteria Act", body=BODY, url="/laws/a/",
    )  # fmt: skip


@pytest.mark.parametrize("question", ["รับฟังความคิดเห็น", "ความคิดเห็น", "ร่างกฎหมาย", "drafting", "พระราชบัญญัติ ระบบกลาง"])
def test_it_works(question: str) -> None:
    assert [hit.url for hit in search.search(question)] == ["/th/laws/a/"]


@pytest.mark.parametrize("question", ["", "   ", "!!!", "\x00", "เทศบาล", "' OR 1=1 --", "🙂"])
def test_it_finds_nothing_without_fault(question: str) -> None:
    assert search.search(question) == []


def test_it_marks_what_it_found_and_escapes_the_rest() -> None:
    snippet = str(search.search("ความคิดเห็น")[0].snippet)
    assert "<mark>ความคิดเห็น</mark>" in snippet
    assert "<script>" not in snippet


def test_indexing_again_replaces() -> None:
    search.index(kind="law", public_id="a", title="งบประมาณ", url="/laws/b/")
    assert search.search("ความคิดเห็น") == []
    assert search.search("งบประมาณ")[0].url == "/th/laws/b/"


def test_what_is_removed_is_not_found() -> None:
    search.remove(kind="law", public_id="a")
    assert search.search("ความคิดเห็น") == []


def test_words_are_cut_with_vowels_whole() -> None:
    assert "น้ำสะอาด" in cut("ดื่มน้ำสะอาด")


def test_a_word_finds_the_longer_words_it_begins() -> None:
    search.index(kind="law", public_id="w", title="ร่างกฎหมายน้ำสะอาด", url="/laws/w/")
    assert [hit.url for hit in search.search("น้ำ")] == ["/th/laws/w/"]
