"""Refusals: an act that may not happen, told in a sentence that says why and what comes next.

Actions raise these; `config.middleware.Refusals` turns each into one clear page. A refusal is an
ordinary answer of the site (4xx), never a fault.
"""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Sentence = str | Promise


class Refused(Exception):
    """An act refused. `status` is the HTTP status, `code` a stable word for APIs and tests."""

    status = 403
    code = "refused"
    title: Sentence = _("This could not be done")

    def __init__(self, *reasons: Sentence, next_url: str = "", next_label: Sentence = "") -> None:
        super().__init__(*(str(reason) for reason in reasons))
        self.reasons: Sequence[Sentence] = reasons
        self.next_url = next_url
        self.next_label = next_label


class NotEligible(Refused):
    """The person may not take part; the reasons name every rule that is not met."""

    code = "not-eligible"
    title = _("You cannot take part in this one")


class Closed(Refused):
    """The process does not take this act now: not open yet, closed, cancelled, counted."""

    status = 409
    code = "closed"
    title = _("This is not open now")


class AlreadyDone(Refused):
    """The person has done this once; doing it again changes nothing."""

    status = 409
    code = "already-done"
    title = _("You have already done this")


class Stale(Refused):
    """The form was made from something that has changed since."""

    status = 409
    code = "stale"
    title = _("This page has changed since you opened it")


class TwoStepNeeded(Refused):
    """Staff signed in without a second step, where it is demanded (STAFF_TWO_STEP)."""

    code = "two-step"
    title = _("Two-step sign-in is missing")


class TooMany(Refused):
    """The person, or a program in their name, sent more than the limits allow (RFC 6585, section 4)."""

    status = 429
    code = "too-many"
    title = _("Too much at once")

    def __init__(self, *reasons: Sentence, retry_after: int) -> None:
        super().__init__(*reasons)
        self.retry_after = retry_after  # seconds
