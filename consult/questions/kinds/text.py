"""An answer in one's own words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.questions.kinds.base import ANSWERED, QuestionKind, Result
from consult.threads.fields import paragraph

if TYPE_CHECKING:
    from consult.questions.models import Question


class Text(QuestionKind):
    """Words, at most 2,000 characters. Counted is only that something was said; the words are listed."""

    code = "text"
    label = _("own words")
    with_options = False
    LONGEST = 2_000

    def choices(self, _question: "Question") -> list[tuple[str, str]]:
        """None."""
        return []

    def fields(self, question: "Question") -> dict[str, forms.Field]:
        """A few lines."""
        field = paragraph(
            str(question), self.LONGEST, rows=6, required=question.required,
            help_text=_("At most 2,000 characters. Everybody can read it, without your name."),
        )  # fmt: skip
        return {"answer": field}

    def read(self, _question: "Question", data: Mapping[str, Any]) -> Any:
        """The words."""
        return data["answer"].strip() or None

    def valid(self, _question: "Question", answer: Any) -> bool:
        """Some words, not too many."""
        return isinstance(answer, str) and 0 < len(answer.strip()) <= self.LONGEST and "\x00" not in answer

    def parts(self, _answer: Any) -> list[str]:
        """Nothing besides having answered."""
        return []

    def in_words(self, _question: "Question", answer: Any) -> list[str]:
        """The words."""
        return [str(answer)]

    def result(self, question: "Question", counts: Mapping[str, int]) -> Result:
        """How many said something."""
        return Result(question, counts.get(ANSWERED, 0), [], self.counted)
