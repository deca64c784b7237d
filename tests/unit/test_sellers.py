"""Who sells, and what an hour costs: what the files say, and their mistakes, named by file and key (PM5 PM8)."""

from datetime import date
from decimal import Decimal

import pytest
from tests.unit.policy_edits import POLICIES, Tree, edited

from chalicelib.domain.billing.vat import Category, percent_on
from chalicelib.policies.book import read_tree
from chalicelib.policies.mistakes import PolicyError

NORWEGIAN = "sellers/promark-norge.yaml"
CROATIAN = "sellers/evidencija-servis.yaml"
FINNISH = "sellers/adminet-suomi.yaml"
PHONE = ("billing", "works", 2)
NO_HELP = "a work under billing.works with by_phone, its rates all with out_of_hours"


def mistakes(tree: Tree) -> list[str]:
    with pytest.raises(PolicyError) as caught:
        read_tree(tree)
    return [str(mistake) for mistake in caught.value.mistakes]


def test_every_desk_has_a_seller_in_its_country() -> None:
    found = {desk.id: POLICIES.sellers[desk.seller] for desk in POLICIES.values()}
    assert {id: (seller.name, seller.country) for id, seller in found.items()} == {
        "adminet": ("Adminet Suomi Oy", "FI"),
        "crm-insight": ("Insight CRM Norge AS", "NO"),
        "evidencija": ("Evidencija servis d.o.o.", "HR"),
        "promark": ("Promark Norge AS", "NO"),
        "timecare": ("Timecare Sverige AB", "SE"),
    }
    assert all(seller.endpoint for seller in found.values())


def test_the_finnish_rate_changed_in_september_2024() -> None:
    rates = POLICIES.sellers["adminet-suomi"].vat_rates
    on = [percent_on(rates, Category.STANDARD, day) for day in (date(2024, 8, 31), date(2024, 9, 1))]
    assert on == [Decimal(24), Decimal("25.5")]


def test_the_croatian_seller_has_premises_device_and_operator() -> None:
    croatian = POLICIES.sellers["evidencija-servis"].croatian
    assert croatian is not None
    assert (croatian.premises, croatian.device, croatian.process) == ("P1", "1", "P1")


def test_a_seller_says_what_the_law_of_its_country_wants_on_business_papers() -> None:
    told = {id: seller.legal for id, seller in POLICIES.sellers.items() if seller.legal}
    assert told == {
        "evidencija-servis": (
            "Trgovački sud u Zagrebu, MBS 999999999",
            "temeljni kapital 2.500,00 EUR, uplaćen u cijelosti",
            "direktorica: Vlatka Šarić",
        ),
        "timecare-sverige": ("Styrelsens säte: Malmö",),
    }


@pytest.mark.parametrize(
    ("tree", "mistake"),
    [
        pytest.param(
            edited("promark.yaml", "seller", to="Promark Norge AS"),
            "promark.yaml: seller: found 'Promark Norge AS'; "
            "allowed: adminet-suomi, evidencija-servis, insight-crm-norge, promark-norge, timecare-sverige",
            id="a desk without a seller's file",
        ),
        pytest.param(
            edited(NORWEGIAN, "id", to="promark"),
            f"{NORWEGIAN}: id: found 'promark'; allowed: the name of the file, promark-norge",
            id="another id than the file's",
        ),
        pytest.param(
            edited(NORWEGIAN, "registration", to="310000117"),
            f"{NORWEGIAN}: registration: found '310000117'; "
            "allowed: an organisasjonsnummer, nine digits that fit its check digit",
            id="a check digit of a registration",
        ),
        pytest.param(
            edited(NORWEGIAN, "vat_number", to="NO310000116"),
            f"{NORWEGIAN}: vat_number: found 'NO310000116'; allowed: NO, the organisasjonsnummer, MVA",
            id="a VAT number without its end",
        ),
        pytest.param(
            edited(NORWEGIAN, "vat_number", to="NO310000205MVA"),
            f"{NORWEGIAN}: vat_number: found 'NO310000205MVA'; allowed: one of the registration 310000116",
            id="somebody else's VAT number",
        ),
        pytest.param(
            edited(NORWEGIAN, "iban", to="NO9799990000015"),
            f"{NORWEGIAN}: iban: found 'NO9799990000015'; allowed: an IBAN without blanks that fits its check digits",
            id="a mistyped IBAN",
        ),
        pytest.param(
            edited(NORWEGIAN, "bic", to="DNB"),
            f"{NORWEGIAN}: bic: found 'DNB'; allowed: a BIC of 8 or 11 characters",
            id="a short BIC",
        ),
        pytest.param(
            edited(NORWEGIAN, "endpoint", "id", to="310000117"),
            f"{NORWEGIAN}: endpoint.id: found '310000117'; allowed: a Norwegian organisasjonsnummer",
            id="an endpoint that is none of its scheme",
        ),
        pytest.param(
            edited(FINNISH, "vat_rates", 1, "valid_from", to="2013-01-01"),
            f"{FINNISH}: vat_rates: found the same valid_from again; allowed: each date once",
            id="two rates from one day on",
        ),
        pytest.param(
            edited(FINNISH, "vat_rates", to=[]),
            f"{FINNISH}: vat_rates: found no rate; allowed: at least one rate",
            id="no rate",
        ),
        pytest.param(
            edited(CROATIAN, "croatian", "operator_oib", to="99900056788"),
            f"{CROATIAN}: croatian.operator_oib: found '99900056788'; "
            "allowed: an OIB, eleven digits that fit its check digit",
            id="an operator's OIB",
        ),
        pytest.param(
            edited(CROATIAN, "croatian", to=None),
            f"{CROATIAN}: croatian: found nothing; allowed: premises, device and operator, for a seller in HR alone",
            id="a Croatian seller without premises",
        ),
        pytest.param(
            edited(NORWEGIAN, "croatian", to=POLICIES.tree[CROATIAN]["croatian"]),  # type: ignore[index]
            f"{NORWEGIAN}: croatian: found a seller in NO; "
            "allowed: premises, device and operator, for a seller in HR alone",
            id="premises elsewhere",
        ),
        pytest.param(
            edited(CROATIAN, "legal", to="Trgovački sud u Zagrebu"),
            f"{CROATIAN}: legal: found 'Trgovački sud u Zagrebu'; allowed: a list of texts",
            id="what its law wants, not in a list",
        ),
        pytest.param(
            edited(NORWEGIAN, "telephone", to="+47 22 00 00 00"),
            f"{NORWEGIAN}: telephone: found an unknown key; allowed: phone, if that is what is meant",
            id="an unknown key",
        ),
        pytest.param(
            edited("promark.yaml", "channels", "out_of_hours", "work", to="phoning"),
            f"promark.yaml: channels.out_of_hours.work: found 'phoning'; allowed: {NO_HELP}",
            id="help out of hours that is no kind of work",
        ),
        pytest.param(
            edited("promark.yaml", "channels", "out_of_hours", "work", to="consulting"),
            f"promark.yaml: channels.out_of_hours.work: found 'consulting'; allowed: {NO_HELP}",
            id="help out of hours that is not by phone",
        ),
        pytest.param(
            edited("promark.yaml", *PHONE, "rates", 1, "out_of_hours", to=None),
            f"promark.yaml: channels.out_of_hours.work: found 'phone'; allowed: {NO_HELP}",
            id="help out of hours without a price for some time",
        ),
        pytest.param(
            edited("promark.yaml", *PHONE, "rates", 1, "valid_from", to="2024-01-01"),
            "promark.yaml: billing.works.phone.rates: found the same valid_from again; allowed: each date once",
            id="two prices from one day on",
        ),
        pytest.param(
            edited("adminet.yaml", "billing", "works", 0, "rates", to=[]),
            "adminet.yaml: billing.works.support.rates: found no rate; allowed: at least one rate",
            id="work without a price",
        ),
        pytest.param(
            edited("adminet.yaml", "billing", "works", to=[]),
            "adminet.yaml: billing.works: found no work; allowed: at least one kind of work",
            id="no kind of work",
        ),
        pytest.param(
            edited("adminet.yaml", "billing", "works", 0, "name", "hr", to=None),
            "adminet.yaml: billing.works.support.name.hr: found nothing; allowed: the words in hr",
            id="a kind of work unnamed in a language",
        ),
        pytest.param(
            edited("adminet.yaml", "billing", "step_minutes", to="90"),
            "adminet.yaml: billing.step_minutes: found '90'; allowed: a whole number from 0 to 60",
            id="a step of an hour and a half",
        ),
    ],
)
def test_a_mistake_names_file_key_and_what_is_allowed_and_is_told_once(tree: Tree, mistake: str) -> None:
    assert mistakes(tree) == [mistake]


def test_a_seller_of_a_country_that_is_not_known_is_taken_as_written() -> None:
    tree = edited(NORWEGIAN, "address", "country", to="EE")
    tree[NORWEGIAN] |= {"registration": "10000001", "vat_number": "EE10000001X", "iban": "EE382200221020145685"}
    tree[NORWEGIAN]["endpoint"] = {"scheme": "0191", "id": "10000001"}
    assert read_tree(tree).sellers["promark-norge"].registration == "10000001"
