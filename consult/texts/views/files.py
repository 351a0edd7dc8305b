"""A published version as a file: Akoma Ntoso, JSON, or plain text."""

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from consult.texts import access, akn, trees
from consult.texts.models import Law
from consult.texts.reading import Node
from realtime.feeds.catalogue import PUBLIC_DOMAIN

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


@require_safe
def tree(_request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The version as JSON: its law, its fingerprint, and the provisions one inside the other."""
    version = access.numbered(access.published(slug), number)
    content = {
        "law": slug,
        "title": version.law.title,
        "title_en": version.law.title_en,
        "version": number,
        "label": version.label,
        "published_at": version.published_at.isoformat() if version.published_at else None,
        "fingerprint": version.fingerprint,
        "provisions": _plain(trees.load(version)),
    }
    return _file(json.dumps(content, ensure_ascii=False).encode(), "application/json", f"{slug}-{number}.json")


def _plain(nodes: Iterable[Node]) -> list[dict[str, Any]]:
    """Nodes as JSON has them; the address of each is `eid`."""
    return [
        {
            "kind": str(node.kind.value), "eid": node.eid, "label": node.label, "heading": node.heading,
            "text": node.text, "children": _plain(node.children),
        }
        for node in nodes
    ]  # fmt: skip


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = FOR_EVER
    response["Access-Control-Allow-Origin"] = "*"
    response["Link"] = f'<{PUBLIC_DOMAIN.url}>; rel="license"'
    return response
