"""What people fill in to comment, reply, change their words, and moderators to decide."""

import re
import unicodedata
import uuid
from typing import Any

from django import forms
from django.utils.text import normalize_newlines
from django.utils.translation import gettext_lazy as _

from consult.threads.actions import Words
from consult.threads.fields import paragraph
from consult.threads.languages import language_of
from consult.threads.models import Comment
from consult.threads.quotes import Quote
from consult.threads.states import Stance
from consult.threads.subjects import Subject
from realtime.record import canonical

NAME_HINT = _("Leave it empty, and only your province is shown with your comment.")


class ReplyForm(forms.Form):
    """A reply. `form` is a number that each page gets anew: the same page sent twice is one reply."""

    body = paragraph(
        _("Your reply"), Comment.LONGEST, rows=6, help_text=_("At most 4,000 characters. Everybody can read it.")
    )
    group = forms.ChoiceField(label=_("I speak as"), required=False)
    name_public = forms.BooleanField(label=_("Show my name"), required=False, help_text=NAME_HINT)
    form = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, subject: Subject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].initial = uuid.uuid4
        if subject.groups:
            _choose(self.fields["group"], [("", _("no answer")), *subject.groups.items()])
        else:
            del self.fields["group"]

    def words(self) -> Words:
        """The cleaned words as the action takes them."""
        found = self.cleaned_data
        return Words(
            body=found["body"],
            name_public=found["name_public"],
            language=language_of(found["body"]),
            group=found.get("group", ""),
        )


class CommentForm(ReplyForm):
    """One comment on the whole or on `about`, on a passage (`quote`, as in the address), with other words for it."""

    part = forms.ChoiceField(label=_("Which part"), required=False)
    stance = forms.ChoiceField(label=_("Where do you stand?"), choices=Stance, widget=forms.RadioSelect)
    wording = paragraph(
        _("How it should read"),
        Comment.LONGEST_WORDING,
        rows=10,
        help_text=_("The words of this part as they stand now: change them into the words that you propose."),
    )
    base = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    field_order = ("part", "wording", "stance", "body", "group", "name_public")

    def __init__(
        self, *args: Any, subject: Subject, about: str = "", text: str = "", quote: str = "", suggest: bool = False,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, subject=subject, **kwargs)
        self.quote, self.text = quote_of(text, quote), text
        _choose(self.fields["part"], [("", _("The whole text")), *subject.parts.items()])
        self.fields["part"].initial = about
        if about:
            self.fields["part"].widget = forms.HiddenInput()
        self.fields["body"].label = _("Why") if suggest and text else _("Your comment")
        self.fields["body"].help_text = _(
            "Say what should stay or change, and why. At most 4,000 characters. Everybody can read it."
        )
        self.fields["base"].initial = canonical.text_fingerprint(text) if text else ""
        if suggest and text:
            self.fields["wording"].initial = text
        else:
            del self.fields["wording"]

    def clean_wording(self) -> str:
        """Words that differ from those that stand."""
        wording = normalize_newlines(self.cleaned_data["wording"])
        if wording == unicodedata.normalize("NFC", self.text).strip():
            raise forms.ValidationError(_("This is what the text says now. Change it into the words that you propose."))
        return wording

    def words(self) -> Words:
        """The cleaned words as the action takes them."""
        found = self.cleaned_data
        return Words(
            body=found["body"],
            part=found["part"],
            stance=Stance(found["stance"]),
            name_public=found["name_public"],
            language=language_of(found["body"]),
            group=found.get("group", ""),
            quote=self.quote,
            wording=found.get("wording", ""),
            base=found["base"],
        )


class EditForm(forms.Form):
    """Other words for one's own comment, shortly after."""

    wording = paragraph(_("How it should read"), Comment.LONGEST_WORDING, rows=10)
    body = paragraph(_("Your comment"), Comment.LONGEST, rows=8, help_text=_("What you wrote before stays readable."))

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        kwargs["initial"] = {"body": comment.body, "wording": comment.wording}
        super().__init__(*args, **kwargs)
        if not comment.wording:
            del self.fields["wording"]

    def clean_wording(self) -> str:
        """With the line ends that the text has."""
        return normalize_newlines(self.cleaned_data["wording"])


def quote_of(text: str, place: str) -> Quote | None:
    """The passage of `text` that an address names as `12-48`; None for anything else."""
    found = re.fullmatch(r"([0-9]{1,7})-([0-9]{1,7})", place)
    try:
        return Quote.of(text, int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None


def _choose(field: forms.Field, choices: list[Any]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared above)
    field.choices = choices
