"""Everything that questions keep in the database."""

from consult.questions.models.answers import AnswerSet, HiddenAnswer
from consult.questions.models.questions import Question, Questionnaire
from consult.questions.models.tallies import AnswerTally, SheetTally

__all__ = ["AnswerSet", "AnswerTally", "HiddenAnswer", "Question", "Questionnaire", "SheetTally"]
