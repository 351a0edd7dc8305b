"""Finding the pages that a stranger can reach by links."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urldefrag, urlsplit

from tests.e2e.visitor import Visitor

EACH_SHAPE = 2  # pages of one shape (the same path but for names and numbers) that are looked at
_IDENTITY = re.compile(r"(?<=/)(?=[^/]*[\d%-])[^/]+(?=/|$)")
# Not pages of ours for strangers: sign-in has its own tests, files are not pages.
_LEAVE = re.compile(r"^/(admin|account|static|media|record|open|live|api|documents|dev-idp)\b|/account/|\.\w{2,5}$")


def shape(path: str) -> str:
    """The path with names and numbers taken out: `/th/petitions/abc-12/` gives `/th/petitions/*/`."""
    return _IDENTITY.sub("*", path)


def reachable(visitor: Visitor) -> Iterator[str]:
    """Paths with the visitor standing on each: breadth first from the home page of the visitor's language."""
    home = f"/{visitor.mode.language}/"
    waiting, seen, shapes = deque([home]), {home}, Counter[str]()
    while waiting:
        path = waiting.popleft()
        visitor.open(f"{visitor.url}{path}")
        if "/account/" in visitor.page.url:  # a page for acts: it leads to sign-in, which has tests of its own
            visitor.context.clear_cookies()
            continue
        yield path
        for link in links(visitor):
            if link in seen or not link.startswith(home) or _LEAVE.search(link):
                continue
            seen.add(link)
            parts = urlsplit(link)
            key = shape(parts.path) + ("?" if parts.query else "")
            shapes[key] += 1
            if shapes[key] <= EACH_SHAPE:
                waiting.append(link)


def links(visitor: Visitor) -> list[str]:
    """Paths of this site that the page links to."""
    absolute = "links => links.map(link => new URL(link.getAttribute('href'), location).href)"
    found = visitor.page.eval_on_selector_all("a[href]", absolute)
    own = [urldefrag(link).url for link in found if link.startswith(visitor.url)]
    return [link.removeprefix(visitor.url) for link in own]
