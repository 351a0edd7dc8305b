"""The only writers of comments and reactions."""

from consult.threads.actions.editing import edit_comment
from consult.threads.actions.moderating import hide_comment, show_comment
from consult.threads.actions.posting import Words, post_comment, reply, withdraw_comment
from consult.threads.actions.reacting import oppose, react, support

__all__ = [
    "Words", "edit_comment", "hide_comment", "oppose", "post_comment", "react", "reply", "show_comment", "support",
    "withdraw_comment",
]  # fmt: skip
