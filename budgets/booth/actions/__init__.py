"""The only writers of booths: voters served, papers keyed, the box reconciled and closed."""

from budgets.booth.actions.closing import confirm, open_box
from budgets.booth.actions.keying import key_paper
from budgets.booth.actions.serving import give_back, hand_out, replay, set_up, spoil, take_in

__all__ = ["confirm", "give_back", "hand_out", "key_paper", "open_box", "replay", "set_up", "spoil", "take_in"]
