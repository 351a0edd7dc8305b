"""Sheets and a hand-over of the demonstration, made by the same actions as real ones."""

from datetime import date

import pyrage
from django.conf import settings

from accounts.identity import fictional, person_key
from accounts.models import Agency, Assurance, Citizen, User
from petitions.handing import building, keys, steps
from petitions.models import Petition
from petitions.paper import keying, sampling, sheets
from petitions.paper.reading import Written, read
from realtime.sealer import seal_all

_SERIAL = 88_000_000_000
_NAMES = ["บุญมา ริมคลอง", "สมหมาย ท่าเรือ", "คำปัน สวนดอก", "พิศมัย บ้านเหนือ", "ประยูร ทางเดิน", "ทองใบ นาแปลง", "จำปา หน้าวัด"]


def two_sheets(petition: Petition) -> None:
    """Two recorded sheets and one still empty; some lines refused, each for another reason; and a finished sample.

    The first has numbers one after the other: a batch for two officers to look at.
    """
    people = [_person(place, name) for place, name in enumerate(_NAMES)]
    counter, other = _user("counter@example.org"), _user("counter2@example.org")
    one, two, _empty = sheets.make(by=counter, citizen=None, petition=petition, number=3)
    first = [_line(place, place - 1, people[place - 1]) for place in range(1, 6)]
    first += [
        Written(6, fictional(_SERIAL + 90), "มานพ", "ไม่รู้จัก"),
        Written(7, "1234567890123", "สมคิด", "พิมพ์ผิด"),
        Written(8, unreadable=True),
    ]
    second = [
        _line(1, 5, people[5], birth="7/3/1971"),
        _line(2, 6, people[6]),
        _line(3, 0, people[0]),
        Written(4, fictional(_SERIAL + 6), "กอบชัย", "คนละคน"),
    ]
    for sheet, lines in ((one, first), (two, second)):
        keying.record(by=counter, sheet=sheet, lines=[read(line) for line in lines])
    seal_all()
    sample = sampling.draw(by=other, petition=petition, size=5)
    typed = {
        drawn.pk: _again(drawn.line.sheet.code == one.code, drawn.line.number, first, second)
        for drawn in sample.drawn.select_related("line__sheet")
    }
    sampling.finish(by=other, sample=sample, typed=typed)


def package(petition: Petition) -> None:
    """A package for the municipality's demonstration key, whose secret half lies in var/keys/demo-authority-key.txt."""
    agency = Agency.objects.get(pk=petition.addressee_id)
    if keys.in_use(agency) is None:
        keys.register(by=_user("head@example.org"), agency=agency, recipient=_demo_key())
    made = steps.ask(by=_user("officer@example.org"), petition=petition)
    steps.certify(by=_user("head@example.org"), package=made)
    building.build_waiting()
    seal_all()
    building.build_waiting()


def _demo_key() -> str:
    """The public half of the demonstration's key; the pair is made when there is none."""
    path = settings.KEYS / "demo-authority-key.txt"
    if not path.exists():
        identity = pyrage.x25519.Identity.generate()
        path.write_text(f"# public key: {identity.to_public()}\n{identity}\n")
        path.chmod(0o600)
    secret = path.read_text().splitlines()[1]
    return str(pyrage.x25519.Identity.from_str(secret).to_public())


def _person(place: int, name: str) -> Citizen:
    given, family = name.split()
    values = {
        "given_name": given,
        "family_name": family,
        "birth_date": date(1971, 3, 7),
        "area_id": "990101",
        "assurance": Assurance.CHECKED,
        "source": "demo:paper",
    }
    return Citizen.objects.get_or_create(person_key=person_key(fictional(_SERIAL + place)), defaults=values)[0]


def _line(number: int, place: int, person: Citizen, birth: str = "7/3/2514") -> Written:
    return Written(number, fictional(_SERIAL + place), person.given_name, person.family_name, birth)


def _again(is_first: bool, number: int, first: list[Written], second: list[Written]) -> str:
    line = (first if is_first else second)[number - 1]
    return "-" if line.unreadable else line.identity


def _user(email: str) -> User:
    return User.objects.get(email=email)
