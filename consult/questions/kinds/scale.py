"""A scale from one end to the other, with its average."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Sentence
from consult.questions.kinds.base import ANSWERED, Result
from consult.questions.kinds.choosing import Single

if TYPE_CHECKING:
    from consult.questions.models import Question

STEPS = 5
LONGEST = 11


class Scale(Single):
    """Whole numbers from 1 to `most` (5 unless said). Two options name the ends; more name every step."""

    code = "scale"
    label = _("scale")

    def steps(self, question: "Question") -> int:
        """How many steps."""
        return question.most or STEPS

    def choices(self, question: "Question") -> list[tuple[str, str]]:
        """Every step with its number, and the names of the ends or of all."""
        names = [name for _code, name in super().choices(question)]
        steps = self.steps(question)
        if len(names) == 2:
            names = [names[0], *[""] * (steps - 2), names[1]]
        words = names if len(names) == steps else [""] * steps
        return [(str(at), f"{at} {word}".strip()) for at, word in enumerate(words, 1)]

    def problem(self, question: "Question") -> Sentence:
        """Three to eleven steps; names for both ends, for all, or for none."""
        named = len([line for line in question.options.splitlines() if line.strip()])
        if not 2 <= self.steps(question) <= LONGEST:
            return _("A scale has two to eleven steps.")
        return "" if named in {0, 2, self.steps(question)} else _("Name both ends of the scale, every step, or none.")

    def result(self, question: "Question", counts: Mapping[str, int]) -> Result:
        """People at each step, and the average."""
        found = super().result(question, counts)
        total = sum(counts.get(code, 0) * int(code) for code, _label in self.choices(question))
        answered = counts.get(ANSWERED, 0)
        if not answered:
            return found
        note = gettext("Average: %(average)s of %(steps)s") % {
            "average": f"{total / answered:.2f}",
            "steps": self.steps(question),
        }
        return Result(question, answered, found.rows, found.counted, note)
