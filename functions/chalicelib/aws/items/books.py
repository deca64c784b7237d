"""Agreements and statements as items, and back."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.aws import book_keys
from chalicelib.aws.items.attributes import Item
from chalicelib.aws.items.schema import SCHEMA, must_be_known
from chalicelib.desk.billing.data import plain, value
from chalicelib.desk.ports import Closing, Entered, Kept, Month
from chalicelib.domain.billing.agreement import Version
from chalicelib.domain.instants import read, written

NOTHING_TO_STATE = "-"


def kept_item(kept: Kept) -> Item:
    version = kept.version
    return {
        **book_keys.agreement_version(version.organisation, version.agreement, version.valid_from),
        "schema": SCHEMA,
        "version": plain(version),
        "by": kept.by,
        "at": written(kept.at),
        "revision": kept.revision,
    }


def kept_of(item: Mapping[str, Any]) -> Kept:
    must_be_known(item)
    return Kept(value(Version, item["version"]), item["by"], read(item["at"]), item["revision"])


def month_of(item: Mapping[str, Any]) -> Month:
    must_be_known(item)
    return Month(item["entries"], item["version"], item.get("statement", ""))


def entered_item(entered: Entered) -> Item:
    return {
        **book_keys.statement(entered.organisation, entered.id),
        **book_keys.statement_turn(entered),
        "schema": SCHEMA,
        "seller": entered.seller,
        "year": entered.year,
        "position": entered.position,
        "number": entered.number,
        "desk": entered.desk,
        "organisation": entered.organisation,
        "month": entered.month,
        "issued_at": written(entered.issued_at),
        "issued_on": entered.issued_on.isoformat(),
        "due_on": entered.due_on.isoformat(),
        "currency": entered.currency,
        "net": str(entered.net),
        "payable": str(entered.payable),
        "is_credit": entered.is_credit,
        "data_hash": entered.data_hash,
        "place": entered.place,
    }


def entered_of(item: Mapping[str, Any]) -> Entered:
    must_be_known(item)
    return Entered(
        seller=item["seller"],
        year=item["year"],
        position=item["position"],
        number=item["number"],
        desk=item["desk"],
        organisation=item["organisation"],
        month=item["month"],
        issued_at=read(item["issued_at"]),
        issued_on=date.fromisoformat(item["issued_on"]),
        due_on=date.fromisoformat(item["due_on"]),
        currency=item["currency"],
        net=Decimal(item["net"]),
        payable=Decimal(item["payable"]),
        is_credit=item["is_credit"],
        data_hash=item["data_hash"],
        place=item["place"],
    )


def handed_on_item(closing: Closing, entered: Entered) -> Item:
    """Where the next month finds what this one hands on: in the data of its statement."""
    return {
        **book_keys.handed_on(closing.organisation, closing.desk),
        "schema": SCHEMA,
        "statement": entered.number,
        "month": entered.month,
        "issued_on": entered.issued_on.isoformat(),
        "place": entered.place,
    }
