"""The topics of a process as a model field: a list of codes, ticked from the list."""

from typing import Any

from django import forms
from django.db import models

from consult.stakeholders.topics import TOPICS


class TopicsField(models.JSONField):
    """A list of codes of `topics.TOPICS`."""

    def formfield(self, **kwargs: Any) -> forms.Field:
        """Boxes to tick."""
        return forms.MultipleChoiceField(
            choices=TOPICS, widget=forms.CheckboxSelectMultiple, required=False, label=self.verbose_name,
            help_text=kwargs.get("help_text", self.help_text),
        )  # fmt: skip
