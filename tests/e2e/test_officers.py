"""Every page of the desks on a phone, in both languages, light and dark: no fault, no violation, no sideways scroll."""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import FilePayload

from config.demo.people import PASSWORD
from tests.consult.importing.files import docx
from tests.e2e.crawl import EACH_SHAPE, links, shape
from tests.e2e.test_hearing_whole import DOCX, DRAFT
from tests.e2e.visitor import DESKTOP, Mode, Visitor

PHONE = replace(DESKTOP, name="phone", width=360)
DESKS = (
    "/account/",
    "/laws/prepare/",
    "/laws/import/",
    "/hearings/desk/",
    "/hearings/law-drafting-2562/",
    "/hearings/law-drafting-2562/answers/",
    "/hearings/public-bicycles/answers/",
    "/hearings/public-bicycles/answers/reports/",
    "/opinions/hearing/law-drafting-2562/sort/",
    "/questions/hearing/community-water-draft/edit/",
    "/stakeholders/",
    "/stakeholders/mine/",
    "/stakeholders/agency/council-of-state/",
    "/evaluations/council-of-state/",
    "/evaluations/council-of-state/new/",
    "/ideas/",
)
HEADS = (
    "/account/",
    "/laws/prepare/",
    "/hearings/law-drafting-2562/extend/",
    "/hearings/law-drafting-2562/cancel/",
    "/hearings/public-bicycles/answers/reports/",
    "/hearings/law-drafting-2562/answers/finish/",
)
_DESK = re.compile(
    r"/(prepare|import|answers|sort|edit|extend|cancel|agency|moderate|answer|stakeholders|evaluations)/"
)
_LEAVE = re.compile(r"/(take-back|undo|ask)/|\.\w{2,5}$")


@pytest.mark.parametrize(("language", "dark"), [("th", False), ("en", True)], ids=["light-th", "dark-en"])
def test_every_page_of_the_desks_is_whole(visit: Callable[[Mode], Visitor], language: str, dark: bool) -> None:
    visitor = visit(replace(PHONE, language=language, dark=dark))
    visitor.sign_in("officer@example.org", PASSWORD)
    assert len(looked_at(visitor, [*DESKS, begun(visitor)])) > 25


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_page_of_the_head_is_whole(visit: Callable[[Mode], Visitor], language: str) -> None:
    visitor = visit(replace(PHONE, language=language, dark=language == "en"))
    visitor.sign_in("head@example.org", PASSWORD)
    assert len(looked_at(visitor, list(HEADS))) > 10


def looked_at(visitor: Visitor, starts: list[str]) -> set[str]:
    """The kinds of pages that were seen; none may have a fault."""
    wrong, shapes = [], set()
    for path in desks(visitor, starts):
        shapes.add(shape(path))
        wrong += [f"{path}: {complaint}" for complaint in visitor.settled()]
        heading, html = visitor.page.locator("h1"), visitor.page.locator("html")
        if heading.count() != 1 or html.get_attribute("lang") != visitor.mode.language:
            wrong.append(f"{path}: heading or language")
    print(f"{len(shapes)} kinds of pages")
    assert wrong == []
    return shapes


def begun(visitor: Visitor) -> str:
    """A draft brought in and not kept yet; its preview."""
    page = visitor.open("/laws/import/")
    page.select_option("select[name=agency]", index=0)
    draft = FilePayload(name="draft.docx", mimeType=DOCX, buffer=docx(*DRAFT))
    page.set_input_files("input[name=file]", files=draft)
    visitor.follow(page.locator("main form button[type=submit]").first)
    return page.url.removeprefix(visitor.url).removeprefix(f"/{visitor.mode.language}")


def desks(visitor: Visitor, starts: list[str]) -> Iterator[str]:
    """Pages of the desks, breadth first from `starts`, with the visitor standing on each."""
    home = f"/{visitor.mode.language}"
    waiting = deque(f"{home}{path}" for path in starts)
    seen, shapes = set(waiting), Counter[str]()
    while waiting:
        path = waiting.popleft()
        visitor.open(f"{visitor.url}{path}")
        yield path
        for link in links(visitor):
            path_of = link.partition("?")[0]
            if link in seen or not path_of.startswith(home) or _LEAVE.search(path_of) or not _DESK.search(path_of):
                continue
            seen.add(link)
            key = shape(path_of) + ("?" if "?" in link else "")
            shapes[key] += 1
            if shapes[key] <= EACH_SHAPE:
                waiting.append(link)
