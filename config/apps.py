"""The house itself, as a Django app: template tags, translations, commands."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
    verbose_name = "Siang"

    def ready(self) -> None:
        from accounts import retention
        from config import figures, newsroom, publications
        from realtime import ticks
        from realtime.feeds import results
        from realtime.live import topics

        publications.connect()
        newsroom.connect()
        topics.register("site", figures.live)
        ticks.register("accounts.retention", retention.run_hourly)
        results.register("site", figures.standing)
