"""Putting options in order."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.questions.kinds.base import ANSWERED, QuestionKind, Result, Row

if TYPE_CHECKING:
    from consult.questions.models import Question


class Ranking(QuestionKind):
    """The best first; options may be left out. The answer is a list of codes in order.

    Counted by Borda's rule: of k options the first gets k points, the second k - 1, one left out none.
    """

    code = "ranking"
    label = _("ranking")
    counted = _("points")

    def fields(self, question: "Question") -> dict[str, forms.Field]:
        """A place for each option: a select of numbers, which needs no pointer and no script."""
        names = self.choices(question)
        places = [("", _("no place")), *((str(at), str(at)) for at in range(1, len(names) + 1))]
        return {
            f"place_{code}": forms.ChoiceField(
                label=label,
                choices=places,
                required=False,
                error_messages={"invalid_choice": _("Choose from the list.")},
            )
            for code, label in names
        }

    def read(self, question: "Question", data: Mapping[str, Any]) -> Any:
        """The codes by their places. Raises ValidationError for a place given twice, or left out between others."""
        given = {code: data.get(f"place_{code}") for code, _label in self.choices(question)}
        placed = sorted((int(place), code) for code, place in given.items() if place)
        places = [place for place, _code in placed]
        if len(set(places)) != len(places):
            raise forms.ValidationError(_("Give each place to one option only."))
        if places != list(range(1, len(places) + 1)):
            raise forms.ValidationError(_("Give the places from 1 on, without leaving one out."))
        if question.required and not placed:
            raise forms.ValidationError(_("Give at least one option a place."))
        return [code for _place, code in placed] or None

    def start(self, _question: "Question", answer: Any) -> dict[str, Any]:
        """The place of each option."""
        return {f"place_{code}": str(at) for at, code in enumerate(answer or [], 1)}

    def valid(self, question: "Question", answer: Any) -> bool:
        """A list of different codes."""
        known = dict(self.choices(question))
        listed = isinstance(answer, list) and bool(answer) and all(isinstance(one, str) for one in answer)
        return listed and len(set(answer)) == len(answer) and all(one in known for one in answer)

    def parts(self, answer: Any) -> list[str]:
        """Each code with its place: `3:1` is option 3 in the first place."""
        return [f"{code}:{at}" for at, code in enumerate(answer, 1)]

    def in_words(self, question: "Question", answer: Any) -> list[str]:
        """The options in order, with their places."""
        names = dict(self.choices(question))
        return [f"{at}. {names.get(code, code)}" for at, code in enumerate(answer, 1)]

    def result(self, question: "Question", counts: Mapping[str, int]) -> Result:
        """Points, the most first; how often each was put first is said beside them."""
        names = self.choices(question)
        size = len(names)
        rows = []
        for code, label in names:
            points = sum(counts.get(f"{code}:{at}", 0) * (size + 1 - at) for at in range(1, size + 1))
            rows.append(Row(code, label, points, f"{points:,}"))
        rows.sort(key=lambda row: -row.n)
        return Result(question, counts.get(ANSWERED, 0), rows, self.counted)
