"""Agreements as YAML, in and out: every value as it was written, and nothing that YAML can do besides."""

import re
from decimal import Decimal
from typing import Any, Final

import yaml

from chalicelib.desk.agreements.writing import values
from chalicelib.domain.billing.agreement import Version
from chalicelib.domain.refusal import Fault, Refusal

MOST_CHARACTERS: Final = 60_000
_MOST_DEPTH: Final = 12


class _Loader(yaml.BaseLoader):
    """Every value as text, no key twice, no anchors, no deep nesting."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        self._depth += 1
        if self._depth > _MOST_DEPTH or self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="too deep, or an alias", problem_mark=self.get_mark())
        node: yaml.Node | None = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        if len(set(names)) != len(node.value):
            raise yaml.MarkedYAMLError(problem="a key twice", problem_mark=node.start_mark)
        return super().construct_mapping(node, deep)


class _Dumper(yaml.SafeDumper):
    """Dates, numbers and flags plain; texts only where every reader, of YAML 1.1 or 1.2, takes them for texts."""

    def ignore_aliases(self, data: Any) -> bool:
        """A day that stands twice is written twice."""
        return True

    def exact(self, number: Decimal) -> yaml.ScalarNode:
        text = f"{number:f}"
        return self.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)

    def flag(self, value: bool) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:bool", "yes" if value else "no")


_Dumper.add_representer(Decimal, _Dumper.exact)
_Dumper.add_representer(bool, _Dumper.flag)
# Post codes, 1e3 and 0o17, and one letter for yes or no: taken for another thing by one reader or another.
_Dumper.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+.]?[0-9].*$"), list("-+.0123456789"))
_Dumper.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^[yYnN]$"), list("yYnN"))


def from_yaml(text: str) -> object:
    """What is written. Raises Refusal `form_incomplete` with the line, for what is no YAML of texts."""
    if len(text) > MOST_CHARACTERS:
        raise Refusal("form_incomplete", (Fault("yaml", "yaml_too_long", {"most": MOST_CHARACTERS}),))
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Refusal("form_incomplete", (Fault("yaml", "yaml_bad", {"line": line}),)) from None
    except (yaml.YAMLError, RecursionError):
        raise Refusal("form_incomplete", (Fault("yaml", "yaml_bad", {"line": 1}),)) from None


def to_yaml(version: Version) -> str:
    """The version as `from_yaml` and `read_version` take it back; to any other reader of YAML texts are texts."""
    return yaml.dump(values(version), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
