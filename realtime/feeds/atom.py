"""News as Atom (RFC 4287)."""

from itertools import islice

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import override

from realtime.feeds.news import LIMIT, Channel, Item

BEGINNING = "2026-01-01"  # of the tag URIs (RFC 4151) that name entries for good


def write(channel: Channel, language: str) -> str:
    """The feed of one kind of news in one language."""
    site = settings.SITE_URL
    here = f"{site}/open/news/{channel.kind}.atom" + ("" if language == "th" else f"?lang={language}")
    with override(language):
        feed = Atom1Feed(
            title=_("Siang: %(kind)s") % {"kind": channel.title},
            link=f"{site}/{language}/",
            feed_url=here,
            description="",
            language=language,
            feed_copyright="CC BY 4.0 https://creativecommons.org/licenses/by/4.0/",
            feed_guid=f"{_authority()}:news/{channel.kind}/{language}",
        )
        for item in islice(channel.provider(), LIMIT):
            feed.add_item(
                title=item.title,
                link=site + item.url,
                description=item.summary,
                author_name=item.agency or "Siang",
                pubdate=item.at,
                updateddate=item.at,
                unique_id=identity(channel.kind, item, language),
            )
        return feed.writeString("utf-8")


def identity(kind: str, item: Item, language: str) -> str:
    """The tag URI that names one piece of news for good."""
    return f"{_authority()}:news/{kind}/{item.id}/{language}"


def _authority() -> str:
    host = settings.SITE_URL.partition("//")[2].partition(":")[0]
    return f"tag:{host},{BEGINNING}"
