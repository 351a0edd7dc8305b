"""News as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from itertools import islice

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from realtime.feeds.atom import identity
from realtime.feeds.news import LIMIT, Channel, Item


def write(channel: Channel, language: str) -> str:
    """The feed of one kind of news in one language."""
    site = settings.SITE_URL
    here = f"{site}/open/news/{channel.kind}.json" + ("" if language == "th" else f"?lang={language}")
    with override(language):
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": _("Siang: %(kind)s") % {"kind": channel.title},
            "home_page_url": f"{site}/{language}/",
            "feed_url": here,
            "language": language,
            "items": [_item(item, channel.kind, language) for item in islice(channel.provider(), LIMIT)],
        }
    return json.dumps(feed, ensure_ascii=False)


def _item(item: Item, kind: str, language: str) -> dict[str, object]:
    return {
        "id": identity(kind, item, language),
        "url": settings.SITE_URL + item.url,
        "title": item.title,
        "content_text": item.summary or item.title,
        "date_published": item.at.isoformat(),
        "authors": [{"name": item.agency or "Siang"}],
    }
