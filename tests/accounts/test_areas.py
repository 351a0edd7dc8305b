"""The official list of places."""

import pytest
from django.db.models import Count

from accounts import areas
from accounts.models import Area


def test_it_works(db: None) -> None:
    assert areas.load() == 1 + 77 + 928 + 7436
    assert dict(Area.objects.order_by().values_list("level").annotate(n=Count("code"))) == {
        "country": 1,
        "province": 77,
        "district": 928,
        "subdistrict": 7436,
    }
    mae = Area.objects.select_related("parent__parent__parent").get(code="500101")
    assert mae.parent and mae.parent.parent
    assert (mae.name, mae.parent.parent.name, mae.parent.parent.parent_id) == ("ศรีภูมิ", "เชียงใหม่", "00")


def test_it_changes_nothing_the_second_time(db: None) -> None:
    areas.load()
    before = list(Area.objects.values_list())
    areas.load()
    assert list(Area.objects.values_list()) == before


@pytest.mark.parametrize(("code", "parent"), [("00", None), ("50", "00"), ("5001", "50"), ("500101", "5001")])
def test_each_place_lies_in_another(code: str, parent: str | None) -> None:
    assert areas.parent_code(code) == parent
