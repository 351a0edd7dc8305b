"""People, places and agencies. A `User` signs in; a `Citizen` is a verified person who acts."""

import uuid
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.bilingual import in_language
from accounts.fields import SealedDate, SealedText
from accounts.managers import UserManager


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in: a citizen, an officer, or both.

    The e-mail is empty (NULL, never "") for people who came through an identity provider and
    have not added one.
    """

    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    name = SealedText(_("name"), default="", blank=True)
    is_staff = models.BooleanField(_("may enter the editors' rooms"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    USERNAME_FIELD = "email"
    objects = UserManager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(email=""), name="email_is_null_never_empty")]

    def __str__(self) -> str:
        return self.email or self.name or f"#{self.pk}"

    def __repr__(self) -> str:
        return f"<User {self.pk}>"  # a traceback or a log must never show a person

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep an empty e-mail as NULL, so that many people may have none."""
        self.email = self.email or None
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        """The name shown to other officers."""
        return self.name or str(self)

    get_short_name = get_full_name


class Area(models.Model):
    """A place by its official code: country 00, province 2 digits, district 4, subdistrict 6."""

    class Level(models.TextChoices):
        COUNTRY = "country", _("country")
        PROVINCE = "province", _("province")
        DISTRICT = "district", _("district")
        SUBDISTRICT = "subdistrict", _("subdistrict")

    code = models.CharField(primary_key=True, max_length=6)
    level = models.CharField(max_length=12, choices=Level)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return in_language(self, "name")


class Agency(models.Model):
    """A public body that publishes, asks and answers: ministry, department, local authority."""

    class Kind(models.TextChoices):
        MINISTRY = "ministry", _("ministry")
        DEPARTMENT = "department", _("department")
        PARLIAMENT = "parliament", _("parliament")
        PROVINCE = "pao", _("provincial administrative organisation")
        MUNICIPALITY = "municipality", _("municipality")
        SUBDISTRICT = "sao", _("subdistrict administrative organisation")

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=16, choices=Kind)
    areas = models.ManyToManyField(Area, blank=True, related_name="agencies")
    email = models.EmailField(blank=True)
    invented = models.BooleanField(default=False, help_text=_("Made up for the demonstration, and labelled so."))

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return in_language(self, "name")


class Role(models.TextChoices):
    """What somebody does for an agency."""

    AUTHOR = "author", _("author")
    REVIEWER = "reviewer", _("reviewer")
    HEAD = "head", _("head of agency")
    COUNTER = "counter", _("counter officer")
    MODERATOR = "moderator", _("moderator")
    AUDITOR = "auditor", _("auditor")


class Membership(models.Model):
    """One role of one user in one agency."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "agency", "role"], name="one_role_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.agency}"


class Assurance(models.IntegerChoices):
    """How sure the site is that a person is who they say (published per act, docs/eligibility.md)."""

    SELF_STATED = 1, _("self-stated")
    CHECKED = 2, _("checked against a register or an identity provider")
    DOCUMENT_SEEN = 3, _("identity document seen by an officer or a chip reader")


class Channel(models.TextChoices):
    """How an act reached the site. Actions take it and keep it with the act."""

    ONLINE = "online", _("online")
    COUNTER = "counter", _("at a counter, with an officer")
    PAPER = "paper", _("on paper")


class Citizen(models.Model):
    """A verified person. May have no account: assisted at a counter, or signed on paper.

    The 13-digit number is never stored; `person_key` is HMAC-SHA-256 of it under a key that is
    outside the database (`accounts.identity.person_key`). Names and birth date are sealed at rest.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(User, models.SET_NULL, null=True, blank=True, related_name="citizen")
    person_key = models.BinaryField(max_length=32, unique=True, editable=False)
    given_name = SealedText()
    family_name = SealedText()
    birth_date = SealedDate()
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    assurance = models.PositiveSmallIntegerField(choices=Assurance, default=Assurance.SELF_STATED)
    source = models.CharField(max_length=40, help_text=_("Which provider, register or officer verified."))
    verified_at = models.DateTimeField(default=timezone.now)
    consent_at = models.DateTimeField(null=True, blank=True, help_text=_("When the person agreed to be kept here."))
    registered_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.full_name

    def __repr__(self) -> str:
        return f"<Citizen {self.pk}>"  # a traceback or a log must never show a person

    @property
    def full_name(self) -> str:
        """Given and family name as on the identity card; for somebody who has left, that they have."""
        return f"{self.given_name} {self.family_name}".strip() or gettext("a person who has left")

    def age_on(self, day: date) -> int:
        """Full years lived on `day` (Thai Civil and Commercial Code s.16: counted from the day of birth)."""
        had_birthday = (day.month, day.day) >= (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - (not had_birthday)


class AccessLog(models.Model):
    """One look by an officer at one person's data: who, whom, why, when. Shown to that person."""

    class Why(models.TextChoices):
        SEARCHED = "searched", _("looked up by number at a counter")
        REGISTERED = "registered", _("registered at a counter")
        ASSISTED = "assisted", _("helped to act at a counter")
        CHECKED = "checked", _("checked a line of a paper sheet")
        HANDED = "handed", _("fetched the certified names of a petition")

    citizen = models.ForeignKey(Citizen, models.CASCADE, related_name="looks")
    officer = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    why = models.CharField(max_length=12, choices=Why)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.agency_id} {self.why}"


class Session(AbstractBaseSession):
    """A signed-in device. Knows its user, so that one query reads both (accounts.sessions)."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")

    @classmethod
    def get_session_store_class(cls) -> type[Any]:
        """The store that reads and writes these rows."""
        from accounts.sessions import SessionStore

        return SessionStore
