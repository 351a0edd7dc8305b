"""A run of mail whose postman is killed again and again: `python -m tests.benchmarks.post [people]`.

Shows that a run of 100,000 ends, reaches everybody and nobody twice. Own database, own mail server, both thrown away.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator

from tests.accounts.mail_server import MailServer

KILLS = 12


def run(people: int = 100_000) -> Iterator[str]:
    """Write to `people`, killing the postman (SIGKILL) twelve times on the way."""
    with tempfile.TemporaryDirectory() as folder, MailServer() as server:
        os.environ |= {"SIANG_VAR": folder, "SIANG_KEYS": f"{folder}/keys", "DJANGO_SETTINGS_MODULE": "config.settings"}
        os.environ |= {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(server.port), "SMTP_TLS": "0"}
        os.environ.pop("DATABASE_URL", None)
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], check=True)
        _invent(people)
        began = time.monotonic()
        kills = _deliver(random.Random(6), people, server)
        seconds = time.monotonic() - began
        counted = Counter(to for to, _identity in server.taken)
        yield f"{people:,} people, the postman killed {kills} times: {seconds:.0f} s, {people / seconds:.0f} a second"
        yield f"written to twice: {sum(number > 1 for number in counted.values())}"
        yield f"taken by the server: {len(counted):,}; " + ", ".join(f"{name} {number:,}" for name, number in _states())


def _invent(people: int) -> None:
    import django

    django.setup()
    from allauth.account.models import EmailAddress

    from accounts.models import User
    from accounts.notices.telling import tell

    made = User.objects.bulk_create((User(email=f"p{n}@example.org") for n in range(people)), batch_size=5_000)
    EmailAddress.objects.bulk_create(
        (EmailAddress(user=user, email=str(user.email), verified=True, primary=True) for user in made), batch_size=5_000
    )
    tell(kind="x", about="petition/a", path=lambda: "/th/", heading="Back", once="x", users=User.objects.values("pk"))


def _deliver(chance: random.Random, people: int, server: MailServer) -> int:
    """Run the postman to its end, killing it on the way; how often."""
    kills = 0
    while True:
        postman = subprocess.Popen([sys.executable, "manage.py", "postman", "--once"], stdout=subprocess.DEVNULL)
        at = len(server.taken) + chance.randint(1, max(2, people // KILLS))
        while postman.poll() is None and (kills >= KILLS or len(server.taken) < at):
            time.sleep(0.01)
        if postman.poll() is not None:
            return kills
        postman.kill()
        postman.wait()
        kills += 1


def _states() -> list[tuple[str, int]]:
    from django.db.models import Count

    from accounts.notices.models import Mailing

    return list(Mailing.objects.order_by("state").values_list("state").annotate(Count("pk")))


if __name__ == "__main__":
    for row in run(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000):
        print(row, flush=True)
