"""An agreement's version written out: as texts for a form, and as values for YAML."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from chalicelib.domain.billing.agreement import Buyer, FlatRate, Rounding, Treatment, Version
from chalicelib.domain.payroll import Payroll

_WITHOUT_OWN_FORM = ("buyer", "treatment", "flat_rates", "rates", "rounding", "included", "payroll", "payroll_fee")
_BY_ITSELF = ("organisation", "desk")
_ALWAYS_SAID = ("every", "anchor_day")


def written(version: Version) -> dict[str, Any]:
    """Texts, and lists and mappings of them, as `read_version` takes them back. What is as usual is left out."""
    texts: dict[str, Any] = _texts(values(version))
    return texts


def values(version: Version) -> dict[str, Any]:
    """The same with dates, numbers and flags as what they are."""
    told = {one.name: getattr(version, one.name) for one in fields(version) if one.name not in _WITHOUT_OWN_FORM}
    told = {name: value for name, value in told.items() if name not in _BY_ITSELF}
    usual = {"rounding": Rounding(), "treatment": Treatment()}
    said: dict[str, Any] = _without_empty(
        {
            **told,
            "discount_percent": version.discount_percent or None,
            "whole_units": version.whole_units or None,
            "buyer": _buyer(version.buyer),
            "vat": _plain(version.treatment) if version.treatment != usual["treatment"] else None,
            "flat_rates": [_flat_rate(one) for one in version.flat_rates],
            "rates": [_plain(one) for one in version.rates],
            "rounding": _plain(version.rounding) if version.rounding != usual["rounding"] else None,
            "included": _plain(version.included) if version.included else None,
            "payroll": _payroll(version.payroll, version.payroll_fee) if version.payroll else None,
        }
    )
    return said


def _buyer(buyer: Buyer) -> dict[str, Any]:
    endpoint = _plain(buyer.endpoint) if buyer.endpoint else None
    told = {name: value for name, value in _plain(buyer).items() if name not in ("address", "endpoint")}
    return {"name": told.pop("name"), **_plain(buyer.address), **told, "endpoint": endpoint}


def _flat_rate(rate: FlatRate) -> dict[str, Any]:
    told = _plain(rate) | {
        "every": rate.every.name.lower(),
        "quantity": rate.quantity if rate.quantity != 1 else None,
        "indexed": [_plain(one) for one in rate.indexed],
        "suspended": [{"first_day": one.first, "last_day": one.last} for one in rate.suspended],
    }
    usual = {one.name: one.default for one in fields(rate) if one.name not in _ALWAYS_SAID}
    return {name: value for name, value in told.items() if name not in usual or value != usual[name]}


def _payroll(payroll: Payroll, fee: Decimal | None) -> dict[str, Any]:
    return {"days": payroll.days_of_month, "prepares_days": payroll.prepares_days, "fee": fee}


def _plain(value: Any) -> dict[str, Any]:
    return {one.name: getattr(value, one.name) for one in fields(value)}


def _without_empty(value: Any) -> Any:
    match value:
        case Mapping():
            told = {name: _without_empty(inner) for name, inner in value.items()}
            return {name: inner for name, inner in told.items() if inner not in (None, "", [], {})}
        case list() | tuple():
            return [_without_empty(inner) for inner in value]
        case StrEnum():
            return value.value
    return value


def _texts(value: Any) -> Any:
    match value:
        case dict():
            return {name: _texts(inner) for name, inner in value.items()}
        case list():
            return [_texts(inner) for inner in value]
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case int():
            return str(value)
    return value
