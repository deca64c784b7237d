"""What a document must name and nobody has told yet: found before it is issued, not by who receives it.

A buyer that Peppol does not reach is no such thing: `parties.is_on_the_network` tells.
"""

from collections.abc import Iterator

from chalicelib.domain.billing.documents.parties import endpoint_of, is_on_the_network
from chalicelib.domain.billing.identifiers import VAT_NUMBERS, is_oib
from chalicelib.domain.billing.seller import Croatian, Seller
from chalicelib.domain.billing.statement import Issued, Statement
from chalicelib.domain.billing.vat import Category


def lacks(issued: Issued, seller: Seller) -> tuple[str, ...]:
    """The names of what is missing or wrong of the seller, the buyer or the statement; nothing where it can be sent."""
    found = [*_of_parties(issued.statement, seller), *_of_taxes(issued.statement, seller), *_of_originals(issued)]
    if seller.croatian:
        found.extend(_of_croatian(issued, seller.croatian))
    return tuple(found)


def _of_parties(statement: Statement, seller: Seller) -> Iterator[str]:
    buyer = statement.buyer
    wanted = {
        "seller_name": seller.name,
        "seller_country": seller.country,
        "seller_endpoint": endpoint_of(seller),
        "seller_registration": seller.registration,
        "seller_iban": seller.iban,
        "buyer_name": buyer.name,
        "buyer_country": buyer.address.country,
    }
    yield from (name for name, value in wanted.items() if not value)


def _of_taxes(statement: Statement, seller: Seller) -> Iterator[str]:
    categories = {group.category for group in statement.vat}
    if not seller.vat_number and categories != {Category.OUTSIDE_SCOPE}:
        yield "seller_vat_number"
    croatian = seller.croatian is not None and categories != {Category.OUTSIDE_SCOPE}
    needed = croatian or Category.REVERSE_CHARGE in categories
    form = VAT_NUMBERS.get(statement.buyer.address.country)
    told = statement.buyer.vat_number.replace(" ", "")
    if needed and not (form.holds(told) if form else told):
        yield "buyer_vat_number"
    if any(group.category is Category.EXEMPT and not group.reason for group in statement.vat):
        yield "exemption_reason"


def _of_originals(issued: Issued) -> Iterator[str]:
    if {line.corrects for line in issued.statement.lines} - {"", *issued.corrected}:
        yield "corrected_date"


def _of_croatian(issued: Issued, croatian: Croatian) -> Iterator[str]:
    if issued.number != "".join(issued.number.split()) or issued.number.count("/") != 2:
        yield "croatian_number"
    if not is_on_the_network(issued.statement.buyer):
        yield "buyer_endpoint"
    if not croatian.operator_name:
        yield "croatian_operator"
    if not is_oib(croatian.operator_oib):
        yield "croatian_operator_oib"
    if any(group.category is Category.EXEMPT for group in issued.statement.vat):
        yield "croatian_tax_distribution"
