"""What follows when a page appears or goes: articles and agencies can be found (processes index themselves)."""

from typing import Any

from django.utils.html import strip_tags
from wagtail.signals import page_published, page_unpublished

from cms import search
from cms.models import AgencyPage, ArticlePage


def _published(instance: ArticlePage | AgencyPage, **_: Any) -> None:
    article = isinstance(instance, ArticlePage)
    texts = (instance.summary, instance.claim, instance.body) if article else (instance.introduction,)
    english = (instance.summary_en, instance.claim_en, instance.body_en) if article else (instance.introduction_en,)
    search.index(
        kind="article" if article else "agency",
        public_id=str(instance.pk),
        title=instance.title,
        title_en=instance.title_en,
        body=_plain(texts),
        body_en=_plain(english),
        url=f"/{instance.path_below_home}",
    )


def _gone(instance: ArticlePage | AgencyPage, **_: Any) -> None:
    kind = "article" if isinstance(instance, ArticlePage) else "agency"
    search.remove(kind=kind, public_id=str(instance.pk))


def _plain(texts: tuple[str, ...]) -> str:
    return " ".join(strip_tags(text.replace("</", " </")) for text in texts if text).strip()


for model in (ArticlePage, AgencyPage):
    page_published.connect(_published, sender=model, dispatch_uid=f"cms_published_{model.__name__}")
    page_unpublished.connect(_gone, sender=model, dispatch_uid=f"cms_gone_{model.__name__}")
