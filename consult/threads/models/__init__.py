"""Comments, what people think of them, and what sealing has counted."""

from consult.threads.models.comment import Comment, Edit, Moderation
from consult.threads.models.reaction import Reaction
from consult.threads.models.tally import Participant, Passage, Tally

__all__ = ["Comment", "Edit", "Moderation", "Participant", "Passage", "Reaction", "Tally"]
