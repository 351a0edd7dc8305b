"""The shape of a kind of question: how it is asked, checked, counted and shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Sentence

if TYPE_CHECKING:
    from consult.questions.models import Question

ANSWERED = "*"  # the tally of those who answered the question at all
MOST_OPTIONS = 40


@dataclass(frozen=True)
class Row:
    """One line of a result: the option, how many (people, or points), and that in words."""

    code: str
    label: str
    n: int
    text: str
    href: str = ""
    lang: str = ""

    @property
    def value(self) -> int:
        """Its size in a chart."""
        return self.n


@dataclass(frozen=True)
class Result:
    """What was answered to one question. `note` is a sentence about the whole, such as an average."""

    question: "Question"
    answered: int
    rows: list[Row]
    counted: Sentence
    note: str = ""


class QuestionKind:
    """One kind. An answer is a plain JSON value; `parts` gives what is counted of it."""

    code: ClassVar[str]
    label: ClassVar[Sentence]
    with_options: ClassVar[bool] = True
    counted: ClassVar[Sentence] = _("people")

    def choices(self, question: "Question") -> list[tuple[str, str]]:
        """Codes and names of the options: one a line, Thai | English."""
        english = get_language() == "en"
        rows = [line.strip() for line in question.options.splitlines() if line.strip()]
        names = [(thai.strip(), name.strip()) for thai, _bar, name in (row.partition("|") for row in rows)]
        return [(str(at), (name if english and name else thai)) for at, (thai, name) in enumerate(names, 1)]

    def problem(self, question: "Question") -> Sentence:
        """What is wrong with the question as its author wrote it; empty: nothing."""
        if self.with_options and not 2 <= len(self.choices(question)) <= MOST_OPTIONS:
            return _("Give at least two options, one a line, and at most 40.")
        return ""

    def fields(self, question: "Question") -> dict[str, forms.Field]:
        """The form fields of the question, by the names that `read` knows."""
        raise NotImplementedError

    def read(self, question: "Question", data: Mapping[str, Any]) -> Any:
        """The answer in the cleaned form; None for no answer. Raises ValidationError for what is no answer."""
        raise NotImplementedError

    def start(self, question: "Question", answer: Any) -> dict[str, Any]:  # noqa: ARG002
        """What the form shows of an earlier answer."""
        return {"answer": answer}

    def valid(self, question: "Question", answer: Any) -> bool:
        """Whether `answer` is one that `read` could have given: asked again before anything is written."""
        raise NotImplementedError

    def parts(self, answer: Any) -> list[str]:
        """The codes that are counted."""
        return [str(answer)]

    def in_words(self, question: "Question", answer: Any) -> list[str]:
        """The answer as its author reads it."""
        names = dict(self.choices(question))
        return [names.get(part, part) for part in self.parts(answer)]

    def result(self, question: "Question", counts: Mapping[str, int]) -> Result:
        """The counts as a table: every option in its order, people and their share of those who answered."""
        answered = counts.get(ANSWERED, 0)
        rows = [
            Row(code, label, counts.get(code, 0), share(counts.get(code, 0), answered))
            for code, label in self.choices(question)
        ]
        return Result(question, answered, rows, self.counted)


def share(n: int, of: int) -> str:
    """People and their share: `12 (34.5%)`."""
    return f"{n:,} ({100 * n / of:.1f}%)" if of else f"{n:,}"
