"""A pasted draft is divided into its sections."""

import pytest

from petitions.drafts import sections_of, text_of


def test_it_works() -> None:
    found = sections_of("คำปรารภ\n\nมาตรา ๑ ชื่อกฎหมาย\nต่อ\n\nมาตรา ๒ วันใช้บังคับ")
    assert [section["label"] for section in found] == ["", "มาตรา ๑", "มาตรา ๒"]
    assert found[1]["text"] == "ชื่อกฎหมาย\nต่อ"


@pytest.mark.parametrize("text", ["", "ไม่มีมาตรา", "ข้อ ๑ ก\n\nข้อ ๒ ข", "Section 1 A"])
def test_the_text_comes_back(text: str) -> None:
    assert text_of(sections_of(text)) == text


def test_a_section_named_within_a_sentence_begins_nothing() -> None:
    assert len(sections_of("มาตรา ๑ ตามมาตรา ๔ แห่งพระราชบัญญัตินี้")) == 1
