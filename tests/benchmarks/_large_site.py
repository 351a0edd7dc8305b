"""The site as a worker of pages serves it, with one more table: the petition with a million signatures."""

from config.wsgi import application
from realtime.feeds import catalogue, series
from realtime.feeds.catalogue import Dataset, Subject

__all__ = ["application"]

_PETITION = Subject("large", "One million signatures")

catalogue.register(
    Dataset(
        id="large",
        kind="petition",
        title="Large",
        description="",
        columns=series.ACTS,
        subjects=lambda: [_PETITION],
        find={"large": _PETITION}.get,
        rows=lambda name: series.acts(f"petition/{name}"),
    )
)
