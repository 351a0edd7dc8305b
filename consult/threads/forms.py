"""What people fill in to comment, and moderators to decide."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.threads import actions
from consult.threads.fields import paragraph
from consult.threads.models import Comment
from consult.threads.states import Stance


class CommentForm(forms.Form):
    """One comment. `form` is a number that each page gets anew: the same page sent twice is one comment."""

    part = forms.ChoiceField(label=_("Which part"), required=False)
    stance = forms.ChoiceField(label=_("Where do you stand?"), choices=Stance, widget=forms.RadioSelect)
    body = paragraph(
        _("Your comment"),
        Comment.LONGEST,
        rows=8,
        help_text=_("Say what should stay or change, and why. At most 4,000 characters. Everybody can read it."),
    )
    name_public = forms.BooleanField(
        label=_("Show my name"),
        required=False,
        help_text=_("Leave it empty, and only your province is shown with your comment."),
    )
    form = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, parts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["part"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101  (declared above)
        choice.choices = [("", _("The whole text")), *parts.items()]
        self.fields["form"].initial = uuid.uuid4

    def words(self) -> actions.Words:
        """The cleaned words as the action takes them."""
        found = self.cleaned_data
        return actions.Words(
            body=found["body"],
            part=found["part"],
            stance=Stance(found["stance"]),
            name_public=found["name_public"],
            language=language_of(found["body"]),
        )


class DecisionForm(forms.Form):
    """A moderator's reason."""

    reason = paragraph(_("Reason"), 500, rows=3, help_text=_("Everybody can read it."))


def language_of(text: str) -> str:
    """The language that somebody wrote in, by its letters: "th" or "en"."""
    return "th" if any("\u0e00" <= letter <= "\u0e7f" for letter in text) else "en"
