"""Search that finds Thai words: documents and questions are cut into words the same way (docs/site.md)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms.models import SearchDocument
from cms.words import cut, parts

LONGEST_QUESTION = 200
LONGEST_TEXT = 400_000  # characters of a document that are looked through: PostgreSQL's vectors end at 1 MB
MOST = 50
SNIPPET = 220
WEIGHED = 250  # documents whose rank is computed, twice: found by title, found anywhere
LEAST_BEGINNING = 3  # letters of a word that other words may begin with
LONGEST_WORD, LAST_PLACE, MOST_PLACES = 200, 16_383, 256  # letters, and PostgreSQL's limits of a tsvector


@dataclass(frozen=True)
class Hit:
    """One document found: `snippet` is safe HTML with the words found in <mark>, written in `language`."""

    kind: str
    title: str
    url: str
    snippet: SafeString
    language: str


@dataclass(frozen=True)
class Found:
    """What a question found, best first. `all_words`: whether every word of the question is in each hit."""

    hits: list[Hit]
    all_words: bool = True


def index(
    *, kind: str, public_id: str, title: str, url: str, title_en: str = "", body: str = "", body_en: str = ""
) -> None:
    """Make a document findable, or bring it up to date. `url` has no language: `/petitions/abc/`."""
    titles, texts = f"{title} {title_en}", f"{body} {body_en}"[:LONGEST_TEXT]
    vector = Cast(Value(_vector(cut(titles), cut(texts))), SearchVectorField())
    plain = {"title": title[:500], "title_en": title_en[:500], "body": body, "body_en": body_en, "url": url}
    values = {name: text.replace("\x00", "") for name, text in plain.items()} | {"tokens": vector}
    SearchDocument.objects.update_or_create(kind=kind, public_id=public_id, defaults=values)


class _Ready(SearchQuery):
    """A question that is already cut into words: PostgreSQL's own parser, which knows no Thai, is not asked."""

    template = "%(expressions)s::tsquery"


def _vector(named: list[str], said: list[str]) -> str:
    """A tsvector as text: words of the title weigh A, of the text B, words inside long words D."""
    places: dict[str, list[str]] = {}
    inside = parts([*named, *said])
    weighted = [(word, "A") for word in named] + [(word, "B") for word in said] + [(word, "D") for word in inside]
    for place, (word, weight) in enumerate(weighted, start=1):
        places.setdefault(word[:LONGEST_WORD], []).append(f"{min(place, LAST_PLACE)}{weight}")
    return " ".join(f"{_quoted(word)}:{','.join(found[:MOST_PLACES])}" for word, found in places.items())


def _quoted(word: str) -> str:
    doubled = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"


def remove(*, kind: str, public_id: str) -> None:
    """Take a document out of search."""
    SearchDocument.objects.filter(kind=kind, public_id=public_id).delete()


def search(question: str, *, kind: str = "", language: str = "th") -> list[Hit]:
    """The best documents that have all words of `question`, at most 50. One query."""
    words = list(dict.fromkeys(cut(question[:LONGEST_QUESTION])))
    return _hits(_matching(words, " & ", kind), words, language) if words else []


def find(question: str, *, kind: str = "", language: str = "th") -> Found:
    """As `search`; when nothing has all of several words, what has some of them. At most two queries."""
    words = list(dict.fromkeys(cut(question[:LONGEST_QUESTION])))
    if not words:
        return Found([])
    hits = _hits(_matching(words, " & ", kind), words, language)
    if hits or len(words) == 1:
        return Found(hits)
    return Found(_hits(_matching(words, " | ", kind), words, language), all_words=False)


def _matching(words: Iterable[str], operator: str, kind: str) -> QuerySet[SearchDocument]:
    """The best of at most WEIGHED documents that have the words in the title, and as many that have them anywhere.

    A word of most documents would otherwise be weighed in all of them: seconds for nothing, as none is better.
    """
    query = _Ready(operator.join(map(_asked, words)), search_type="raw")
    some = SearchDocument.objects.filter(kind=kind) if kind else SearchDocument.objects.all()
    titled = some.filter(names=query).values("pk")[:WEIGHED]
    anywhere = some.filter(tokens=query).values("pk")[:WEIGHED]
    found = SearchDocument.objects.filter(pk__in=titled.union(anywhere))
    # Rank 1: long documents do not win by length alone.
    return found.annotate(rank=SearchRank(F("tokens"), query, normalization=1)).order_by("-rank", "kind", "public_id")


def _asked(word: str) -> str:
    """A word finds those that begin with it, too: น้ำ finds น้ำสะอาด. One or two letters begin too much."""
    return _quoted(word[:LONGEST_WORD]) + (":*" if len(word) >= LEAST_BEGINNING else "")


def _hits(documents: QuerySet[SearchDocument], words: list[str], language: str) -> list[Hit]:
    hits = []
    for document in documents[:MOST]:
        text, written = _text(document, words, language)
        hits.append(
            Hit(
                kind=document.kind,
                title=(language == "en" and document.title_en) or document.title,
                url=f"/{language}{document.url}",
                snippet=_snippet(text, words),
                language=written,
            )
        )
    return hits


def _text(document: SearchDocument, words: list[str], language: str) -> tuple[str, str]:
    """The text of the document that has the words, and its language: the reader's before the other."""
    texts = [(document.body, "th"), (document.body_en, "en")]
    if language == "en":
        texts.reverse()
    pattern = re.compile("|".join(map(_as_written, words)), re.IGNORECASE)
    written = [one for one in texts if one[0]]
    return next((one for one in written if pattern.search(one[0])), written[0] if written else texts[0])


def _snippet(body: str, words: Iterable[str]) -> SafeString:
    """The stretch of `body` around the first word found, with every found word marked."""
    patterns = [_as_written(word) for word in sorted(words, key=len, reverse=True)]
    pattern = re.compile("|".join(patterns), re.IGNORECASE)
    # The longest word says most.
    first = next(filter(None, (re.search(one, body, re.IGNORECASE) for one in patterns)), None)
    start = max(0, first.start() - SNIPPET // 3) if first else 0
    part = body[start : start + SNIPPET]
    pieces, end = [], 0
    for match in pattern.finditer(part):
        pieces.append((part[end : match.start()], match.group()))
        end = match.end()
    marked = format_html_join("", "{}<mark>{}</mark>", pieces)
    dots = ("…" if start else "", "…" if start + SNIPPET < len(body) else "")
    return format_html("{}{}{}{}", dots[0], marked, part[end:], dots[1])


def _as_written(word: str) -> str:
    """A pattern for the word in either digits and either way of writing สระอำ."""
    pattern = re.sub(r"\d", lambda digit: f"[{digit.group()}{chr(0xE50 + int(digit.group()))}]", re.escape(word))
    return pattern.replace("\u0e33", "(?:\u0e33|\u0e4d\u0e32)")
