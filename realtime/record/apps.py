"""The public record: one append-only, tamper-evident log."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "realtime.record"
    label = "record"

    def ready(self) -> None:
        from realtime.record import checks, witnesses  # noqa: F401
