"""Where a statement's data and documents lie in storage: written before its number is taken, and never after."""

from chalicelib.domain.billing.statement import Statement

DATA = "statement.json"
SHEET = "sheet.json"
PDF = "statement.pdf"
JOURNAL = "journal.csv"
TIME = "time.csv"
INVOICE = "invoice.xml"


def place_of(statement: Statement, year: int, position: int, attempt: str) -> str:
    """The beginning of their names. Each attempt has its own, so that none writes over what another issued."""
    return f"statements/{statement.seller}/{year}/{position:06d}-{attempt}/"
