"""An inverted index of comments by what they say: for finding similar ones in constant time."""

from django.db import models

from consult.threads.models import Comment


class HintKey(models.Model):
    """One of the 24 keys of a comment. Comments that share a key say much the same (see `consult.sense.hints`)."""

    key = models.BigIntegerField()
    comment = models.ForeignKey(Comment, models.PROTECT, related_name="+", db_constraint=False)

    class Meta:
        indexes = [models.Index(fields=["key", "-id"], name="hint_by_key")]

    def __str__(self) -> str:
        return f"{self.key} {self.comment_id}"
