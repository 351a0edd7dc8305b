"""The invented people whom the development identity provider knows. Their numbers are issued to nobody."""

from dataclasses import dataclass
from datetime import date

from accounts.identity import fictional


@dataclass(frozen=True)
class Person:
    """One invented person as the provider's register holds them; `area` is a six-digit subdistrict code."""

    number: str
    given_name: str
    family_name: str
    birth_date: date
    area: str
    ial: str = "2.3"


MALI = Person(fictional(1), "มะลิ", "ตั้งใจ", date(1988, 4, 13), "990101")
KRIT = Person(fictional(2), "กฤษณ์", "ร่วมใจ", date(1995, 11, 2), "400101")
NOK = Person(fictional(3), "นก", "ผ่านมา", date(2001, 7, 21), "900101")
SOM = Person(fictional(4), "ส้ม", "อยู่บ้าน", date(1943, 2, 1), "990102")
DEN = Person(fictional(5), "เด่น", "เด็กดี", date(2011, 1, 9), "500101")
WEAK = Person(fictional(6), "เบา", "บางใจ", date(1979, 9, 30), "500107", ial="1.1")

PEOPLE = {person.number: person for person in (MALI, KRIT, NOK, SOM, DEN, WEAK)}
