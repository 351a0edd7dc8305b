"""What a run would change: comments that join groups, groups that are new, copies found. Pure; writes nothing.

What stands stays: a comment that is in a group already is never moved, and a group that exists keeps its number.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from consult.sense.grouping import likeness
from consult.sense.grouping.copies import copies
from consult.sense.grouping.likeness import Labels, Rows
from consult.sense.grouping.names import Names, readable

FOLLOW = 0.3  # cosine with a leader
UNITE = 0.25  # mean cosine of two groups' centres
JOIN = 0.22  # cosine with a group's centre
FEWEST = 3  # comments that make a group
CAMPAIGN_COPIES, CAMPAIGN_WORDS = 10, 15  # a text of at least so many words that at least so many people sent
BEGINNING = 80  # letters of a text that stand for it
SAMPLE = 20_000  # comments among which leaders are looked for; the others join the groups found

type Progress = Callable[[int], None]


@dataclass(frozen=True)
class Text:
    """One comment: its id, what was written, all its words, its telling words (empty where one was left out)."""

    id: str
    body: str
    words: Sequence[str]
    telling: Sequence[str]
    part: str = ""

    @property
    def bag(self) -> list[str]:
        """What it is compared by: the telling words, and the part it is about as one word more."""
        return [word for word in self.telling if word] + ([f"§{self.part}"] if self.part else [])


@dataclass(frozen=True)
class NewGroup:
    """Comments that nobody had grouped, nearest to their middle first."""

    name: str
    members: Sequence[str]
    campaign: bool


@dataclass(frozen=True)
class Plan:
    """Who joins which existing group, what is new, and which comment is a copy of which."""

    joins: Mapping[str, str] = field(default_factory=dict)
    new: Sequence[NewGroup] = ()
    near: Mapping[str, str] = field(default_factory=dict)


def plan(texts: Sequence[Text], groups: Mapping[str, str], apart: frozenset[str], progress: Progress) -> Plan:
    """Sort `texts` (oldest first). `groups`: the group of each comment that has one; `apart` ones stay alone."""
    first = copies([text.words for text in texts])
    progress(35)
    near = {text.id: texts[at].id for text, at in zip(texts, first, strict=True) if texts[at].id != text.id}
    rows = likeness.weigh([text.bag for text in texts], first)
    progress(50)
    standing = sorted(set(groups.values()))
    number = {group: at for at, group in enumerate(standing)}
    labels: Labels = np.array([number.get(groups.get(text.id, ""), -1) for text in texts], dtype=np.int64)
    free = np.array([text.id not in groups and text.id not in apart for text in texts], dtype=bool)
    _follow_copies(labels, first, free)
    campaigns = _sent(texts, first, free & (labels < 0), CAMPAIGN_COPIES, CAMPAIGN_WORDS)
    middles = likeness.centres(rows, labels, len(standing))
    open_ = np.flatnonzero(free & (labels < 0) & (campaigns < 0))
    labels[open_] = likeness.nearest(rows[open_], middles, JOIN)
    progress(60)
    open_ = np.flatnonzero(free & (labels < 0) & (campaigns < 0))
    sorted_ = _sort(rows[open_])
    progress(90)
    rest = free & (labels < 0) & (campaigns < 0)
    rest[open_[sorted_ >= 0]] = False
    same = _sent(texts, first, rest, FEWEST, 0)
    joins = {texts[at].id: standing[labels[at]] for at in np.flatnonzero(free & (labels >= 0)).tolist()}
    names = Names(text.telling for text in texts)
    every = np.arange(len(texts))
    new = [
        _describe(texts, places[found == label], rows, names, campaign=found is campaigns)
        for found, places in ((campaigns, every), (sorted_, open_), (same, every))
        for label in _each(found)
    ]
    new.sort(key=lambda group: (-len(group.members), group.members[0]))
    return Plan(joins, new, near)


def _each(labels: Labels) -> list[int]:
    return [int(label) for label in np.unique(labels) if label >= 0]


def _follow_copies(labels: Labels, first: Sequence[int], free: np.ndarray) -> None:
    """A copy of a comment that is in a group belongs there too."""
    for at, original in enumerate(first):
        if free[at] and labels[at] < 0:
            labels[at] = labels[original]


def _sent(texts: Sequence[Text], first: Sequence[int], free: np.ndarray, fewest: int, words: int) -> Labels:
    """One label for each text of at least so many `words` that at least `fewest` have sent, -1 elsewhere."""
    labels: Labels = np.full(len(texts), -1, dtype=np.int64)
    chosen = np.array(first, dtype=np.int64)
    for original in np.flatnonzero(np.bincount(chosen[free], minlength=1) >= fewest).tolist():
        if len(texts[original].words) >= max(words, 1):
            labels[free & (chosen == original)] = original
    return labels


def _sort(rows: Rows) -> Labels:
    """Groups among rows that are in none: leaders, then groups that are one, then everybody to the nearest."""
    if rows.shape[0] == 0:
        return np.empty(0, dtype=np.int64)
    chosen = rows[: min(SAMPLE, rows.shape[0])]
    labels = likeness.leaders(likeness.neighbours(chosen, FOLLOW), FEWEST)
    count = int(labels.max(initial=-1)) + 1
    if not count:
        return np.full(rows.shape[0], -1, dtype=np.int64)
    united = likeness.unite(likeness.centres(chosen, labels, count), UNITE)
    labels = np.where(labels >= 0, united[labels], -1)
    middles = likeness.centres(chosen, labels, int(united.max()) + 1)
    labels = likeness.nearest(rows, middles, JOIN)
    sizes = np.bincount(labels[labels >= 0], minlength=len(middles))
    return np.where((labels >= 0) & (sizes[labels] >= FEWEST), labels, -1)


def _describe(texts: Sequence[Text], members: np.ndarray, rows: Rows, names: Names, *, campaign: bool) -> NewGroup:
    """A new group with its name; the comment nearest to the middle comes first."""
    middle = likeness.centres(rows[members], np.zeros(len(members), dtype=np.int64), 1)[0]
    cosines = np.round(np.asarray(rows[members] @ middle), 4)
    order = members[np.lexsort((members, -cosines))]
    name = "" if campaign else readable(names.of([texts[at].telling for at in members]))
    beginning = " ".join(texts[order[0]].body.split())[:BEGINNING]
    return NewGroup(name or beginning, [texts[at].id for at in order], campaign)
