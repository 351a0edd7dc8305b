"""Which section of the earlier version a section is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.texts import store
from consult.texts.matching import IDENTITY, NUMBER, SIMILARITY, Leaf, Pair, match, moved
from consult.texts.models import Provision
from consult.texts.reading import read_act
from tests.factories import hearings as make
from tests.work import steps

WORDS = [
    "ให้มีคณะกรรมการส่งเสริมวิสาหกิจชุมชนคณะหนึ่ง ประกอบด้วยนายกรัฐมนตรีเป็นประธานกรรมการ",
    "กรรมการผู้ทรงคุณวุฒิมีวาระการดำรงตำแหน่งคราวละสี่ปี และอาจได้รับแต่งตั้งอีกได้",
    "ผู้ใดประสงค์จะขอจดทะเบียนให้ยื่นคำขอต่อนายทะเบียนภายในสามสิบวันนับแต่วันที่เริ่มดำเนินการ",
    "ผู้ใดฝ่าฝืนต้องระวางโทษปรับทางปกครองไม่เกินหนึ่งหมื่นบาท",
    "ให้รัฐมนตรีว่าการกระทรวงเกษตรและสหกรณ์รักษาการตามพระราชบัญญัตินี้",
]


def leaves(texts: list[str], first: int = 1) -> list[Leaf]:
    return [Leaf(f"sec_{place}", text) for place, text in enumerate(texts, first)]


def places(pairs: list[Pair]) -> dict[int, int]:
    return {pair.new: pair.old for pair in pairs}


def test_it_works() -> None:
    changed = [*WORDS[:2], WORDS[2].replace("สามสิบวัน", "หกสิบวัน"), *WORDS[3:]]
    pairs = match(leaves(WORDS), leaves(changed))
    assert places(pairs) == {place: place for place in range(5)}
    assert {pair.how for pair in pairs} == {NUMBER}


def test_a_section_put_in_before_them_renumbers_the_others() -> None:
    newer = ["ในพระราชบัญญัตินี้ “สำนักงาน” หมายความว่า สำนักงานทดสอบ", *WORDS]
    pairs = match(leaves(WORDS), leaves(newer))
    assert places(pairs) == {place + 1: place for place in range(5)}
    assert not moved(pairs)


def test_a_section_taken_out_leaves_the_others() -> None:
    assert places(match(leaves(WORDS), leaves(WORDS[1:]))) == {place: place + 1 for place in range(4)}


def test_renumbered_and_amended_at_once_is_found_by_its_words() -> None:
    newer = ["มาตราใหม่ว่าด้วยกองทุนสนับสนุน", *WORDS[:3], WORDS[3].replace("หนึ่งหมื่น", "สองหมื่น"), WORDS[4]]
    pairs = match(leaves(WORDS), leaves(newer))
    assert places(pairs)[4] == 3
    assert next(pair.how for pair in pairs if pair.new == 4) == SIMILARITY


def test_penalties_that_read_alike_go_to_the_closest_not_to_the_number() -> None:
    penalties = [f"ผู้ใดฝ่าฝืนมาตรา {n} ต้องระวางโทษจำคุกไม่เกิน{m}เดือน" for n, m in ((12, "สาม"), (13, "หก"), (14, "เก้า"))]
    assert places(match(leaves(penalties), leaves(["ความผิดตามหมวดนี้เปรียบเทียบได้", *penalties]))) == {1: 0, 2: 1, 3: 2}


def test_a_section_written_anew_under_its_number_stays_itself() -> None:
    newer = [*WORDS[:3], "ยกเลิก", WORDS[4]]
    assert places(match(leaves(WORDS), leaves(newer)))[3] == 3


def test_identity_stands_above_everything() -> None:
    old = [Leaf("sec_1", WORDS[0], "a"), Leaf("sec_2", WORDS[1], "b")]
    new = [Leaf("sec_1", WORDS[0], "b"), Leaf("sec_2", WORDS[1], "a")]
    assert match(old, new) == [Pair(1, 0, IDENTITY), Pair(0, 1, IDENTITY)]


def test_of_equal_sections_the_nearest_in_order_is_taken() -> None:
    same = "(ยกเลิก)"
    assert places(match(leaves([same, WORDS[0], same]), leaves([WORDS[0], same], 7))) == {0: 1, 1: 2}


def test_what_left_its_order_is_moved() -> None:
    pairs = match(leaves(WORDS), leaves([WORDS[4], *WORDS[:4]]))
    assert moved(pairs) == {0}


@settings(max_examples=80)
@given(st.lists(st.sampled_from([*WORDS, "", "ยกเลิก"]), max_size=8), st.lists(st.sampled_from(WORDS), max_size=8))
def test_every_section_stands_in_one_pair_at_most(before: list[str], after: list[str]) -> None:
    pairs = match(leaves(before), leaves(after, 3))
    assert len({pair.old for pair in pairs}) == len({pair.new for pair in pairs}) == len(pairs)


def test_twice_as_many_rewritten_sections_are_four_times_the_work_at_most() -> None:
    def rewritten(count: int) -> int:
        old = leaves([f"{WORDS[n % 5]} ฉบับที่ {n} {WORDS[(n * 7) % 5]}" for n in range(count)])
        new = leaves([f"{WORDS[n % 5]} แก้ไขครั้งที่ {n} {WORDS[(n * 3) % 5]}" for n in range(count)])
        return steps(lambda: match(old, new))

    rewritten(1)  # the dictionary is read once
    assert rewritten(100) < 4.5 * rewritten(50)


@pytest.mark.django_db
def test_the_next_version_of_a_law_keeps_the_identities() -> None:
    first = make.text()
    newer = [make.ACT[0], {"title": "มาตรา 1", "content": "มาตรา ๑  มาตราใหม่ว่าด้วยกองทุน"}]
    for number, digit, next_digit in ((1, "๑", "๒"), (2, "๒", "๓")):
        words = make.ACT[number]["content"].replace(f"มาตรา {digit}", f"มาตรา {next_digit}")
        newer.append({"title": f"มาตรา {number + 1}", "content": words})
    second = store.store(law=first.law, label="ร่างครั้งที่ ๒", nodes=read_act(newer))
    assert second.based_on == first
    identities = dict(first.provisions.values_list("eid", "identity"))
    rows = {row.eid: row for row in Provision.objects.filter(version=second)}
    assert rows["sec_3"].identity == identities["sec_2"]
    assert rows["sec_3__para_1__item_2"].identity == identities["sec_2__para_1__item_2"]
    assert (rows["sec_1"].matched, rows["sec_3"].matched) == ("", "similarity")
