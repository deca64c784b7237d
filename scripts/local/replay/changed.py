"""The policies with a changed file in its place, and as though its newest version had been in force all along."""

import copy
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from chalicelib.policies.book import Policies, Tree, read_tree
from chalicelib.policies.folder import read_policies
from chalicelib.policies.mistakes import Mistake, PolicyError
from local.paths import REPOSITORY

POLICIES = REPOSITORY / "kb" / "policies"
EVER = "1900-01-01"


def policies_with(file: Path, folder: Path = POLICIES) -> tuple[str, Policies]:
    """The desk that a changed file is of, and the folder's policies with the file in the place of that desk's.

    Raises PolicyError as a build does, with its mistakes told of `file` as it was given; OSError where it cannot be
    read.
    """
    desk = _desk_of(file)
    in_place = f"{desk}.yaml"
    with TemporaryDirectory() as scratch:
        whole = Path(scratch) / "policies"
        shutil.copytree(folder, whole)
        shutil.copyfile(file, whole / in_place)
        try:
            return desk, read_policies(whole)
        except PolicyError as error:
            raise PolicyError(tuple(_told_of(file, in_place, mistake) for mistake in error.mistakes)) from None


def all_along(policies: Policies, desk: str) -> Policies:
    """The policies with the newest hours, targets and extended levels of a desk as the only ones there ever were."""
    return read_tree(undated(policies.tree, desk))


def undated(tree: Tree, desk: str) -> Tree:
    """The tree (one without mistakes) with only the newest version of what a desk's file dates, and that since ever."""
    file = f"{desk}.yaml"
    content: Any = copy.deepcopy(tree[file])
    for part, key in (("hours", "versions"), ("levels", "targets"), ("levels", "extended")):
        if content[part].get(key):
            content[part][key] = [_newest(content[part][key])]
    return {**tree, file: content}


def _told_of(file: Path, in_place: str, mistake: Mistake) -> Mistake:
    return replace(mistake, file=str(file)) if mistake.file == in_place else mistake


def _newest(versions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {**max(versions, key=lambda version: str(version["valid_from"])), "valid_from": EVER}


def _desk_of(file: Path) -> str:
    """What the file's `id` says; its own name where it says nothing sound, so that it is told of under that."""
    try:
        content = yaml.load(file.read_bytes(), Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return file.stem
    id = content.get("id") if isinstance(content, dict) else None
    return id if isinstance(id, str) and id and Path(id).name == id else file.stem
