"""Everything that ideas keep in the database."""

from consult.ideas.models.answer import IdeaAnswer, IdeaModeration
from consult.ideas.models.idea import Idea, IdeaSupport

__all__ = ["Idea", "IdeaAnswer", "IdeaModeration", "IdeaSupport"]
