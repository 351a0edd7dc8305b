"""Open data: every published table, listed and licensed."""

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    name = "realtime.feeds"
    label = "feeds"
