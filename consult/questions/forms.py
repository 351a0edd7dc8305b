"""What people and officers fill in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from consult.questions.actions import Asked
from consult.questions.kinds import KINDS
from consult.questions.models import Question
from consult.threads.fields import paragraph

SALT = "consult.questions.so-far"
OLDEST = 24 * 3600  # seconds: a page left open longer begins again


def pack(answers: dict[str, Any]) -> str:
    """The answers given so far, signed, as the next page carries them: nothing is kept on the server meanwhile."""
    return signing.dumps(answers, salt=SALT, compress=True)


def unpack(packed: str) -> dict[str, Any]:
    """The answers that a page carried. Raises signing.BadSignature for anything else."""
    found: dict[str, Any] = signing.loads(packed, salt=SALT, max_age=OLDEST)
    return found


class AnswerForm(forms.Form):
    """One question. `answer` is what was said, or None."""

    answer: Any = None

    def __init__(self, data: Any = None, *, question: Question, given: Any = None) -> None:
        super().__init__(data, initial=question.logic.start(question, given))
        self.question = question
        self.fields.update(question.logic.fields(question))

    def clean(self) -> dict[str, Any]:
        """Let the kind of the question read the fields."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            self.answer = self.question.logic.read(self.question, data)
        return data


class QuestionForm(forms.Form):
    """One question as an officer writes it."""

    kind = forms.ChoiceField(label=_("Kind of question"), choices=[(one.code, one.label) for one in KINDS.values()])
    text = forms.CharField(label=_("Question"), max_length=500)
    text_en = forms.CharField(label=_("Question in English"), max_length=500, required=False)
    hint = forms.CharField(label=_("Hint"), max_length=500, required=False)
    hint_en = forms.CharField(label=_("Hint in English"), max_length=500, required=False)
    options = paragraph(
        _("Options"), 4000, rows=6, required=False,
        help_text=_("One a line: Thai | English. For a scale: the names of both ends. Own words need none."),
    )  # fmt: skip
    most = forms.IntegerField(
        label=_("At most this many"), min_value=0, max_value=40, required=False,
        help_text=_("Options that may be ticked, or steps of a scale. Empty: all, or five steps."),
    )  # fmt: skip
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    depends = forms.MultipleChoiceField(
        label=_("Only for people who answered"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Options of one earlier question. Tick none, and everybody is asked."),
    )  # fmt: skip

    def __init__(self, *args: Any, earlier: Sequence[Question] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earlier = {str(one.pk): one for one in earlier}
        choice = self.fields["depends"]
        assert isinstance(choice, forms.MultipleChoiceField)  # noqa: S101  (declared above)
        choice.choices = [
            (f"{one.pk}:{code}", f"{one.position}. {one} → {label}")
            for one in earlier
            if one.kind in {"single", "multiple", "scale"}
            for code, label in one.choices()
        ]

    def clean_depends(self) -> list[str]:
        """Options of one question only."""
        chosen: list[str] = self.cleaned_data["depends"]
        if len({one.partition(":")[0] for one in chosen}) > 1:
            raise forms.ValidationError(_("A question can depend on one earlier question only."))
        return chosen

    def asked(self) -> Asked:
        """The question as the action takes it."""
        data = dict(self.cleaned_data)
        depends = [one.partition(":") for one in data.pop("depends")]
        data["most"] = data["most"] or 0
        earlier = self.earlier[depends[0][0]] if depends else None
        return Asked(**data, depends_on=earlier, depends_values=[code for _pk, _colon, code in depends])
