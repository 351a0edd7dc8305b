"""A name under a petition: the hot path of this room."""

import uuid
from typing import Any, ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Channel, Citizen
from petitions.models.petition import Petition
from petitions.querysets import SignatureQuerySet


class Signature(models.Model):
    """One citizen's support of one petition. A trigger lets it in only while names are collected.

    The petition is not a foreign key in the database: its check would lock one row for every
    signature of a popular petition (docs/decisions/0010-signing-without-a-hot-row.md). The trigger
    does the check, and petitions are never deleted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(
        Petition, models.PROTECT, related_name="signatures", db_constraint=False, db_index=False
    )
    # Empty once erased on schedule after hand-over (petitions.handing.erasing): it still counts.
    citizen = models.ForeignKey(Citizen, models.PROTECT, null=True, related_name="signatures")
    name_public = models.BooleanField(default=False)
    # Province code of the signer on the day of signing; no foreign key: 77 rows would be just as hot.
    province = models.CharField(max_length=2)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.ONLINE)
    salt = models.BinaryField(max_length=32)
    # What a batch made by a machine has in common: the start of keyed hashes of network and program, different for
    # every petition (petitions.bursts.traces). Empty on paper; erased when collecting is over.
    network = models.BinaryField(max_length=8, null=True)
    agent = models.BinaryField(max_length=8, null=True)
    signed_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # Struck out by an officer with a reason (petitions.actions.striking); it can be put back.
    struck_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = SignatureQuerySet.as_manager()

    class Meta:
        constraints = [
            # The guard: one living signature of one person under one petition, on every channel.
            models.UniqueConstraint(
                fields=["petition", "citizen"], condition=Q(withdrawn_at__isnull=True), name="one_signature_once"
            ),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="signature_channel_known"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(struck_at__isnull=True), name="signature_ends_one_way"
            ),
        ]

        indexes = [
            models.Index(
                fields=["petition", "-signed_at"],
                condition=Q(name_public=True, withdrawn_at__isnull=True, struck_at__isnull=True),
                name="signature_public_names",
            ),
            # Rows come in the order of time: windows of minutes are found without an index entry for each name.
            BrinIndex(fields=["signed_at"], name="signature_by_time"),
        ]

    def __str__(self) -> str:
        return f"signature {self.id}"
