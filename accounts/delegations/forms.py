"""What a head says before going away."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.access import in_force
from accounts.delegations.actions import possible_deputies
from accounts.models import Agency, Membership, Role, User


def agencies_headed(user: User) -> list[Agency]:
    """The agencies that `user` heads in their own right."""
    mine = Membership.objects.filter(in_force(), user=user, role=Role.HEAD, delegation=None)
    return list(Agency.objects.filter(pk__in=mine.values("agency")).order_by("name"))


class Deputy(forms.ModelChoiceField[User]):
    """A colleague by name."""

    def label_from_instance(self, obj: Any) -> str:
        """Name and address: two people may share a name."""
        return f"{obj.get_full_name()} ({obj.email})"


class Moment(forms.DateTimeField):
    """Day and hour."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class DelegationForm(forms.Form):
    """Who, from when, until when, why."""

    to = Deputy(label=_("Deputy"), queryset=User.objects.none(), empty_label=None)
    starts_at = Moment(label=_("From"))
    ends_at = Moment(label=_("Until"))
    why = forms.CharField(label=_("Reason"), max_length=300, help_text=_("For example: leave, journey on duty."))

    def __init__(self, *args: Any, agency: Agency, head: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  declared above
        field.queryset = possible_deputies(agency, head)
