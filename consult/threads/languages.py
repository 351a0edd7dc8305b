"""Which language somebody wrote in, by the letters: so that it is read aloud and set as it should be."""

import unicodedata
from collections import Counter

# Scripts as Unicode names them, and the language that people here write in them. Several languages share Latin,
# Arabic and Chinese letters: there it is a guess that costs nothing but an accent.
SCRIPTS = {
    "THAI": "th", "LATIN": "en", "LAO": "lo", "KHMER": "km", "MYANMAR": "my", "CJK": "zh", "HIRAGANA": "ja",
    "KATAKANA": "ja", "HANGUL": "ko", "ARABIC": "ar", "DEVANAGARI": "hi", "CYRILLIC": "ru", "TAMIL": "ta",
    "HEBREW": "he",
}  # fmt: skip


def language_of(text: str) -> str:
    """The two-letter code of the script with the most letters; Thai where there is any; empty when unknown."""
    found: Counter[str] = Counter()
    for letter in text[:2_000]:
        if letter.isalpha():
            found[SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0], "")] += 1
    if found["th"] or not found:
        return "th" if found["th"] else ""
    if found["ja"]:
        return "ja"
    return found.most_common(1)[0][0]
