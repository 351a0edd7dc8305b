"""The newest message of topics, from the database: what a viewer starts from."""

from collections.abc import Collection

from django.utils import timezone

from realtime.live import topics
from realtime.live.messages import NAME, Message
from realtime.live.models import Snapshot
from realtime.record.models import Checkpoint


def read(name: str) -> Message | None:
    """The newest figures of a topic; None when there is no such topic.

    A topic that was never refreshed has the figures of this moment, under sequence 0.
    """
    if not NAME.fullmatch(name):
        return None
    if stored := read_many([name]):
        return stored[0]
    figures = topics.figures(name)
    if figures is None:
        return None
    last = Checkpoint.objects.order_by("-size").first()
    values = {
        "topic": name,
        "sequence": 0,
        "record_size": last.size if last else 0,
        "generated_at": (last.at if last else timezone.now()).isoformat(),
        "figures": figures,
    }
    return Message.of(values)


def read_many(names: Collection[str]) -> list[Message]:
    """The newest stored messages of these topics, in one query."""
    return [
        Message.of(
            {
                "topic": row.topic,
                "sequence": row.sequence,
                "record_size": row.record_size,
                "generated_at": row.generated_at.isoformat(),
                "figures": row.figures,
            }
        )
        for row in Snapshot.objects.filter(topic__in=names)
    ]
