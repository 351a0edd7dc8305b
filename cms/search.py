"""Search that finds Thai words: documents and questions are cut into words the same way."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import F, Value
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.bilingual import in_language
from cms.models import SearchDocument
from cms.words import cut

LONGEST_QUESTION = 200
MOST = 50
SNIPPET = 220


@dataclass(frozen=True)
class Hit:
    """One document found: `snippet` is safe HTML with the words found in <mark>."""

    kind: str
    title: str
    url: str
    snippet: SafeString


def index(*, kind: str, public_id: str, title: str, title_en: str = "", body: str = "", url: str) -> None:
    """Make a document findable, or bring it up to date. `url` has no language: `/petitions/abc/`."""
    vector = SearchVector(Value(" ".join(cut(f"{title} {title_en}"))), config="simple", weight="A") + SearchVector(
        Value(" ".join(cut(body))), config="simple", weight="B"
    )
    values = {"title": title, "title_en": title_en, "body": body.replace("\x00", ""), "url": url, "tokens": vector}
    SearchDocument.objects.update_or_create(kind=kind, public_id=public_id, defaults=values)


def remove(*, kind: str, public_id: str) -> None:
    """Take a document out of search."""
    SearchDocument.objects.filter(kind=kind, public_id=public_id).delete()


def search(question: str, *, kind: str = "", language: str = "th") -> list[Hit]:
    """The best documents that have all words of `question`, at most 50. One query."""
    words = list(dict.fromkeys(cut(question[:LONGEST_QUESTION])))
    if not words:
        return []
    query = SearchQuery(" & ".join(map(_beginning, words)), config="simple", search_type="raw")
    found = SearchDocument.objects.filter(tokens=query)
    if kind:
        found = found.filter(kind=kind)
    ranked = found.annotate(rank=SearchRank(F("tokens"), query)).order_by("-rank", "kind", "public_id")[:MOST]
    return [
        Hit(document.kind, in_language(document, "title"), f"/{language}{document.url}", _snippet(document.body, words))
        for document in ranked
    ]


def _beginning(word: str) -> str:
    """The word or any that begins with it (น้ำ finds น้ำสะอาด), quoted for to_tsquery."""
    quoted = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}':*"


def _snippet(body: str, words: Iterable[str]) -> SafeString:
    """The stretch of `body` around the first word found, with every found word marked."""
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    first = pattern.search(body)
    start = max(0, first.start() - SNIPPET // 3) if first else 0
    part = body[start : start + SNIPPET]
    pieces, end = [], 0
    for match in pattern.finditer(part):
        pieces.append((conditional_escape(part[end : match.start()]), match.group()))
        end = match.end()
    marked = format_html_join("", "{}<mark>{}</mark>", pieces)
    dots = ("…" if start else "", "…" if start + SNIPPET < len(body) else "")
    return format_html("{}{}{}{}", dots[0], marked, part[end:], dots[1])
