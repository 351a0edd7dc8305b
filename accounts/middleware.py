"""Middleware of people's own pages."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

_OWN = ("account/", "identity/")


class PrivatePages:
    """Whatever stands under account/ and identity/ is for one person: no cache may keep it.

    allauth marks some of its pages so, not all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, marked private where the page is."""
        response = self.get_response(request)
        path = request.path_info.lstrip("/")
        if path.startswith(_OWN) or path.partition("/")[2].startswith(_OWN):
            patch_cache_control(response, private=True, no_store=True)
        return response
