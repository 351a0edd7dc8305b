"""Help to take part, at counters and in villages."""

from django.apps import AppConfig


class HelpingConfig(AppConfig):
    name = "accounts.helping"
    label = "helping"
