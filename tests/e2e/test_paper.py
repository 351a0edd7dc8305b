"""Keying a sheet of names, as a counter officer does it: print, type, check, record; with and without JavaScript."""

from collections.abc import Callable

import pytest

from accounts.identity import fictional
from tests.e2e.visitor import MODES, Mode, Visitor

PETITION = "/petitions/safe-ways-to-school/"
PASSWORD = "siang-demo-2569"


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_it_works(visit: Callable[[Mode], Visitor], mode: Mode) -> None:
    visitor = visit(mode)
    visitor.sign_in("counter@example.org", PASSWORD)
    page = visitor.open(f"{PETITION}sheets/print/")
    visitor.write(page.locator("#id_number"), "1")
    visitor.follow(page.locator("button[name=page]"))
    code = page.locator(".sheet__number").first.inner_text().replace("-", "")
    page = visitor.open("/petitions/paper/")
    assert visitor.settled() == []
    visitor.write(page.locator("#id_sheet"), code)
    visitor.follow(page.locator("main form button[type=submit]"))
    visitor.write(page.locator("#identity-1"), fictional(777_000_001))
    visitor.write(page.locator("#given_name-1"), "สมใจ")
    visitor.write(page.locator("#family_name-1"), "ไม่รู้จัก")
    visitor.follow(page.locator("button[name=check]"))
    assert visitor.settled() == []
    visitor.follow(page.locator("button[name=record]"))
    assert page.locator("tbody tr").count() == 1
    assert visitor.settled() == []
