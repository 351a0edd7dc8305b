"""Finding lines by Thai words: lines and questions are cut into words the same way (cms.words)."""

from functools import lru_cache

from budgets.ledger.reading import Line
from cms.words import cut, parts

LONGEST_QUESTION = 100
LONGEST_WORD = 100


def words_of(line: Line) -> list[str]:
    """The words under which a line is found: of its name, what it stands under, task, type and its codes."""
    found = [*_words(line.name), *_words(line.detail), *_words(line.plan), *_words(line.task), *_words(line.type)]
    codes = [one.lower() for one in (line.project_id, line.egp, line.emenscr) if one]
    return sorted(set(found) | set(codes))


def question(asked: str) -> list[str]:
    """The words of a question; all of them must be in a line."""
    given = asked[:LONGEST_QUESTION].replace("\0", "")
    if any(letter.isdigit() for letter in given) and " " not in given.strip():
        return [given.strip().lower()[:LONGEST_WORD]] if given.strip() else []
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in cut(given)))


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    if not text:
        return ()
    found = cut(text)
    return tuple(word[:LONGEST_WORD] for word in {*found, *parts(found)})
