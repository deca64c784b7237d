"""Policies from the YAML files that editors write."""

from pathlib import Path
from typing import Any

import yaml

from chalicelib.policies.book import Policies, read_tree
from chalicelib.policies.mistakes import Mistake, PolicyError


class _Loader(yaml.BaseLoader):
    """Every value as the text that was written (08:00 stays 08:00, no stays no), and no key twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.MarkedYAMLError(problem="a key that is no text", problem_mark=key.start_mark)
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"the key {key.value!r} twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_policies(folder: Path) -> Policies:
    """The policies in a folder: `<desk>.yaml`, and what its folders `holidays`, `sellers` and `shared` hold.

    Raises PolicyError with every mistake found, or the first file that is no YAML.
    """
    parts = ("*.yaml", "holidays/*.yaml", "sellers/*.yaml", "shared/*.yaml")
    files = sorted(file for part in parts for file in folder.glob(part))
    return read_tree({file.relative_to(folder).as_posix(): _content(folder, file) for file in files})


def _content(folder: Path, file: Path) -> object:
    name = file.relative_to(folder).as_posix()
    try:
        return yaml.load(file.read_text("utf-8"), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}" if error.problem_mark else "(somewhere)"
        raise PolicyError((Mistake(name, line, str(error.problem), "well-formed YAML, each key once"),)) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PolicyError((Mistake(name, "(the whole file)", str(error), "YAML in UTF-8"),)) from None
