"""What an invitation's summary says, in the languages of the desks: `Summary` by language."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Summary:
    """The words of one language. `titles` go by METHOD, `answers` by PARTSTAT, `rhythms` by FREQ of iCalendar."""

    titles: dict[str, str]
    answers: dict[str, str]
    rhythms: dict[str, str]
    when: str
    where: str
    organiser: str
    invited: str
    repeats: str
    others: str


ENGLISH: Final = "en"
WORDS: Final = {
    "en": Summary(
        {"REQUEST": "Invitation", "CANCEL": "Cancelled", "REPLY": "Answer to an invitation",
         "COUNTER": "Proposes a new time", "": "Event"},
        {"ACCEPTED": "accepts", "DECLINED": "declines", "TENTATIVE": "may come"},
        {"DAILY": "daily", "WEEKLY": "weekly", "MONTHLY": "monthly", "YEARLY": "yearly"},
        "When", "Where", "Organiser", "Invited", "Repeats", "and {count} others",
    ),
    "nb": Summary(
        {"REQUEST": "Invitasjon", "CANCEL": "Avlyst", "REPLY": "Svar på invitasjon",
         "COUNTER": "Foreslår nytt tidspunkt", "": "Hendelse"},
        {"ACCEPTED": "takker ja", "DECLINED": "takker nei", "TENTATIVE": "kommer kanskje"},
        {"DAILY": "daglig", "WEEKLY": "ukentlig", "MONTHLY": "månedlig", "YEARLY": "årlig"},
        "Tid", "Sted", "Arrangør", "Invitert", "Gjentas", "og {count} til",
    ),
    "sv": Summary(
        {"REQUEST": "Inbjudan", "CANCEL": "Inställt", "REPLY": "Svar på inbjudan",
         "COUNTER": "Föreslår en ny tid", "": "Händelse"},
        {"ACCEPTED": "tackar ja", "DECLINED": "tackar nej", "TENTATIVE": "kommer kanske"},
        {"DAILY": "dagligen", "WEEKLY": "varje vecka", "MONTHLY": "varje månad", "YEARLY": "varje år"},
        "Tid", "Plats", "Arrangör", "Inbjudna", "Upprepas", "och {count} till",
    ),
    "fi": Summary(
        {"REQUEST": "Kutsu", "CANCEL": "Peruttu", "REPLY": "Vastaus kutsuun",
         "COUNTER": "Ehdottaa uutta aikaa", "": "Tapahtuma"},
        {"ACCEPTED": "osallistuu", "DECLINED": "ei osallistu", "TENTATIVE": "osallistuu ehkä"},
        {"DAILY": "päivittäin", "WEEKLY": "viikoittain", "MONTHLY": "kuukausittain", "YEARLY": "vuosittain"},
        "Aika", "Paikka", "Järjestäjä", "Kutsutut", "Toistuu", "ja {count} muuta",
    ),
    "hr": Summary(
        {"REQUEST": "Pozivnica", "CANCEL": "Otkazano", "REPLY": "Odgovor na pozivnicu",
         "COUNTER": "Predlaže novi termin", "": "Događaj"},
        {"ACCEPTED": "dolazi", "DECLINED": "ne dolazi", "TENTATIVE": "možda dolazi"},
        {"DAILY": "svaki dan", "WEEKLY": "svaki tjedan", "MONTHLY": "svaki mjesec", "YEARLY": "svake godine"},
        "Vrijeme", "Mjesto", "Organizator", "Pozvani", "Ponavlja se", "i još {count}",
    ),
}  # fmt: skip
ALIKE: Final = {"no": "nb", "nn": "nb", "da": "nb", "bs": "hr", "sr": "hr"}
"""Languages whose readers understand another of these."""
