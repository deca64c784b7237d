"""What a document shows, already in words and figures: page and PDF only set it, so that both say the same."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it labels."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Party:
    """A seller or a buyer: the name, the lines of the address, and the numbers that name it."""

    name: str
    address: tuple[str, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; figures stand right."""

    label: str
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A cell for each column; `detail` stands small below the first. A sum sums up the rows before it."""

    cells: tuple[str, ...]
    detail: str = ""
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together, such as a ticket's; without a title they are simply the table's."""

    rows: tuple[Row, ...]
    title: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A table under a title. `id` names it for who sets it; `notes` stand below."""

    id: str
    title: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    sum: Row | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Payment:
    """How it is paid, in facts; or the one sentence that there is nothing to pay."""

    title: str
    facts: tuple[Fact, ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document from its head to its foot. `annexes` begin on a page of their own.

    `page_of` holds {page} and {pages}; `legal` is the seller's line at the foot of each page.
    """

    language: str
    title: str
    number: str
    issued_on: date
    seller: Party
    buyer_title: str
    buyer: Party
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    vat: Section
    totals_title: str
    totals: tuple[Fact, ...]
    payable: Fact
    payment: Payment
    notes: tuple[str, ...]
    legal: tuple[str, ...]
    page_of: str
    annexes: tuple[Section, ...] = ()
