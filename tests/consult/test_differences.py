"""Differences between two texts, word by word."""

import re
import unicodedata
from functools import partial
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from cms import words
from consult.texts import differences as d
from consult.texts.differences import Change, Kind, around, differences, is_changed, same, similarity
from tests.work import steps

SECTION = "ผู้ใดฝ่าฝืนมาตรา ๕ ต้องระวางโทษจำคุกไม่เกินสามเดือน หรือปรับไม่เกินห้าพันบาท หรือทั้งจำทั้งปรับ"


def test_it_works() -> None:
    changes = differences(SECTION, SECTION.replace("สามเดือน", "หกเดือน"))
    assert [change.kind for change in changes] == [Kind.SAME, Kind.REMOVED, Kind.ADDED, Kind.SAME]
    assert (changes[1].text.strip(), changes[2].text.strip()) == ("สาม", "หก")


def test_equal_texts_have_no_changes() -> None:
    assert differences(SECTION, SECTION) == [Change(Kind.SAME, SECTION)]
    assert differences("", "") == []
    assert not is_changed(differences(SECTION, SECTION))


def test_digits_in_the_other_script_quotes_and_spaces_are_no_change() -> None:
    before, after = "มาตรา ๕  เรียกว่า “คณะกรรมการ”", 'มาตรา\u00a05 เรียกว่า "คณะกรรมการ"'
    assert not is_changed(differences(before, after))
    assert same(before, after)
    assert not same("มาตรา ๕", "มาตรา ๖")


def test_a_number_changes_as_a_whole() -> None:
    changes = differences("ปรับไม่เกิน ๑๐,๐๐๐ บาท ตามมาตรา ๔๓/๑ (๗/๑)", "ปรับไม่เกิน ๑๕,๐๐๐ บาท ตามมาตรา ๔๓/๒ (๗/๑)")
    gone = [change.text.strip() for change in changes if change.kind == Kind.REMOVED]
    assert gone == ["๑๐,๐๐๐", "๔๓/๑"]


def test_a_number_in_words_changes_as_a_whole() -> None:
    changes = differences("ไม่น้อยกว่าร้อยละยี่สิบแปดเป็นรายได้แผ่นดิน", "ไม่น้อยกว่าร้อยละยี่สิบสามเป็นรายได้แผ่นดิน")
    assert [change.text for change in changes if change.kind == Kind.REMOVED] == ["ยี่สิบแปด"]


def test_a_new_line_is_added_from_its_beginning() -> None:
    before = "ในพระราชบัญญัตินี้\n“คณะกรรมการ” หมายความว่า ก\n“รัฐมนตรี” หมายความว่า ข"
    after = before.replace("“รัฐมนตรี”", "“สถานศึกษา” หมายความว่า ค\n“รัฐมนตรี”")
    (added,) = [change.text for change in differences(before, after) if change.kind == Kind.ADDED]
    assert added.strip() == "“สถานศึกษา” หมายความว่า ค"


def test_texts_with_little_in_common_stand_one_after_the_other() -> None:
    before, after = "ให้รัฐมนตรีรักษาการ", "ผู้ใดขายสลากเกินราคาต้องระวางโทษปรับ"
    assert differences(before, after) == [Change(Kind.REMOVED, before), Change(Kind.ADDED, after)]


def test_a_new_paragraph_is_a_change() -> None:
    assert is_changed(differences("วรรคแรก\nวรรคสอง", "วรรคแรก\nวรรคสอง\nวรรคสาม"))


def test_changes_only_leaves_out_long_agreements() -> None:
    long = " ".join(["คณะกรรมการมีอำนาจหน้าที่"] * 30)
    shown = around(differences(f"{long} สามวัน {long}", f"{long} เจ็ดวัน {long}"))
    assert [change.kind for change in shown].count(Kind.SKIPPED) == 2
    assert sum(len(change.text) for change in shown) < 400
    assert is_changed(shown)


def test_similarity_is_a_share_of_words() -> None:
    assert similarity(SECTION, SECTION) == 1
    assert similarity(SECTION, "") == 0
    assert 0.7 < similarity(SECTION, SECTION.replace("สามเดือน", "หนึ่งปี")) < 1


THAI = st.text(alphabet=st.sampled_from([*'กขคงจนมรสอยวเแโไะาิีึุู่้็์ำๆ๑๒3/.,() \n“"', *"abc"]), max_size=60)


def _letters(text: str) -> str:
    return re.sub(r"\s+", "", words.same_letters(text).translate(d._QUOTES))


@settings(max_examples=150)
@given(THAI, THAI)
def test_nothing_is_lost_and_no_cluster_is_cut(before: str, after: str) -> None:
    changes = differences(before, after)
    assert "".join(change.text for change in changes if change.kind != Kind.REMOVED) == after
    old = "".join(change.text for change in changes if change.kind != Kind.ADDED)
    assert _letters(old) == _letters(before)
    for one, following in pairwise(changes):
        cut = following.text[0]
        assert one.text[-1].isspace() or not unicodedata.category(cut).startswith("M") or cut in (before[:1], after[:1])


def test_a_section_that_stayed_costs_nothing_and_a_longer_one_in_proportion() -> None:
    differences(SECTION, "")  # the dictionary is read once
    changed = SECTION.replace("ห้าพัน", "หนึ่งหมื่น")
    short, long = (steps(partial(differences, f"{SECTION} " * n, f"{changed} " * n)) for n in (10, 20))
    assert long < 2.5 * short
    assert steps(lambda: differences(f"{SECTION} " * 20, f"{SECTION} " * 20)) < 20


def test_two_long_texts_without_order_are_compared_coarsely_and_rightly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(d, "PATIENCE", 1e-6)  # used up at once
    pieces = SECTION.split()

    def compared(count: int) -> int:
        before, after = " ".join(pieces * count), " ".join(pieces[::-1] * count)
        changes = differences(before, after)
        assert "".join(change.text for change in changes if change.kind != Kind.REMOVED) == after
        return steps(lambda: differences(before, after))

    assert compared(200) < 2.5 * compared(100)


def test_the_redline_can_be_read_aloud_and_escapes() -> None:
    changes = [Change(Kind.SAME, "ก<b>"), Change(Kind.REMOVED, "ข"), Change(Kind.ADDED, "ค")]
    shown = render_to_string("texts/_redline.html", {"changes": changes})
    assert "&lt;b&gt;" in shown
    assert shown.count("hush") == 4
    assert "<ins>" in shown and "<del>" in shown
