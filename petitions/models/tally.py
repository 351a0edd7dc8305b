"""What sealing has counted: written by petitions.projections only."""

from django.db import models

from petitions.models.petition import Petition


class Tally(models.Model):
    """The counts of one petition, true for a record of `record_size` entries."""

    petition = models.OneToOneField(Petition, models.PROTECT, primary_key=True, related_name="tally")
    online = models.PositiveIntegerField(default=0)
    paper = models.PositiveIntegerField(default=0)
    counter = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    struck = models.PositiveIntegerField(default=0)
    total = models.GeneratedField(
        expression=models.F("online")
        + models.F("paper")
        + models.F("counter")
        - models.F("withdrawn")
        - models.F("struck"),
        output_field=models.IntegerField(),
        db_persist=True,
    )
    record_size = models.BigIntegerField(default=0)

    # Until when batches were looked for, and whether the traces that this needs are erased (petitions.bursts).
    searched_until = models.DateTimeField(null=True, blank=True)
    traces_erased = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["-total", "-petition"], name="tally_by_total")]

    def __str__(self) -> str:
        return f"{self.total} names"


class AreaTally(models.Model):
    """Living signatures under one petition from one province."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="areas")
    province = models.CharField(max_length=2)
    total = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["petition", "province"], name="area_tally_once")]

    def __str__(self) -> str:
        return f"{self.province}: {self.total}"


class MinuteTally(models.Model):
    """Signatures and withdrawals under one petition within one minute (`minute` is its start)."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="minutes")
    minute = models.DateTimeField()
    signed = models.IntegerField(default=0)
    withdrawn = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["petition", "minute"], name="minute_tally_once")]
        indexes = [models.Index(fields=["minute"], name="minute_tally_by_minute")]

    def __str__(self) -> str:
        return f"{self.minute:%Y-%m-%d %H:%M}: {self.signed}"


class HourTally(models.Model):
    """Signatures, and names taken back or struck out, within one hour (`hour` is its start)."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="hours")
    hour = models.DateTimeField()
    signed = models.PositiveIntegerField(default=0)
    # Less those put back, so it may be below nought in an hour.
    withdrawn = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["petition", "hour"], name="hour_tally_once")]

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H}: {self.signed}"
