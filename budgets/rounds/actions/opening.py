"""Announcing a ballot: rules are frozen and fingerprinted, keys and stores made."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Closed, NotEligible, Refused
from budgets.rounds import rules
from budgets.rounds.models import Project, Round
from budgets.rounds.states import State
from budgets.rounds.stores import keys, verbs
from cms import search
from realtime.record import append, canonical
from realtime.record.append import Receipt


@transaction.atomic
def open_ballot(*, by: User, round: Round) -> Receipt:
    """Freeze the rules of a round and make it ready for ballots; they can be cast from `opens_at` on.

    The hash of the rules is an entry of the record. Raises NotEligible unless `by` heads the agency,
    Closed when the round is open already, Refused when there is nothing to vote on.
    """
    if not rules.may_open(by, round):
        raise NotEligible(_("Only the head of the agency can announce a ballot."))
    kept = Round.objects.select_for_update(of=("self",)).with_page().get(pk=round.pk)
    if kept.state != State.PREPARING:
        raise Closed(_("This ballot has been announced already."))
    document = rules.document(kept)
    if len(document["projects"]) < document["ballot"]["minimum"] or not document["projects"]:
        raise Refused(_("There are not enough feasible projects to vote on."))
    if wrong := list(rules.problems(document)):
        raise Refused(*wrong)
    keys.create(kept.public_id)
    verbs.begin(kept.public_id)
    verbs.guard(kept.public_id, rules.for_the_box(document))
    body = {"rules": canonical.fingerprint(document), "opens_at": document["dates"]["opens_at"]}
    receipt = append.append("round.opened", kept.subject, body)
    round.rules, round.rules_hash, round.state = document, body["rules"], State.OPEN
    round.opened_at, round.opening_receipt = timezone.now(), receipt.id
    round.save(update_fields=["rules", "rules_hash", "state", "opened_at", "opening_receipt"])
    _make_findable(kept)
    return receipt


def _make_findable(round_: Round) -> None:
    """Put the round into search: its words and those of its projects."""
    page = round_.page
    words, english = [page.summary], [page.summary_en]
    for project in Project.objects.of(round_.pk).votable():
        words += [project.title, project.description]
        english.append(project.title_en)
    search.index(
        kind="round",
        public_id=page.public_id,
        title=page.title,
        title_en=page.title_en,
        body=" ".join(words),
        body_en=" ".join(filter(None, english)),
        url=f"/rounds/{page.public_id}/",
    )
