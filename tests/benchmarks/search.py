"""Search over 100,000 documents: `python -m tests.benchmarks.search [documents]`; target 100 ms a question."""

import functools
import io
import itertools
import os
import random
import statistics
import sys
import time
from collections.abc import Iterator

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

WORDS_EACH = 160  # of a document: a petition's summary and background
QUESTIONS = {
    "one common word": "ประชาชน",
    "one word of most documents": "การ",
    "one letter, as typed": "ก",
    "two words": "น้ำ ประปา",
    "a sentence": "ขอให้แก้ไขกฎหมายว่าด้วยการคุ้มครองแรงงานในระบบแพลตฟอร์ม",
    "a rare word": "กาลักน้ำ",
    "English": "water",
    "nothing has it": "ฟหกด",
    "digits": "มาตรา ๑๑๒",
}
TIMES = 7


def run(documents: int = 100_000) -> Iterator[str]:
    """Index invented documents whose words are as frequent as in real texts (Zipf), ask, undo everything."""
    import django

    django.setup()
    from django.db import connection, transaction

    from cms import search, words

    words.warm()
    with transaction.atomic():
        began = time.monotonic()
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX document_tokens, document_names")
            _invent(documents)
            cursor.execute("CREATE INDEX document_tokens ON cms_searchdocument USING gin (tokens)")
            cursor.execute("CREATE INDEX document_names ON cms_searchdocument USING gin (names)")
            cursor.execute("ANALYZE cms_searchdocument")
        yield f"{documents:,} documents indexed in {time.monotonic() - began:.0f} s"
        slowest = 0.0
        for name, question in QUESTIONS.items():
            taken = [_timed(question) for _time in range(TIMES)]
            median = statistics.median(taken) * 1000
            slowest = max(slowest, median)
            yield f"{name:28} {median:6.1f} ms (most {max(taken) * 1000:.1f}), {len(search.find(question).hits)} shown"
        yield f"slowest median: {slowest:.1f} ms, target 100 ms"
        transaction.set_rollback(True)


def _timed(question: str) -> float:
    from cms import search

    began = time.monotonic()
    search.find(question)
    return time.monotonic() - began


def _invent(documents: int) -> None:
    """Copy rows in, each as `cms.search.index` would write it, with the insides of each word found once."""
    from django.db import connection
    from pythainlp.corpus.common import thai_words

    chance = random.Random(6)
    common = ["การ", "ที่", "และ", "ของ", "ประชาชน", "น้ำ", "มาตรา", "กฎหมาย", "ประปา", "แรงงาน", "water", "law", "112"]
    rest = sorted(word for word in thai_words() if word.isalnum() or "\u0e31" in word)
    chance.shuffle(rest)
    vocabulary = common + rest[:20_000]
    weights = [*itertools.accumulate(1 / (place + 3) for place in range(len(vocabulary)))]
    file = io.StringIO()
    for number in range(documents):
        said = chance.choices(vocabulary, cum_weights=weights, k=WORDS_EACH)
        title, body = "".join(said[:8]), "".join(said[8:])
        row = ("bench", str(number), title[:500], "", body, "", f"/bench/{number}/", "2026-01-01", _vector(said))
        file.write("\t".join(row) + "\n")
    file.seek(0)
    columns = "kind, public_id, title, title_en, body, body_en, url, changed_at, tokens"
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY cms_searchdocument ({columns}) FROM STDIN", file)


def _vector(said: list[str]) -> str:
    from cms import search

    inside = [part for word in said for part in _inside(word)]
    weighted = [*((word, "A") for word in said[:8]), *((word, "B") for word in said[8:]), *((w, "D") for w in inside)]
    places: dict[str, list[str]] = {}
    for place, (word, weight) in enumerate(weighted, start=1):
        places.setdefault(word, []).append(f"{place}{weight}")
    return " ".join(f"{search._quoted(word)}:{','.join(found)}" for word, found in places.items())


@functools.cache
def _inside(word: str) -> tuple[str, ...]:
    from cms import words

    return tuple(words.parts([word]))


if __name__ == "__main__":
    for row in run(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000):
        print(row, flush=True)
