"""Pages and acts: the WSGI application (granian in production, mounted by config.asgi in the demo)."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()


def _warm() -> None:
    from cms import words

    words.warm()


# The dictionary of Thai words is built beside the first requests, so that no reader's search waits for it.
threading.Thread(target=_warm, name="words", daemon=True).start()
