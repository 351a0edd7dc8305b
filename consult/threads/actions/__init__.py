"""The only writers of comments and reactions."""

from consult.threads.actions.editing import edit_comment
from consult.threads.actions.moderating import allow_edits, carry_out
from consult.threads.actions.posting import Words, post_comment, reply, withdraw_comment
from consult.threads.actions.reacting import oppose, react, support

__all__ = [
    "Words", "allow_edits", "carry_out", "edit_comment", "oppose", "post_comment", "react", "reply", "support",
    "withdraw_comment",
]  # fmt: skip
