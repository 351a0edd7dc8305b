"""The way out to identity providers: a transport that asks nobody but those on the list."""

from typing import Any, override

import requests
from requests.adapters import HTTPAdapter

from accounts.outbound import NotListed, check, providers


class Listed(HTTPAdapter):
    """For `requests`: whatever is not on the list of providers is refused before anything is sent."""

    @override
    def send(self, request: Any, *args: Any, **kwargs: Any) -> requests.Response:
        """Send it, when it is listed. Redirects come through here again, each checked."""
        try:
            check(request.url or "", providers())
        except NotListed as problem:
            raise requests.ConnectionError(str(problem)) from None
        return super().send(request, *args, **kwargs)
