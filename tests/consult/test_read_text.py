"""Reading running text: every section and heading of six real laws, and what damage does to small ones."""

from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from consult.texts.kinds import Kind
from consult.texts.numbers import token
from consult.texts.outline import read_text
from consult.texts.reading import Node, read_act
from tests.factories import laws
from tests.work import steps

HEADINGS = {Kind.BOOK, Kind.TITLE, Kind.CHAPTER, Kind.PART, Kind.TRANSITIONAL}

# Sections; headings with a number or บทเฉพาะกาล; of these, titles that are บททั่วไป: the published counts
# of headings include such a title as a line of its own.
LAWS = [
    ("constitution-2560", 279, 32, 4),
    ("official-information-2540", 43, 8, 0),
    ("digital-government-2562", 20, 0, 0),
    ("budget-procedures-2561", 61, 13, 1),
    ("public-procurement-2560", 132, 21, 1),
]


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from walk(node.children)


def test_it_works() -> None:
    nodes, report = read_text(
        "ร่างพระราชบัญญัติทดสอบ\nพ.ศ. ....\nโดยที่เป็นการสมควร\nมาตรา ๑ ชื่อ\n"
        "หมวด ๑\nบททั่วไป\nมาตรา\n๒[๑]  ในพระราชบัญญัตินี้\n"
        "(๑) ข้อหนึ่ง\n(๒) ข้อสอง\nวรรคสอง\nส่วนที่ ๑\nส่วนย่อย\nมาตรา ๒ ทวิ ก\n"
        "มาตรา ๔๓/๑ ข\nบทเฉพาะกาล\nมาตรา ๔๔ ค\nหมายเหตุ :- เหตุผล"
    )
    assert [(node.kind, node.eid, node.label, node.heading) for node in walk(nodes) if node.label] == [
        (Kind.PREAMBLE, "preamble", "คำปรารภ", ""),
        (Kind.SECTION, "sec_1", "มาตรา ๑", ""),
        (Kind.CHAPTER, "chp_1", "หมวด ๑", "บททั่วไป"),
        (Kind.SECTION, "sec_2", "มาตรา ๒", ""),
        (Kind.ITEM, "sec_2__para_1__item_1", "(๑)", ""),
        (Kind.ITEM, "sec_2__para_1__item_2", "(๒)", ""),
        (Kind.PART, "chp_1__part_1", "ส่วนที่ ๑", "ส่วนย่อย"),
        (Kind.SECTION, "sec_2bis", "มาตรา ๒ ทวิ", ""),
        (Kind.SECTION, "sec_43-1", "มาตรา ๔๓/๑", ""),
        (Kind.TRANSITIONAL, "transitional", "บทเฉพาะกาล", ""),
        (Kind.SECTION, "sec_44", "มาตรา ๔๔", ""),
        (Kind.NOTE, "note", "หมายเหตุ", ""),
    ]
    assert report.left_out == ["ร่างพระราชบัญญัติทดสอบ", "พ.ศ. ...."]
    assert report.repaired == {"footnotes": 1, "numbers": 1}
    assert report.problems == report.unplaced == []
    assert [around for _what, around in report.doubtful] == ["มาตรา ๒ ทวิ … มาตรา ๔๓/๑"]


def test_a_number_that_is_skipped_is_shown() -> None:
    _nodes, report = read_text("มาตรา ๑ ก\nมาตรา ๒ ข\nมาตรา ๔ ง\nมาตรา ๔/๑ จ\nมาตรา ๕ ฉ\n")
    assert [around for _what, around in report.doubtful] == ["มาตรา ๒ … มาตรา ๔"]


@pytest.mark.parametrize("form", ["clean", "raw"])
@pytest.mark.parametrize(("name", "sections", "headings", "general"), LAWS)
def test_every_section_and_heading_of_a_real_law(
    name: str, sections: int, headings: int, general: int, form: str
) -> None:
    nodes, report = read_text(laws.text(name, form))
    found = list(walk(nodes))
    kinds = Counter(node.kind for node in found)
    assert kinds[Kind.SECTION] == sections
    assert len({node.eid for node in found}) == len(found)
    titles = [node.heading for node in found if node.kind in HEADINGS]
    assert len(titles) == headings
    assert sum(title == "บททั่วไป" for title in titles) == general
    assert report.problems == report.unplaced == []
    assert all(node.eid.isascii() for node in found)


@pytest.mark.parametrize("form", ["clean", "raw"])
def test_the_municipality_act_with_its_amending_acts(form: str) -> None:
    nodes, report = read_text(laws.text("municipality-2496", form))
    found = list(walk(nodes))
    sections = [node for node in found if node.kind == Kind.SECTION]
    assert len({node.label for node in sections}) == 120
    top = [node for node in nodes if node.kind in HEADINGS and not node.eid.startswith("amd_")]
    assert len(top) == 8
    assert len({node.eid for node in found}) == len(found)
    assert "sec_48novodecies" in {node.eid for node in sections}
    assert report.problems == report.unplaced == []


@pytest.mark.parametrize("name", [name for name, *_ in LAWS] + ["municipality-2496"])
def test_repairing_the_raw_text_gives_the_clean_one(name: str) -> None:
    def words(form: str) -> list[tuple[str, str, str]]:
        nodes, _report = read_text(laws.text(name, form))
        return [(node.eid, node.heading, node.text.replace(" ", "")) for node in walk(nodes)]

    assert words("raw") == words("clean")


def test_a_text_twice_as_long_is_twice_the_work() -> None:
    text = laws.text("constitution-2560", "raw")
    half = text[: len(text) // 2]
    assert steps(lambda: read_text(text)) < 2.5 * steps(lambda: read_text(half))


@pytest.mark.parametrize("name", laws.ACTS)
def test_every_act_in_sections_has_an_address_for_each(name: str) -> None:
    entries = laws.entries(name)
    nodes = list(walk(read_act(entries)))
    wanted = sum(entry["title"].startswith("มาตรา") for entry in entries)
    assert sum(node.kind == Kind.SECTION for node in nodes) == wanted
    assert len({node.eid for node in nodes}) == len(nodes)


@pytest.mark.parametrize(
    ("damaged", "sound", "repair"),
    [
        ("น\u0e4d\u0e49\u0e32", "น้ำ", "sara-am"),
        ("ก\u0e33\u0e49", "ก้ำ", "tone-am"),
        ("ส าคัญ", "สำคัญ", "split-am"),
        ("ก าหนด", "กำหนด", "split-am"),
        ("ผู\uf70bประกอบการ", "ผู้ประกอบการ", "private"),
        ("ที\uf70a", "ที่", "private"),
        ("มาตรา\u00a0๑", "มาตรา ๑", "space"),
        ("\x93คำ\x94", "“คำ”", "quotes"),
        ("เเละ", "และ", "sara-ae"),
        ("ที\u200bนี่", "ทีนี่", "invisible"),
        ("ท\u0e48\u0e35", "ที่", "order"),
        ("ที\u0e48\u0e48", "ที่", "twice"),
        ("ก\x00ข", "กข", "control"),
    ],
)
def test_damage_is_repaired_and_counted(damaged: str, sound: str, repair: str) -> None:
    nodes, report = read_text(f"มาตรา ๑ {damaged} ท้าย")
    assert nodes[0].children[0].text == f"{sound} ท้าย"
    assert report.repaired.get(repair, 0) >= 1


@pytest.mark.parametrize("text", ["ศาลาว่าการ เรา และ น้ำตา", "ค่าการค้า ปลา กา นา", "กำหนด สำคัญ ทำ นำ"])
def test_sound_thai_goes_through_unchanged(text: str) -> None:
    nodes, report = read_text(f"มาตรา ๑ {text}")
    assert nodes[0].children[0].text == text
    assert report.repaired == {}


def test_what_cannot_be_mended_is_named_with_its_place() -> None:
    _nodes, report = read_text("มาตรา ๑ คณะกรรม\ufffdการ")
    assert [around for _what, around in report.doubtful] == ["มาตรา ๑ คณะกรรม\ufffdการ"]


def test_two_sections_of_one_number_are_both_kept_and_named() -> None:
    nodes, report = read_text("มาตรา ๕ ก\nมาตรา ๕ ข")
    assert [node.eid for node in nodes] == ["sec_5", "sec_5-dup2"]
    assert len(report.problems) == 1


def test_a_text_without_sections_is_said_to_be_one() -> None:
    nodes, report = read_text("โดยที่เป็นการสมควรปรับปรุง\nเรื่องเล่า")
    assert [node.kind for node in nodes] == [Kind.PREAMBLE]
    assert len(report.problems) == 1


@pytest.mark.parametrize(
    ("number", "address"),
    [("๔๘ เอกูนวีสติ", "48novodecies"), ("๔๓/๑", "43-1"), ("12", "12"), ("๕ ทวิ", "5bis"), ("ก", ""), ("", "")],
)
def test_a_number_has_an_address_in_ascii(number: str, address: str) -> None:
    assert token(number) == address
