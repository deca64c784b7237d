"""How a statement's number is written: a series without gaps for each seller and year."""

from chalicelib.domain.billing.seller import Seller


def number_of(seller: Seller, year: int, position: int) -> str:
    """`2026-00017`; in Croatia the running number, premises and device, `17/P1/1`. Each year begins anew."""
    if seller.croatian:
        return f"{position}/{seller.croatian.premises}/{seller.croatian.device}"
    return f"{year}-{position:05d}"
