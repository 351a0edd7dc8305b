"""A crowd that comes back, and a page that stays open for long: counted in a real browser."""

from collections.abc import Callable
from typing import Any

from tests.e2e.visitor import DESKTOP, Mode, Visitor

UPDATES = 7_200  # two a second for an hour
_PAUSES = """async (address) => {
  const { pause } = await import(address);
  return Array.from({ length: 5000 }, () => pause(0));
}"""
_HOUR = """async (updates) => {
  const element = document.querySelector("siang-live"), topic = element.getAttribute("topic");
  await customElements.whenDefined("siang-live");
  for (let n = 1; n <= updates; n += 1) {
    const figures = { total: n, supports: n, padding: "x".repeat(2000) };
    element.take({ topic, sequence: 1e9 + n, record_size: n, figures });
    if (n % 200 === 0) await new Promise((done) => setTimeout(done, 20));
  }
  await new Promise((done) => setTimeout(done, 400));
}"""


def test_it_works(visit: Callable[[Mode], Visitor]) -> None:
    """5,000 pages whose server went away: their tries are spread over five seconds."""
    visitor = visit(DESKTOP)
    visitor.open("/")
    address = visitor.page.evaluate(
        "() => performance.getEntriesByType('resource').map(r => r.name)"
        ".find(n => n.includes('live-feed')) ?? '/static/js/live-feed.js'"
    )
    pauses = visitor.page.evaluate(_PAUSES, address)
    assert max(pauses) - min(pauses) > 4500
    in_one_tenth = max(sum(start <= one < start + 100 for one in pauses) for start in range(0, 5300, 100))
    assert in_one_tenth < 5000 / 20


def test_a_page_that_stays_open_does_not_grow(visit: Callable[[Mode], Visitor]) -> None:
    """An hour of updates, two a second, run through the page: the heap after it is what it was after a minute."""
    visitor = visit(DESKTOP)
    visitor.open("/petitions/air-information/")
    session: Any = visitor.context.new_cdp_session(visitor.page)
    sizes = []
    for updates in (120, UPDATES):
        visitor.page.evaluate(_HOUR, updates)
        session.send("HeapProfiler.collectGarbage")
        sizes.append(session.send("Runtime.getHeapUsage")["usedSize"])
    assert sizes[1] < sizes[0] + 1_000_000, sizes
