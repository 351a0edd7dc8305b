"""Preparing the next version of a law."""

from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "consult.drafting"
    label = "drafting"

    def ready(self) -> None:
        from consult.drafting import credits, processes
        from consult.texts import credited, store

        credited.register(credits.of)
        store.when_frozen(processes.version_published)
