"""How far a file is true, and whether it has changed: read from the record, without looking at a single row."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from realtime.feeds.catalogue import Dataset
from realtime.record.models import Checkpoint, Entry, Pending


@dataclass(frozen=True)
class State:
    """The record up to the last entry about a process. `changed` is when that was sealed (None: never).

    `settled` is False while acts about the process wait for sealing.
    """

    record_size: int
    changed: datetime | None
    settled: bool
    tag: str

    def etag(self, form: str) -> str:
        """The strong validator of one form of the file."""
        return f'"{self.tag}-{form}"'


def of(dataset: Dataset, public_id: str) -> State:
    """The state of one file. Three queries, however large the file."""
    about = {} if dataset.whole else {"subject": dataset.subject(public_id)}
    last = Entry.objects.filter(**about).order_by("-index").values_list("index", flat=True).first()
    size = 0 if last is None else last + 1
    sealed = Checkpoint.objects.filter(size__gte=size).order_by("size").values_list("at", flat=True)
    # The waiting entries of about one second: a short list.
    waiting = Pending.objects.filter(**about).aggregate(newest=Max("arrival"))["newest"]
    parts = f"{dataset.revision}|{size}|{waiting}|{dataset.version(public_id)}"
    tag = hashlib.sha256(parts.encode()).hexdigest()[:16]
    return State(size, sealed.first() if size else None, waiting is None, tag)
