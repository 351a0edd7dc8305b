"""Puzzles that were solved: each opens once."""

from django.db import models
from django.utils import timezone


class Used(models.Model):
    """One solution that was handed in. The unique key is the guard against handing it in again."""

    challenge = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.challenge[:8]
