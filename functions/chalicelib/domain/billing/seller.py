"""Who sells: the legal person whose books a statement is in, and what the law wants to see of it."""

from dataclasses import dataclass

from chalicelib.domain.billing.agreement import Address, Endpoint
from chalicelib.domain.billing.vat import VatRate


@dataclass(frozen=True, slots=True)
class Croatian:
    """What Croatian numbers and fiscalisation add: business premises, device, and the operator with her OIB."""

    premises: str
    device: str
    operator_name: str
    operator_oib: str
    process: str = "P1"


@dataclass(frozen=True, slots=True)
class Seller:
    """A seller with its numbers, its account for payments, and its country's VAT rates, oldest first.

    `register` is what its country wants named beside the registration, such as `Foretaksregisteret`; `legal` are what
    else its law wants on business papers, such as its board's seat (BT-33).
    """

    id: str
    name: str
    address: Address
    registration: str
    vat_number: str
    iban: str
    bic: str
    mail: str
    phone: str
    vat_rates: tuple[VatRate, ...]
    endpoint: Endpoint | None = None
    register: str = ""
    croatian: Croatian | None = None
    legal: tuple[str, ...] = ()

    @property
    def country(self) -> str:
        return self.address.country
