"""The live process of a real site: sockets and streams only (uvicorn). Pages and acts run on config.wsgi."""

import gc
import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup(set_prefix=False)

from accounts.notices import postman  # noqa: E402
from config import env  # noqa: E402
from realtime import sealer  # noqa: E402
from realtime.live import asgi, hub  # noqa: E402

type Scope = dict[str, Any]


async def application(scope: Scope, receive: Any, send: Any) -> None:
    """Sockets and streams; everything else is not here."""
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
    elif asgi.is_live(scope):
        await asgi.serve(scope, receive, send)
    else:
        headers = [(b"content-type", b"text/plain"), (b"content-length", b"10")]
        await send({"type": "http.response.start", "status": 404, "headers": headers})
        await send({"type": "http.response.body", "body": b"Not found\n"})


async def lifespan(receive: Any, send: Any) -> None:
    """Start the hub, and with SIANG_SEALER_IN_PROCESS a sealer and a postman thread; stop them at the end."""
    await receive()
    hub.running()
    # Thousands of open connections are long-lived objects: looking through all of them often costs up to
    # three times the throughput, and finds nothing.
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    sealing = sealer.start_in_thread() if env.flag("SIANG_SEALER_IN_PROCESS", default=False) else None
    delivering = postman.start_in_thread() if env.flag("SIANG_POSTMAN_IN_PROCESS", default=False) else None
    await send({"type": "lifespan.startup.complete"})
    await receive()
    for thread in (sealing, delivering):
        if thread:
            thread.stop()
    await hub.stop()
    await send({"type": "lifespan.shutdown.complete"})
