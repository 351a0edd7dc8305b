"""Model fields whose values are sealed at rest (`accounts.sealing`).

A row that is read keeps the sealed bytes and opens a value when somebody asks for it: counting
100,000 people opens nothing. There is no lookup but `isnull`: people are found by `person_key`.
`values()` gives the sealed bytes.
"""

from datetime import date
from typing import Any, override

from django import forms
from django.core import checks
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from accounts.sealing import seal, unseal


class _Opening(DeferredAttribute):
    """Opens the sealed bytes on first use; sets plain values."""

    field: "SealedField[Any]"

    @override
    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        if instance is None:
            return self
        value = instance.__dict__.get(self.field.attname)
        if value is None:
            value = super().__get__(instance, cls)
        if isinstance(value, (bytes, memoryview)):
            value = instance.__dict__[self.field.attname] = self.field.opened(value)
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedField[T](models.Field[T, T]):
    """A value kept as sealed bytes; subclasses say how it is written as text."""

    descriptor_class = _Opening

    @override
    def get_internal_type(self) -> str:
        return "BinaryField"

    @property
    def place(self) -> str:
        """Where the value belongs: table.column."""
        return f"{self.model._meta.db_table}.{self.column}"

    def as_text(self, value: T) -> str:
        """The value as text."""
        raise NotImplementedError

    def from_text(self, text: str) -> T:
        """The value of a text."""
        raise NotImplementedError

    def opened(self, sealed: bytes | memoryview) -> T:
        """The value of sealed bytes. Raises `sealing.CannotOpen`."""
        return self.from_text(unseal(sealed, self.place))

    @override
    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> bytes | None:
        if value is None or isinstance(value, (bytes, memoryview)):
            return value if value is None else bytes(value)
        return seal(self.as_text(value), self.place)

    @override
    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    @override
    def get_transform(self, lookup_name: str) -> None:
        return None

    @override
    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """A sealed value is different at every write: unique or indexed would mean nothing."""
        found = super().check(**kwargs)
        if self.unique or getattr(self, "db_index", False):
            hint = "Keep a keyed hash beside it and index that."
            found.append(checks.Error("A sealed field cannot be unique or indexed.", hint=hint, obj=self))
        return found

    @override
    def value_to_string(self, obj: models.Model) -> str:
        return self.as_text(self.value_from_object(obj))


class SealedText(SealedField[str]):
    """A short text: a name."""

    @override
    def as_text(self, value: str) -> str:
        return str(value)

    @override
    def from_text(self, text: str) -> str:
        return text

    @override
    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        limited: dict[str, Any] = {"form_class": forms.CharField, "max_length": 200} | kwargs
        return super().formfield(*args, **limited)


class SealedDate(SealedField[date]):
    """A day, as ISO 8601 inside."""

    @override
    def as_text(self, value: date) -> str:
        return value.isoformat()

    @override
    def from_text(self, text: str) -> date:
        return date.fromisoformat(text)
