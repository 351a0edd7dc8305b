"""What sealing has counted of a hearing."""

from django.db import models


class HearingTally(models.Model):
    """How many comments of a hearing are answered, as sealing counted."""

    public_id = models.CharField(primary_key=True, max_length=40)
    accepted = models.IntegerField(default=0)
    partly = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    noted = models.IntegerField(default=0)
    unanswered = models.IntegerField(default=0)  # marked as not answered, with a reason
    record_size = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.public_id
