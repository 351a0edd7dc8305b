"""What happens when a version is published: taken-over suggestions become public, and their authors are told."""

from consult.drafting.models import Credit
from consult.drafting.telling import tell_author
from consult.texts.models import TextVersion
from realtime.record import append


def version_published(version: TextVersion) -> None:
    """An entry and a notice to the author for each suggestion taken over. In the transaction that freezes the text."""
    for credit in credits_of(version):
        body = {
            "law": version.law.slug,
            "version": version.number,
            "part": credit.provision.eid,
            "comment": str(credit.comment_id),
            "edited": credit.edited,
        }
        append.append("text.adopted", credit.comment.subject, body)
        tell_author(credit, version)


def credits_of(version: TextVersion) -> list[Credit]:
    """Suggestions taken over into this version, in the order of the text. One query."""
    rows = Credit.objects.filter(provision__version=version).select_related("provision", "comment__citizen")
    return list(rows.order_by("provision__position", "created_at"))
