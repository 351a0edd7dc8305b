"""Ten thousand Thai comments sorted into groups, words cut included, against plain TF-IDF with k-means in the same run.

The comments are made (tests/factories/opinions.py); agreement with the issues they were made from is printed as ARI.
"""

import os
import time
from collections.abc import Iterable

import django

from tests.benchmarks import Row

COUNT = 10_000


def run() -> Iterable[Row]:
    """Comments a second, and how well the groups agree with the issues."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from sklearn.metrics import adjusted_rand_score

    from consult.sense import words
    from consult.sense.grouping import Text, plan
    from tests.factories.opinions import opinions

    said = opinions(COUNT)
    words.cut("อุ่นเครื่อง")
    started = time.perf_counter()
    cut = [words.cut(one.text) for one in said]
    cutting = time.perf_counter() - started
    texts = [
        Text(f"{n:06}", one.text, seen, words.telling_with_gaps(seen))
        for n, (one, seen) in enumerate(zip(said, cut, strict=True))
    ]
    found = plan(texts, {}, frozenset(), lambda _done: None)
    seconds = time.perf_counter() - started
    ours = {member: number for number, group in enumerate(found.new) for member in group.members}
    named = [n for n, one in enumerate(said) if one.issue and f"{n:06}" in ours]
    started = time.perf_counter()
    plain = _k_means([text.bag for text in texts])
    plain_seconds = cutting + time.perf_counter() - started
    issues = [said[n].issue for n in named]
    agreement = adjusted_rand_score(issues, [ours[f"{n:06}"] for n in named])
    plainly = adjusted_rand_score(issues, [plain[n] for n in named])
    share = 100 * len(ours) / COUNT
    print(f"{COUNT:,} in {seconds:.1f} s, {len(found.new)} groups, {share:.0f} % in one, {len(found.near):,} copies")
    plain_rate = COUNT / plain_seconds
    yield Row("comments sorted", COUNT / seconds, "/s", "TF-IDF and k-means with the right k", plain_rate, 0.3)
    yield Row("agreement with the issues", 100 * agreement, " % ARI", "TF-IDF and k-means", 100 * plainly, 1.2)
    yield Row("comments sorted", COUNT / seconds, "/s", "what a minute for all of them asks", COUNT / 60, 1)


def _k_means(bags: list[list[str]]) -> list[int]:
    from sklearn.cluster import KMeans

    from consult.sense.grouping import likeness

    labels: list[int] = (
        KMeans(27, n_init=3, random_state=0).fit_predict(likeness.weigh(bags, range(len(bags)))).tolist()
    )
    return labels


if __name__ == "__main__":
    for row in run():
        print(row)
