"""Where a statement's data and documents lie in storage: written before its number is taken, and never after."""

from chalicelib.domain.billing.statement import Statement

DATA = "statement.json"
PAGE = "statement.html"
PDF = "statement.pdf"
JOURNAL = "journal.csv"
TIME = "time.csv"
INVOICE = "invoice.xml"


def place_of(statement: Statement, year: int, position: int, data_hash: str) -> str:
    """The beginning of their names. Another number, or other data, lies elsewhere: what failed is in no way."""
    return f"statements/{statement.seller}/{year}/{position:06d}-{data_hash[:16]}/"
