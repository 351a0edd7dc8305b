"""Comments on any subject."""

from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    name = "consult.threads"
    label = "threads"
