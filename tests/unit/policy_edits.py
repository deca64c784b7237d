"""The project's own policies, and the same with one value changed."""

import copy
from pathlib import Path
from typing import Any

from chalicelib.policies.folder import read_policies

FOLDER = Path(__file__).resolve().parents[2] / "kb" / "policies"
POLICIES = read_policies(FOLDER)

Tree = dict[str, Any]


def edited(file: str, *path: str | int, to: object) -> Tree:
    """The policies with one value changed; None takes the key away."""
    tree: Any = copy.deepcopy(dict(POLICIES.tree))
    *way, last = path
    part = tree[file]
    for key in way:
        part = part[key]
    if to is None:
        del part[last]
    else:
        part[last] = to
    return dict(tree)
