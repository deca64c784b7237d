"""What Croatian fiscalisation (HR-CIUS-EXT) wants beyond EN 16931: process, time, operator, and classes of products."""

from datetime import time
from xml.etree.ElementTree import Element

from chalicelib.domain.billing.documents.tree import branch, leaf
from chalicelib.domain.billing.line import Line
from chalicelib.domain.billing.seller import Croatian
from chalicelib.domain.billing.vat import Category

CUSTOMIZATION = (
    "urn:cen.eu:en16931:2017#compliant#urn:mfin.gov.hr:cius-2025:1.0#conformant#urn:mfin.gov.hr:ext-2025:1.0"
)
IT_SUPPORT = "62.20.30"
"""KPD 2025: technical support of information technology; the class of lines that name none."""
_KPD = "CG"
_NAMES = {Category.EXEMPT: "HR:E", Category.OUTSIDE_SCOPE: "HR:O"}


def write_time(document: Element, at: time) -> None:
    """When it was issued, to the second (HR-BT-2)."""
    leaf(document, "IssueTime", at.strftime("%H:%M:%S"))


def write_operator(supplier: Element, croatian: Croatian) -> None:
    """Who issued it, and her OIB (HR-BT-4, HR-BT-5)."""
    contact = branch(supplier, "SellerContact")
    leaf(contact, "ID", croatian.operator_oib)
    leaf(contact, "Name", croatian.operator_name)


def write_class(item: Element, line: Line) -> None:
    """The line's class of products by activities (BT-158). Credit notes go without."""
    leaf(branch(item, "CommodityClassification"), "ItemClassificationCode", _class(line), {"listID": _KPD})


def category_name(category: Category) -> str:
    """How Croatia names a category that bears no tax, on each line (HR-BT-12); "" for the others."""
    return _NAMES.get(category, "")


def _class(line: Line) -> str:
    return line.product_class or IT_SUPPORT
