"""Texts that are copies of one another, up to a greeting or a slip: MinHash (Broder 1997) finds, Jaccard decides."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SHINGLE = 3  # words that follow one another
ROWS, BANDS = 3, 16  # likeness 0.7 is found with probability 0.999
LIKE = 0.7  # of the shingles of both texts together


def copies(texts: Sequence[Sequence[str]]) -> list[int]:
    """For each text the number of the first text that it is a copy of; its own where it is none."""
    shingled = [_shingles(words) for words in texts]
    signed = [signature(shingles) for shingles in shingled]
    first = list(range(len(texts)))
    seen: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for number, (shingles, least) in enumerate(zip(shingled, signed, strict=True)):
        keys = [(band, least[band * ROWS : (band + 1) * ROWS].tobytes()) for band in range(BANDS)]
        candidates = sorted({other for key in keys for other in seen[key]})
        for other in candidates:
            if _like(shingles, shingled[other]):
                first[number] = other
                break
        else:  # only originals are compared with: a thousand copies cost a thousand comparisons
            for key in keys:
                seen[key].append(number)
    return first


def _like(one: frozenset[int], other: frozenset[int]) -> bool:
    return len(one & other) >= LIKE * len(one | other) and bool(one)


def _shingles(words: Sequence[str]) -> frozenset[int]:
    """Hashes of every three words in a row; of a shorter text, of all its words."""
    runs = max(len(words) - SHINGLE + 1, min(len(words), 1))
    return frozenset(_hash(" ".join(words[at : at + SHINGLE])) for at in range(runs))


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 3


def _coefficients() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    chance = np.random.default_rng(2562)
    odd = chance.integers(1, 1 << 61, size=ROWS * BANDS, dtype=np.uint64) | np.uint64(1)
    return odd, chance.integers(0, 1 << 61, size=ROWS * BANDS, dtype=np.uint64)


_TIMES, _PLUS = _coefficients()


def signature(shingles: frozenset[int]) -> NDArray[np.uint64]:
    """The least value of each of 48 hash functions over the shingles."""
    if not shingles:
        return np.zeros(ROWS * BANDS, dtype=np.uint64)
    values = np.fromiter(shingles, dtype=np.uint64, count=len(shingles))
    mixed = values[:, None] * _TIMES[None, :] + _PLUS[None, :]
    least: NDArray[np.uint64] = (mixed ^ (mixed >> np.uint64(29))).min(axis=0)
    return least
