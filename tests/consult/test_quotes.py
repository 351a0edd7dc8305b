"""Passages: found again after small changes, said to be lost after large ones."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from consult.threads import quotes
from consult.threads.quotes import Found, Quote

TEXT = (
    "ให้หน่วยงานของรัฐจัดให้มีการรับฟังความคิดเห็นของผู้เกี่ยวข้อง และเปิดเผยผลการรับฟังความคิดเห็นนั้นต่อประชาชน\n"
    "(๑) ในการรับฟังความคิดเห็น ให้ใช้ระบบกลางเป็นเวลาไม่น้อยกว่าสิบห้าวัน\n"
    "(๒) หน่วยงานของรัฐจะใช้วิธีอื่นใดด้วยก็ได้ ในการรับฟังความคิดเห็น"
)
ASKED = "เป็นเวลาไม่น้อยกว่าสิบห้าวัน"


def quoted(words: str, text: str = TEXT, nth: int = 0) -> Quote:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Quote.of(text, at, at + len(words))


def words_at(found: Found | None, text: str) -> str:
    assert found is not None
    return text[found.start : found.end]


def test_it_works() -> None:
    quote = quoted(ASKED)
    assert quotes.find(quote, TEXT) == Found(quote.start, quote.end, exactly=True)
    assert Quote.from_json(quote.to_json()) == quote


def test_it_is_found_where_it_has_moved_to() -> None:
    moved = "วรรคใหม่ที่เพิ่มเข้ามาข้างหน้า ยาวพอสมควรจนตำแหน่งเดิมไม่ตรงอีกต่อไป\n" + TEXT
    assert words_at(quotes.find(quoted(ASKED), moved), moved) == ASKED


def test_the_same_words_elsewhere_are_told_apart_by_their_neighbours() -> None:
    phrase = "การรับฟังความคิดเห็น"
    for nth in range(TEXT.count(phrase)):
        quote = quoted(phrase, nth=nth)
        changed = "ก่อนอื่น " + TEXT
        found = quotes.find(quote, changed)
        assert found == Found(quote.start + 9, quote.end + 9)


def test_it_is_found_when_its_own_words_changed_a_little() -> None:
    changed = TEXT.replace("สิบห้าวัน", "สามสิบวัน")
    found = quotes.find(quoted(ASKED), changed)
    assert found is not None
    assert not found.exactly
    assert "ไม่น้อยกว่า" in words_at(found, changed)
    assert len(words_at(found, changed)) < len(ASKED) + 6


def test_a_long_passage_is_found_by_its_ends() -> None:
    whole = Quote.of(TEXT, 0, len(TEXT))
    changed = "เติมหน้า " + TEXT.replace("เปิดเผย", "เผยแพร่").replace("สิบห้า", "สามสิบ")
    found = quotes.find(whole, changed)
    assert found is not None
    assert words_at(found, changed).startswith("ให้หน่วยงาน")
    assert words_at(found, changed).endswith("ความคิดเห็น")


def test_it_says_when_the_passage_is_gone() -> None:
    assert quotes.find(quoted(ASKED), "มาตรานี้ถูกยกเลิกแล้วทั้งมาตรา ไม่มีข้อความเดิมเหลืออยู่") is None
    assert quotes.find(quoted(ASKED), "") is None


@given(st.integers(0, len(TEXT) - 2), st.integers(1, 80), st.integers(0, len(TEXT)), st.text("กขคงจ ", max_size=8))
def test_small_additions_outside_never_lose_a_passage(start: int, length: int, at: int, added: str) -> None:
    end = min(len(TEXT), start + length)
    if not TEXT[start:end].strip():
        return
    quote = Quote.of(TEXT, start, end)
    if quote.start < at < quote.end:
        return
    changed = TEXT[:at] + added + TEXT[at:]
    assert words_at(quotes.find(quote, changed), changed) == quote.exact


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_ends_in_a_place_or_in_nothing(one: str, other: str) -> None:
    for start, end in quotes.clauses(one):
        found = quotes.find(Quote.of(one, start, end), other) if one[start:end].strip() else None
        assert found is None or 0 <= found.start < found.end <= len(other)


@given(st.text("กขค \nง", max_size=200))
def test_clauses_hold_every_letter_once(text: str) -> None:
    spans = list(quotes.clauses(text))
    assert all(a < b <= c < d for (a, b), (c, d) in pairwise(spans))
    left = "".join(text[a:b] for a, b in spans)
    assert left.replace(" ", "") == text.replace(" ", "").replace("\n", "")


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from("ab")), max_size=5))
def test_marking_changes_no_letter(spans: list[tuple[int, int, str]]) -> None:
    pieces = quotes.pieces(5, "สิบห้าตัวอักษร", [span for span in spans if span[0] < span[1]])
    assert "".join(words for words, _ in pieces) == "สิบห้าตัวอักษร"


def test_marked_pieces_carry_their_name() -> None:
    assert quotes.pieces(10, "abcdef", [(12, 14, "x")]) == [("ab", ""), ("cd", "x"), ("ef", "")]
    assert quotes.pieces(10, "abcdef", [(0, 12, "x"), (11, 40, "y")]) == [("ab", "x"), ("cdef", "y")]
