"""What sealing has counted."""

from django.db import models

from accounts.models import Citizen


class Participant(models.Model):
    """One citizen has commented on one subject, however often and whatever became of it. Written in sealing."""

    kind = models.CharField(max_length=20)
    public_id = models.CharField(max_length=40)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "public_id", "citizen"], name="one_participant_once")]

    def __str__(self) -> str:
        return f"participant in {self.kind}/{self.public_id}"


class Tally(models.Model):
    """What sealing has counted on one part of one subject: standing comments by stance, replies, reactions."""

    kind = models.CharField(max_length=20)
    public_id = models.CharField(max_length=40)
    part = models.CharField(max_length=80, blank=True)
    agree = models.IntegerField(default=0)
    partly = models.IntegerField(default=0)
    disagree = models.IntegerField(default=0)
    none = models.IntegerField(default=0)
    replies = models.IntegerField(default=0)
    supports = models.IntegerField(default=0)
    opposes = models.IntegerField(default=0)
    participants = models.IntegerField(default=0)  # of the whole subject, on the row of the whole
    record_size = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "public_id", "part"], name="one_tally_per_part")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.public_id} {self.part}"


class Passage(models.Model):
    """Words of the text that somebody has commented on, and how many standing comments are on exactly them.

    `quote` is a quote selector (consult.threads.quotes): words of the published text, never of a person.
    """

    kind = models.CharField(max_length=20)
    public_id = models.CharField(max_length=40)
    part = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=16)
    quote = models.JSONField()
    comments = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "public_id", "digest"], name="one_passage_once")]
        indexes = [
            models.Index(fields=["kind", "public_id", "-comments", "-id"], name="passage_most"),
            models.Index(fields=["kind", "public_id", "part", "-comments"], name="passage_by_part"),
        ]

    def __str__(self) -> str:
        return f"passage {self.digest}"
