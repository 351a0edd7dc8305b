"""Review: who reviews, what each found or why they stand aside, what it costs, the decision, the one appeal."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from budgets.proposals.models.proposal import Proposal
from budgets.rounds.models import Round


class Reviewer(models.Model):
    """An officer named to review the proposals of a round. The name is public."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="reviewers")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    title = models.CharField(_("position"), max_length=120)
    title_en = models.CharField(_("position in English"), max_length=120, blank=True)
    named_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "user"], name="reviewer_named_once")]

    def __str__(self) -> str:
        return self.user.name


class Opinion(models.Model):
    """What one reviewer found; or that they have an interest in it and stand aside. Given once, never changed."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="opinions")
    reviewer = models.ForeignKey(Reviewer, models.PROTECT, related_name="opinions")
    conflict = models.BooleanField(_("has an interest"))
    conflict_words = models.CharField(_("which interest"), max_length=500, blank=True)
    feasible = models.BooleanField(_("can be done"), null=True)
    feasible_reason = models.TextField(_("why it can or cannot be done"), max_length=2_000, blank=True)
    legal = models.BooleanField(_("within the law and the authority's powers"), null=True)
    legal_reason = models.TextField(_("why it is or is not lawful"), max_length=2_000, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "reviewer"], name="one_opinion_a_reviewer"),
            models.CheckConstraint(
                condition=(Q(conflict=True, feasible__isnull=True, legal__isnull=True) & ~Q(conflict_words=""))
                | (
                    Q(conflict=False, feasible__isnull=False, legal__isnull=False)
                    & ~Q(feasible_reason="")
                    & ~Q(legal_reason="")
                ),
                name="opinion_or_conflict_with_reasons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer_id} {self.proposal_id}"


class CostLine(models.Model):
    """One line of the estimate, in baht."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="cost_lines")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(_("what for"), max_length=200)
    amount = models.DecimalField(_("baht"), max_digits=16, decimal_places=2)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="cost_line_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="cost_line_costs_something"),
        ]

    def __str__(self) -> str:
        return f"{self.words}: {self.amount}"


class Decision(models.Model):
    """Accepted or refused, with a reason that everybody reads. Once at first, once more on appeal, never changed."""

    class Instance(models.IntegerChoices):
        FIRST = 1, _("first decision")
        APPEAL = 2, _("decision on the appeal")

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="decisions")
    instance = models.PositiveSmallIntegerField(choices=Instance, default=Instance.FIRST)
    accepted = models.BooleanField()
    reason = models.TextField(max_length=4_000)
    reason_en = models.TextField(max_length=4_000, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["instance"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "instance"], name="one_decision_an_instance"),
            models.CheckConstraint(condition=Q(instance__in=[1, 2]), name="two_instances"),
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.instance} {self.accepted}"


class Appeal(models.Model):
    """The author asks once that a refusal be looked at again, by somebody else."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="appeal")
    words = models.TextField(_("why the decision is wrong"), max_length=4_000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="appeal_says_why")]

    def __str__(self) -> str:
        return f"appeal {self.proposal_id}"
