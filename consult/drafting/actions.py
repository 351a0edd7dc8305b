"""Taking over a suggested wording, and taking that back before publication."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Stale
from consult.drafting import suggestions
from consult.drafting.models import Credit
from consult.texts import actions as texts
from consult.texts import differences, reshaping
from consult.texts.actions import Written
from consult.texts.models import Provision
from consult.threads.models import Comment


@transaction.atomic
def adopt(*, by: User, section: Provision, comment: Comment, written: Written) -> Credit:
    """Write a section as `comment` suggests, whole or as the officer edited it, and keep whose words they are.

    The record says so, and the author is told, when the version is published. Raises as `change_section` does, and
    Stale for a suggestion that is not shown any more or is about another section.
    """
    changed = texts.change_section(by=by, section=section, written=written)
    if not suggestions.is_for(comment, changed):
        raise Stale(_("This suggestion is not shown any more, or is about another section."))
    edited = not differences.same(comment.wording, written.words)
    credit, _made = Credit.objects.update_or_create(
        provision=changed, comment=comment, defaults={"edited": edited, "by": by}
    )
    return credit


@transaction.atomic
def write(*, by: User, section: Provision, written: Written) -> Provision:
    """Write a section as the officer wants it; suggestions that it followed are edited from then on.

    Raises as `change_section` does.
    """
    changed = texts.change_section(by=by, section=section, written=written)
    for credit in Credit.objects.filter(provision=changed).select_related("comment"):
        credit.edited = not differences.same(credit.comment.wording, written.words)
        credit.save(update_fields=["edited"])
    return changed


@transaction.atomic
def merge(*, by: User, section: Provision, seen: str = "") -> Provision:
    """Join a section to the one before it; suggestions it followed are named there from then on, as edited ones.

    Raises as `reshaping.merge` does.
    """
    followed = list(Credit.objects.filter(provision=section))
    joined = reshaping.merge(by=by, section=section, seen=seen)
    for credit in followed:
        values = {"edited": True, "by": credit.by}
        Credit.objects.get_or_create(provision=joined, comment=credit.comment, defaults=values)
    return joined


@transaction.atomic
def take_back(*, by: User, credit: Credit) -> None:
    """Say that a section in preparation does not follow the suggestion after all. Its words stay as they are."""
    texts.require_in_preparation(by=by, section=credit.provision)
    credit.delete()
