"""`manage.py recount_round <id>`: count the published ballots of a round again; compare with the certified result."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from budgets.rounds.models import Result
from budgets.rounds.recounting import again


class Command(BaseCommand):
    """Fails when the winners are others, or the published ballots are not those whose hash was certified."""

    help = "Count the published ballots of a round again."

    def add_arguments(self, parser: CommandParser) -> None:
        """The round, by the id in its address."""
        parser.add_argument("round")

    def handle(self, *_args: Any, **options: Any) -> None:
        """One sentence, or a failure that says what differs."""
        result = Result.objects.select_related("round__page").filter(round__page__public_id=options["round"]).first()
        if result is None:
            raise CommandError(f"{options['round']}: no counted round.")
        recount = again(result)
        if not recount.agrees:
            raise CommandError(
                f"{options['round']}: counted again, {', '.join(recount.funded) or 'nothing'} is funded."
            )
        self.stdout.write(
            f"{options['round']}: {recount.ballots} ballots counted again, {len(recount.funded)} funded, as certified."
        )
