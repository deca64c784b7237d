"""The calls about agreements: a customer's versions for a lead, as a form shows them and as YAML; and new ones kept."""

from chalicelib.desk.agreements.filled_in import FilledIn
from chalicelib.desk.agreements.keeping import agreed, check, keep, whose
from chalicelib.desk.agreements.writing import written
from chalicelib.desk.agreements.yaml_form import from_yaml, to_yaml
from chalicelib.desk.leading import must_lead
from chalicelib.desk.ports import Kept
from chalicelib.domain.billing.cycles import add_months
from chalicelib.domain.instants import written as instant
from chalicelib.domain.languages import in_language
from chalicelib.policies.billing import Billing
from chalicelib.web.call import Call, Reply
from chalicelib.web.shapes import Shape


def show_agreements(call: Call, desk: str) -> Reply:
    """All versions of a customer's agreements with the desk, and what the desk allows in one."""
    found = agreed(call.world, call.person, desk, call.query("organisation")[:100])
    allowed = whose(call.world, desk, found.customer.id)
    policy = call.world.policies[desk]
    works = {work.id: in_language(work.name, call.language) for work in policy.billing.works}
    return Reply(
        {
            "organisation": {"id": found.customer.id, "name": found.customer.name},
            "versions": [_kept_shape(call, kept) for kept in found.kept],
            "currency": allowed.currency,
            "works": works,
            "usual": _usual(policy.billing),
            "next_month": add_months(policy.local(call.world.now).date().replace(day=1), 1).isoformat(),
            "has_product_classes": call.world.policies.sellers[policy.seller].croatian is not None,
        }
    )


def keep_agreement(call: Call, desk: str) -> Reply:
    """Keeps a version: `terms` as a form gives them, or `yaml`. With `check` it is only looked at."""
    organisation = call.body.text("organisation")
    must_lead(call.world, call.person, desk)
    yaml = call.body.text("yaml")
    terms = from_yaml(yaml) if yaml else FilledIn(call.body.tree("terms"))
    if call.body.flag("check"):
        version = check(call.world, call.person, desk, organisation, terms)
        return Reply({"terms": written(version), "yaml": to_yaml(version)})
    kept = keep(call.world, call.person, desk, organisation, terms, call.body.integer("revision"))
    return Reply({"version": _kept_shape(call, kept)}, 201)


def _usual(billing: Billing) -> Shape:
    """The terms that a new agreement begins with."""
    rounding = {"step_minutes": str(billing.step_minutes), "minimum_minutes": str(billing.minimum_minutes)}
    return {"payment_days": str(billing.payment_days), "rounding": rounding}


def _kept_shape(call: Call, kept: Kept) -> Shape:
    by = call.world.directory.person(kept.by)
    return {
        "agreement": kept.version.agreement,
        "valid_from": kept.version.valid_from.isoformat(),
        "first_day": kept.version.first_day.isoformat(),
        "last_day": kept.version.last_day.isoformat() if kept.version.last_day else None,
        "terms": written(kept.version),
        "yaml": to_yaml(kept.version),
        "by": by.name if by else "",
        "at": instant(kept.at),
        "revision": kept.revision,
    }
