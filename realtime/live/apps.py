"""Live figures: the latest numbers of each topic, to any number of viewers."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "realtime.live"
    label = "live"
