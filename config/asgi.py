"""The whole site in one process (the demo): live figures here, all else through Django's WSGI handler in threads.

Never Django's own ASGI handler for pages: under it every request opens its own database connection.
"""

from typing import Any

from a2wsgi import WSGIMiddleware

from config import live_asgi
from config.wsgi import application as wsgi
from realtime.live import asgi

WORKERS = 16  # threads for pages; each keeps one database connection

_pages = WSGIMiddleware(wsgi, workers=WORKERS)


async def application(scope: live_asgi.Scope, receive: Any, send: Any) -> None:
    """Live figures, or a page."""
    if scope["type"] == "http" and not asgi.is_live(scope):
        await _pages(scope, receive, send)
    else:
        await live_asgi.application(scope, receive, send)
