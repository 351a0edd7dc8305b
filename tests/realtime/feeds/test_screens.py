"""The wall, the widget and how to copy it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from realtime.feeds import results
from realtime.feeds.catalogue import Subject
from realtime.feeds.results import Headline, Standing
from tests.realtime.live import topic

pytestmark = pytest.mark.django_db
STATIC = Path(__file__).parents[3] / "config/static"


@pytest.fixture
def shown() -> Iterator[None]:
    """A topic `test.a` with one figure and a goal."""
    topic.begin("a", total=40)
    subject = Subject("a", "เรื่องทดลอง", "A trial", "/th/tests/a/", "เทศบาลทดลอง")
    now = Standing(subject, "unofficial-partial", True, {}, headlines=(Headline("total", "names", 50),))
    results.register("test", {"a": now}.get)
    yield
    results._kinds.pop("test")


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("screen", ["wall", "widget"])
def test_it_works(shown: None, client: Client, screen: str, language: str) -> None:
    query, title = ("?lang=en", "A trial") if language == "en" else ("", "เรื่องทดลอง")
    response = client.get(f"/live/{screen}/test.a{query}")
    page = response.content.decode()
    assert f'<html lang="{language}">' in page
    assert title in page
    assert '<span data-figure="total">40</span>' in page or '<b data-figure="total">40</b>' in page
    assert '<progress max="50" value="40"' in page
    assert not response.cookies
    assert "max-age" in response["Cache-Control"]


def test_other_sites_may_frame_the_widget_and_nothing_else(shown: None, client: Client) -> None:
    widget, wall = client.get("/live/widget/test.a"), client.get("/live/wall/test.a")
    assert "X-Frame-Options" not in widget
    assert "frame-ancestors *" in widget["Content-Security-Policy"]
    assert wall["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in wall["Content-Security-Policy"]


def test_the_widget_is_small(shown: None, client: Client) -> None:
    """The page and everything that it loads: less than 15 KB, before compression."""
    page = client.get("/live/widget/test.a").content
    loaded = re.findall(r"static/((?:css|js)/[\w-]+?)(?:\.[0-9a-f]{12})?\.(css|js)", page.decode())
    names = {f"{name}.{ending}" for name, ending in loaded} | {"js/live-feed.js"}
    assert names == {"css/widget.css", "js/siang-live.js", "js/live-feed.js"}
    assert len(page) + sum((STATIC / name).stat().st_size for name in names) < 15_000


def test_the_lines_to_copy_are_the_widget(shown: None, client: Client) -> None:
    page = client.get("/en/open/embed/test.a/").content.decode()
    assert (
        "&lt;iframe src=&quot;" in page or '&lt;iframe src="http://localhost:8000/live/widget/test.a?lang=en"' in page
    )
    assert 'href="/live/wall/test.a?lang=en"' in page


@pytest.mark.parametrize(
    "address", ["/live/wall/test.b", "/live/widget/none.a", "/th/open/embed/none/", "/live/wall/test"]
)
def test_what_has_no_figures_has_no_screen(shown: None, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
