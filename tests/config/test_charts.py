"""Shapes of charts: what is drawn is what was counted."""

from datetime import UTC, datetime, timedelta

from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from config import charts
from config.charts import Box, Item

SIZES = st.lists(st.integers(1, 10**6), min_size=1, max_size=40)


def items(sizes: list[int]) -> list[Item]:
    return [Item(f"รายการ {index}", size) for index, size in enumerate(sizes)]


def overlap(one: Box, other: Box) -> bool:
    apart = 0.05
    return (
        one.x + apart < other.x + other.width
        and other.x + apart < one.x + one.width
        and one.y + apart < other.y + other.height
        and other.y + apart < one.y + one.height
    )


def test_it_works() -> None:
    assert [bar.width for bar in charts.bars(items([50, 100]))] == [50, 100]
    assert [box.width for box in charts.stacked(items([1, 3]), 400, 20)] == [100, 300]


def test_nothing_draws_nothing() -> None:
    assert charts.bars([]) == charts.treemap([], 100, 100) == []
    assert charts.bars(items([0]))[0].width == 0
    assert charts.stacked(items([0, 0]), 400, 20)[0].width == 0
    assert charts.line([], 10, 10).path == ""


@given(SIZES)
def test_a_treemap_fills_its_room_in_proportion(sizes: list[int]) -> None:
    boxes = charts.treemap(items(sizes), 480, 360)
    total = sum(sizes)
    assert len(boxes) == len(sizes)
    for box in boxes:
        assert box.x >= -0.02 and box.x + box.width <= 480.02
        assert box.y >= -0.02 and box.y + box.height <= 360.02
        assert abs(box.share - float(box.item.value) / total) < 1e-9
    assert abs(sum(box.width * box.height for box in boxes) - 480 * 360) < 480 * 360 * 0.01


@given(st.lists(st.integers(50, 1000), min_size=2, max_size=12))
def test_boxes_of_a_treemap_do_not_overlap(sizes: list[int]) -> None:
    boxes = charts.treemap(items(sizes), 480, 360)
    assert not any(overlap(one, other) for one in boxes for other in boxes if one is not other)


def test_a_treemap_agrees_with_the_published_example() -> None:
    """Bruls, Huizing, van Wijk, Squarified Treemaps (2000), figure 4: 6 6 4 3 2 2 1 in 6 × 4."""
    boxes = charts.treemap(items([6, 6, 4, 3, 2, 2, 1]), 6, 4)
    assert [(box.x, box.y, box.width, box.height) for box in boxes[:4]] == [
        (0, 0, 3, 2),
        (0, 2, 3, 2),
        (3, 0, 1.71, 2.33),
        (4.71, 0, 1.29, 2.33),
    ]


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=6))
def test_a_divided_bar_is_full(sizes: list[int]) -> None:
    boxes = charts.stacked(items(sizes), 600, 30)
    assert abs(sum(box.width for box in boxes) - (600 if sum(sizes) else 0)) < 0.01


@given(st.floats(1, 600), st.floats(1, 40), st.floats(2, 20))
def test_hatching_stays_inside(width: float, height: float, step: float) -> None:
    numbers = [pair.split() for pair in charts.hatch(0, 0, width, height, step).replace("L", "M").split("M") if pair]
    assert all(-0.06 <= float(x) <= width + 0.06 and -0.06 <= float(y) <= height + 0.06 for x, y in numbers)


def test_a_line_starts_and_ends_at_its_values() -> None:
    line = charts.line([0, 50, 100], 200, 100)
    assert line.path == "M0 100L100 50L200 0"
    assert line.last == (200, 0)


def test_time_is_spaced_as_it_passed() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    points = [(start, 0.0), (start + timedelta(days=1), 10.0), (start + timedelta(days=10), 10.0)]
    assert charts.over_time(points, 100, 10).path == "M0 10L10 0L100 0"


def test_scales_end_at_round_numbers() -> None:
    assert [charts.ceiling(n) for n in (0, 1, 9987, 10_000, 10_001, 2.1)] == [1, 1, 10_000, 10_000, 20_000, 2.5]


def test_words_are_cut_between_letters_and_not_before_a_vowel_sign() -> None:
    assert charts.fitting("งบกลาง", 200, 16) == "งบกลาง"
    assert charts.fitting("ถนนและงานโยธา", 90, 16) == "ถนนและง…"
    assert charts.fitting("ก" * 20, 30, 16) == ""
    assert charts.advance("น้ำที่") == 3


def test_every_chart_has_its_numbers_in_words() -> None:
    source = '{% treemap "งบ" items "แผนงาน" "บาท" %}{% stance_bar "จุดยืน" 3 1 0 %}{% bar_table "งบ" items "ก" "ข" %}'
    html = engines["django"].from_string(source).render({"items": [Item("ถนน", 5, "5 บาท"), Item("น้ำ", 3, "3 บาท")]})
    assert html.count("5 บาท") >= 3
    assert "75%" in html
    assert "style=" not in html
