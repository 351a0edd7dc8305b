"""How alike texts are: weights of words (TF-IDF), cosines, leaders with those who follow them."""

import heapq
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:  # a worker that groups nothing saves its twenty megabytes
    from scipy import sparse

STEP = 1_000  # texts compared with all others at once: bounds the memory
EVERYWHERE = 0.5  # words in a larger part of all texts tell nothing

type Labels = NDArray[np.int64]
type Rows = sparse.csr_matrix


def weigh(texts: Sequence[Sequence[str]], first: Sequence[int]) -> Rows:
    """One row of unit length a text; words of one text only, and words of every second, are left out.

    How rare a word is, is counted among the texts that are no copies (`first`: what each is a copy of), so that
    a text sent a thousand times does not make its own words common.
    """
    from scipy import sparse
    from sklearn.feature_extraction.text import TfidfVectorizer

    originals = [words for at, words in enumerate(texts) if first[at] == at]
    often = max(int(EVERYWHERE * len(originals)), 10)
    vectors = TfidfVectorizer(analyzer=_as_it_is, min_df=2, max_df=often, sublinear_tf=True, dtype=np.float32)
    try:
        return vectors.fit(originals).transform(texts)
    except ValueError:  # no word is left
        return sparse.csr_matrix((len(texts), 1), dtype=np.float32)


def _as_it_is(words: Sequence[str]) -> Sequence[str]:
    return words


def neighbours(rows: Rows, least: float) -> Rows:
    """Which rows have a cosine of at least `least`: a matrix of ones, itself included where it has any word."""
    from scipy import sparse

    found = []
    other = rows.T.tocsc()
    for start in range(0, rows.shape[0], STEP):
        cosines = (rows[start : start + STEP] @ other).tocsr()
        cosines.data[cosines.data < least] = 0
        cosines.eliminate_zeros()
        cosines.data = cosines.data.astype(np.int8)
        found.append(cosines)
    return sparse.vstack(found, format="csr") if found else sparse.csr_matrix((0, 0))


def leaders(near: Rows, fewest: int) -> Labels:
    """The row with most free neighbours leads them, and so on (Butina 1999); -1 for rows that follow nobody.

    Equal numbers go to the earlier row, so the same matrix always gives the same groups.
    """
    count = near.shape[0]
    labels: Labels = np.full(count, -1, dtype=np.int64)
    sizes = np.diff(near.indptr)
    heap = [(-int(size), row) for row, size in enumerate(sizes) if size >= fewest]
    heapq.heapify(heap)
    group = 0
    while heap:
        size, row = heapq.heappop(heap)
        if labels[row] >= 0:
            continue
        around = near.indices[near.indptr[row] : near.indptr[row + 1]]
        free = around[labels[around] < 0]
        if len(free) < fewest:
            continue
        if len(free) < -size:
            heapq.heappush(heap, (-len(free), row))
            continue
        labels[free] = group
        group += 1
    return labels


def centres(rows: Rows, labels: Labels, count: int) -> NDArray[np.float32]:
    """The mean of each group's rows, of unit length; zeros for a group without rows."""
    from scipy import sparse

    inside = np.flatnonzero(labels >= 0)
    shape = (count, rows.shape[0])
    chooser = sparse.csr_matrix((np.ones(len(inside), np.float32), (labels[inside], inside)), shape=shape)
    sums = np.asarray((chooser @ rows).todense(), dtype=np.float32)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    unit: NDArray[np.float32] = (sums / np.where(lengths == 0, 1, lengths)).astype(np.float32)
    return unit


def unite(middles: NDArray[np.float32], least: float) -> Labels:
    """Which groups are one: average linkage while the centres' mean cosine is at least `least`."""
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(middles) < 2:
        return np.zeros(len(middles), dtype=np.int64)
    distances = np.clip(1 - middles @ middles.T, 0, 2)[np.triu_indices(len(middles), 1)]
    found = fcluster(linkage(distances, "average"), 1 - least, criterion="distance")
    return np.unique(found, return_inverse=True)[1].astype(np.int64)


def nearest(rows: Rows, middles: NDArray[np.float32], least: float) -> Labels:
    """The group whose centre each row is nearest to, -1 below `least`."""
    labels: Labels = np.full(rows.shape[0], -1, dtype=np.int64)
    if not len(middles):
        return labels
    for start in range(0, rows.shape[0], STEP):
        cosines: Any = np.asarray(rows[start : start + STEP] @ middles.T)
        best = cosines.argmax(axis=1)
        good = cosines[np.arange(len(best)), best] >= least
        labels[start : start + STEP][good] = best[good]
    return labels
