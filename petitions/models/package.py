"""Handing names over: the authority's key, the encrypted package with its manifest, who looked at it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from petitions.models.petition import Petition


class AuthorityKey(models.Model):
    """The public key (age, X25519) to which an agency has its names encrypted; its head registers it."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="name_keys")
    recipient = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    registered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)
    receipt = models.UUIDField(editable=False)

    class Meta:
        ordering = ["-registered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency"], condition=Q(retired_at__isnull=True), name="authority_key_one_in_use"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.recipient[:12]}…"


class Package(models.Model):
    """The names of one hand-over, encrypted: asked for by one officer, certified by the head, fetched, received."""

    class State(models.TextChoices):
        ASKED = "asked", _("waits for the head's certification")
        CERTIFIED = "certified", _("certified, waits to be built")
        COUNTED = "counted", _("counted, its manifest is being sealed")
        READY = "ready", _("ready to be fetched")
        RECEIVED = "received", _("received by the authority")
        ERASED = "erased", _("received; personal data erased on schedule")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="packages")
    delivered_at = models.DateTimeField()
    key = models.ForeignKey(AuthorityKey, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    total = models.PositiveIntegerField()
    progress = models.PositiveIntegerField(default=0)
    working_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=300, blank=True)
    manifest = models.TextField(blank=True)
    manifest_sha256 = models.CharField(max_length=64, blank=True)
    entry = models.UUIDField(null=True, editable=False)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    certified_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    certified_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    received_at = models.DateTimeField(null=True, blank=True)
    erase_on = models.DateField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["petition", "delivered_at"], name="package_once_a_delivery"),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "certified", "counted", "ready", "received", "erased"]),
                name="package_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="asked") | (Q(certified_by__isnull=False) & ~Q(certified_by=F("asked_by"))),
                name="package_certified_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "certified"]) | ~Q(manifest_sha256=""), name="package_has_its_manifest"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.petition}: {self.state}"

    @property
    def percent(self) -> int:
        """How far the building is: two passes over the names."""
        return min(100, self.progress * 50 // max(1, self.total))


class PackageLook(models.Model):
    """One fetch of a package: shown to every person in it (accounts.privacy), stored once."""

    package = models.ForeignKey(Package, models.PROTECT, related_name="looks")
    officer = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.officer} {self.at:%Y-%m-%d}"
