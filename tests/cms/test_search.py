"""Search finds Thai words wherever they stand between other letters."""

import socket
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms import search, words
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


@pytest.mark.parametrize("question", ["บัญญัติ", "คิดเห็น", "หน่วยงาน"])
def test_a_word_inside_a_longer_word_is_found(question: str) -> None:
    assert [hit.url for hit in search.search(question)] == ["/th/laws/a/"]


@pytest.mark.parametrize("question", ["มาตรา 14", "มาตรา ๑๔", "น้ํา", "น้ำ", "ค่าใช้จ่าย\u200bน้ำ"])
def test_every_way_of_typing_finds_the_same(question: str) -> None:
    search.index(kind="law", public_id="n", title="มาตรา ๑๔ ค่าใช้จ่ายน้ำ", body="ตามมาตรา ๑๔", url="/laws/n/")
    assert [hit.url for hit in search.search(question)] == ["/th/laws/n/"]


def test_what_was_typed_otherwise_is_marked_as_written() -> None:
    search.index(kind="law", public_id="n", title="ก", body="ตามมาตรา ๑๔ นั้น", url="/laws/n/")
    assert "<mark>๑๔</mark>" in str(search.search("14")[0].snippet)


def test_when_nothing_has_all_words_some_will_do() -> None:
    found = search.find("ความคิดเห็น ไดโนเสาร์")
    assert [hit.url for hit in found.hits] == ["/th/laws/a/"]
    assert not found.all_words


def test_the_title_weighs_more_than_the_text() -> None:
    search.index(kind="law", public_id="t", title="ความคิดเห็น", url="/laws/t/")
    assert [hit.url for hit in search.search("ความคิดเห็น")] == ["/th/laws/t/", "/th/laws/a/"]


def test_english_readers_get_english_words_where_there_are_any() -> None:
    search.index(
        kind="law", public_id="e", title="น้ำ", title_en="Water", body="ดื่มน้ำ", body_en="Water to drink", url="/e/"
    )
    hit = search.search("water", language="en")[0]
    assert (hit.title, hit.language, str(hit.snippet)) == ("Water", "en", "<mark>Water</mark> to drink")


def test_a_long_text_is_indexed_without_fault() -> None:
    search.index(kind="law", public_id="l", title="ยาว", body="ความคิดเห็น 'ๆ\\ " * 20_000, url="/l/")
    assert "/th/l/" in [hit.url for hit in search.search("ยาว")]


@given(st.text())
@settings(max_examples=60, deadline=None)
def test_cutting_never_fails_and_gives_no_spaces(text: str) -> None:
    assert not [word for word in cut(text) if not word.strip()]


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_question_is_a_fault(text: str) -> None:
    search.find(text)


def test_nothing_is_downloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket.socket, "connect", refuse)
    words.dictionary.cache_clear()
    assert cut("กฎหมายไทย") == ["กฎหมาย", "ไทย"]


@pytest.mark.parametrize(("question", "most"), [("น้ำประปา", 1), ("ฟหกด กขคง", 2), ("", 0)])
def test_a_question_costs_as_many_queries_however_many_documents(
    question: str, most: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        search.index(kind="x", public_id=str(number), title="น้ำประปา", body="น้ำประปาไม่ไหล", url=f"/x/{number}/")
    with django_assert_max_num_queries(most):
        search.find(question)


def test_both_parts_of_a_question_are_answered_by_their_indexes(db: None) -> None:
    """With sequential scans out of the way, as in a large table: the titles by one index, the texts by the other."""
    statement, values = search._matching(["น้ำ", "ประปา"], " & ", "").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (COSTS OFF) {statement}", values)
        plan = " ".join(line for (line,) in cursor.fetchall())
    assert "Bitmap Index Scan on document_names" in plan
    assert "Bitmap Index Scan on document_tokens" in plan
