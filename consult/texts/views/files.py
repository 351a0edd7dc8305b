"""A published version as a file: Akoma Ntoso, or plain text."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from consult.texts import access, akn, trees
from consult.texts.models import Law

FOR_EVER = "public, max-age=31536000, immutable"  # a published version never changes


@require_safe
def akoma_ntoso(_request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The version as Akoma Ntoso 3.0."""
    version = access.numbered(access.published(slug), number)
    law = version.law
    about = akn.About(
        uri=f"{settings.SITE_URL}/laws/{slug}/versions/{number}",
        title=law.title,
        day=timezone.localdate(version.published_at),
        draft=law.status == Law.Status.DRAFT,
        publisher=law.agency.name if law.agency else "Siang",
    )
    return _file(akn.write(trees.load(version), about), "application/akn+xml", f"{slug}-{number}.xml")


@require_safe
def plain_text(_request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The version as running text."""
    version = access.numbered(access.published(slug), number)
    content = akn.as_text(trees.load(version)).encode()
    return _file(content, "text/plain; charset=utf-8", f"{slug}-{number}.txt")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = FOR_EVER
    response["Access-Control-Allow-Origin"] = "*"
    return response
