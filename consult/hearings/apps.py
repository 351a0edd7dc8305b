"""Hearings on draft laws and Acts in force."""

from typing import Any

from django.apps import AppConfig


class HearingsConfig(AppConfig):
    name = "consult.hearings"
    label = "hearings"

    def ready(self) -> None:
        from wagtail.signals import page_published

        from accounts import retention
        from accounts.notices import postman
        from consult.hearings import (  # noqa: F401
            beginning,
            clock,
            discussions,
            exports,
            letters,
            opinion_exports,
            processes,
            projections,
            who,
        )
        from consult.hearings.models import ConsultationPage
        from consult.hearings.reports import building
        from realtime import ticks

        ticks.register("hearings.reports", building.build_waiting)
        ticks.register("hearings.clock", clock.note)
        postman.register(letters.deliver)
        retention.RULES.append(letters.KEPT)
        page_published.connect(_published, sender=ConsultationPage)


def _published(instance: Any, **_: Any) -> None:
    """The head has approved: text and rules freeze, the record says so, search finds it."""
    from consult.hearings import actions, processes

    actions.publish(hearing=instance)
    processes.index(instance)
