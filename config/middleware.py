"""Middleware of the whole site."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from accounts.refusals import Refused
from config import editors_csp, errors
from realtime.problems import problem


class ContentSecurityPolicy(ContentSecurityPolicyMiddleware):
    """Django's policy, with the one exception that the editors' rooms need."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Add the policy header; a view's own `csp_override` wins."""
        if request.path.startswith("/admin/") and not hasattr(response, "_csp_config"):
            response._csp_config = editors_csp.policy(response)  # type: ignore[attr-defined]
        return super().process_response(request, response)


class CompressedPages(GZipMiddleware):
    """Pages travel compressed, also where no web server stands in front. Files and feeds keep their exact bytes."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress HTML for browsers that take it; a random length hides what repeats in it (BREACH)."""
        page = response.headers.get("Content-Type", "").startswith("text/html")
        return super().process_response(request, response) if page and not response.streaming else response


# Where files and feeds live; their pages end with a slash and stand under a language.
_FILES = ("/api/", "/open/", "/live/", "/record/")


class Locale(LocaleMiddleware):
    """Django's choice of language for pages; a missing file is not looked for among the pages of a language."""

    def process_request(self, request: HttpRequest) -> None:
        """Files and feeds are the same bytes for everybody, whatever languages a browser names."""
        if request.path.startswith("/api/") or (request.path.startswith(_FILES) and not request.path.endswith("/")):
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE
        else:
            super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Lead a reader from an address without a language to one with; only pages (HTML) have one.

        Files and feeds are the same for everybody: they do not vary with what languages a browser names.
        """
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)


_PAGES = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)


class Unwritable:
    """Refuses addresses with a null byte, which no text and no column here can hold.

    Questions that pages ask in an address are theirs to answer: they take a strange one for none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass every other request on."""
        asked = "" if request.path.startswith(_PAGES) else request.META.get("QUERY_STRING", "")
        if "\0" in request.path or "%00" in asked:
            return problem(400, "An address cannot contain a null byte.")
        return self.get_response(request)


class Overlong:
    """Refuses requests whose headers are longer than any program needs (RFC 6585: 431), before anything reads them.

    A hundred thousand validators in `If-None-Match` would otherwise be compared one by one.
    """

    MOST = 32_768  # characters in all headers together; browsers send about one thousand

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass every other request on."""
        length = sum(len(value) for name, value in request.META.items() if name.startswith("HTTP_"))
        if length > self.MOST:
            return problem(431, "The headers of this request are too long.")
        return self.get_response(request)


# Photographs of proposals and of works, which know who may see them.
PHOTOGRAPH = re.compile(r"/(th|en)/rounds/[\w-]+/(proposals/[\w-]+/photo|works/[\w-]+/photos/[\w-]+)\.jpg")


class FilesHost:
    """The host of what people sent (FILES_URL) serves nothing else, and no other host serves that."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.host = urlsplit(settings.FILES_URL).netloc

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on what belongs here. Nothing is asked where there is one host for all."""
        sent = request.path.startswith("/media/") or bool(PHOTOGRAPH.fullmatch(request.path))
        if self.host and (request.get_host() == self.host) != sent:
            return problem(404, "This host does not serve that.")
        return self.get_response(request)


class Refusals:
    """Turns `accounts.refusals.Refused`, raised by any action, into one clear answer (never a 500)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; Django's empty answer to a wrong method becomes a page as well."""
        response = self.get_response(request)
        return errors.wrong_method(request, response) if isinstance(response, HttpResponseNotAllowed) else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; leave every other exception alone."""
        return errors.refusal(request, exception) if isinstance(exception, Refused) else None
