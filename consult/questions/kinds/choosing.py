"""Choosing one option, or several."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.refusals import Sentence
from consult.questions.kinds.base import QuestionKind

if TYPE_CHECKING:
    from consult.questions.models import Question


class Single(QuestionKind):
    """Exactly one option. The answer is its code."""

    code = "single"
    label = _("one choice")

    def fields(self, question: "Question") -> dict[str, forms.Field]:
        """Radio buttons."""
        choice = forms.ChoiceField(
            label=str(question), choices=self.choices(question), widget=forms.RadioSelect, required=question.required,
            error_messages={"required": _("Choose one of the options."), "invalid_choice": _("Choose from the list.")},
        )  # fmt: skip
        return {"answer": choice}

    def read(self, _question: "Question", data: Mapping[str, Any]) -> Any:
        """The code."""
        return data["answer"] or None

    def valid(self, question: "Question", answer: Any) -> bool:
        """One of the codes."""
        return answer in dict(self.choices(question))


class Multiple(QuestionKind):
    """Several options, at most `most` of them (0: as many as there are). The answer is a list of codes."""

    code = "multiple"
    label = _("several choices")

    def fields(self, question: "Question") -> dict[str, forms.Field]:
        """Check boxes."""
        choice = forms.MultipleChoiceField(
            label=str(question), choices=self.choices(question), widget=forms.CheckboxSelectMultiple,
            required=question.required,
            error_messages={
                "required": _("Tick at least one option."), "invalid_choice": _("Choose from the list."),
                "invalid_list": _("Choose from the list."),
            },
        )  # fmt: skip
        return {"answer": choice}

    def read(self, question: "Question", data: Mapping[str, Any]) -> Any:
        """The codes in the order of the options. Raises ValidationError for too many."""
        chosen = sorted(set(data["answer"]), key=int)
        if question.most and len(chosen) > question.most:
            words = ngettext("Tick at most %(n)s option.", "Tick at most %(n)s options.", question.most)
            raise forms.ValidationError(words % {"n": question.most})
        return chosen or None

    def valid(self, question: "Question", answer: Any) -> bool:
        """A list of different codes, not too many."""
        known = dict(self.choices(question))
        if not isinstance(answer, list) or not answer or not all(isinstance(one, str) for one in answer):
            return False
        few = not question.most or len(answer) <= question.most
        return few and len(set(answer)) == len(answer) and all(one in known for one in answer)

    def parts(self, answer: Any) -> list[str]:
        """Each code."""
        return list(answer)

    def problem(self, question: "Question") -> Sentence:
        """At most as many as there are."""
        if question.most > len(self.choices(question)):
            return _("There are fewer options than may be chosen.")
        return super().problem(question)
