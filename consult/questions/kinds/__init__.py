"""Kinds of question: one class each, and one line here."""

from consult.questions.kinds.base import QuestionKind
from consult.questions.kinds.choosing import Multiple, Single
from consult.questions.kinds.ranking import Ranking
from consult.questions.kinds.scale import Scale
from consult.questions.kinds.text import Text

KINDS: dict[str, QuestionKind] = {
    kind.code: kind
    for kind in (
        Single(),
        Multiple(),
        Scale(),
        Ranking(),
        Text(),
    )
}

__all__ = ["KINDS", "QuestionKind"]
