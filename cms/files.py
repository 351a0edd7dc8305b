"""Files that machines ask for: robots.txt, sitemap.xml (sitemaps.org), security.txt (RFC 9116)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms.models import SearchDocument

# Lists that every site has; `path` stands after the language.
LISTS = ("", "hearings/", "budgets/", "rounds/", "petitions/", "news/", "agencies/", "record/", "open/")
# For people with an account, or without end: nothing for machines that read everything.
CLOSED_TO_ROBOTS = ("/admin/", "/documents/", "/th/account/", "/en/account/", "/th/search/", "/en/search/")
TEXT = "text/plain; charset=utf-8"


class BothLanguages(Sitemap[Any]):
    """Each page twice, each naming the other."""

    i18n = True
    alternates = True
    limit = 5_000

    def get_protocol(self, _protocol: str | None = None) -> str:
        """As in SITE_URL."""
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, _site: Any = None) -> str:
        """As in SITE_URL."""
        return urlsplit(settings.SITE_URL).netloc


class Lists(BothLanguages):
    """The lists of the site."""

    def items(self) -> Iterable[str]:
        """Their paths after the language."""
        return LISTS

    def location(self, item: str) -> str:
        """The path in the language in force."""
        return f"/{get_language()}/{item}"


class Documents(BothLanguages):
    """Everything that search can find."""

    def items(self) -> QuerySet[SearchDocument]:
        """In an order that does not change when something is indexed again."""
        return SearchDocument.objects.order_by("pk").only("url", "changed_at")

    def location(self, item: SearchDocument) -> str:
        """The path in the language in force."""
        return f"/{get_language()}{item.url}"

    def lastmod(self, item: SearchDocument) -> datetime:
        """When its words last changed."""
        return item.changed_at


SECTIONS: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {"lists": Lists, "documents": Documents}


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The list of sitemaps."""
    return views.index(request, SECTIONS, sitemap_url_name="cms-files:sitemap")


@require_safe
def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    """One sitemap."""
    return views.sitemap(request, SECTIONS, section)


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Everything public may be read by machines."""
    closed = "".join(f"Disallow: {path}\n" for path in CLOSED_TO_ROBOTS)
    return HttpResponse(f"User-agent: *\n{closed}\nSitemap: {settings.SITE_URL}/sitemap.xml\n", content_type=TEXT)


@require_safe
def security(_request: HttpRequest) -> HttpResponse:
    """Whom to tell about a weakness; expires within a year, as the RFC asks, and is renewed by being served."""
    month = timezone.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {month + timedelta(days=300):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: th, en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)
