"""Policies as one JSON text: what the portal publishes, and what the functions carry and fetch."""

import json
from pathlib import Path

from chalicelib.policies.book import Policies, canonical, read_tree
from chalicelib.policies.mistakes import Mistake, PolicyError

SCHEMA = "policies/1"
FILE = "policies.json"


def to_bundle(policies: Policies) -> str:
    """The policies as JSON, with their hash. The same policies give the same text."""
    return canonical({"schema": SCHEMA, "hash": policies.hash, "files": policies.tree})


def from_bundle(text: str | bytes) -> Policies:
    """The policies that a bundle holds. Raises PolicyError where it is no bundle, is damaged or has mistakes."""
    try:
        content = json.loads(text)
    except ValueError as error:
        raise _refused("(the whole file)", str(error), "JSON") from None
    if not isinstance(content, dict) or content.get("schema") != SCHEMA or not isinstance(content.get("files"), dict):
        raise _refused("schema", "something else", f"{SCHEMA} with files")
    policies = read_tree(content["files"])
    if policies.hash != content.get("hash"):
        raise _refused("hash", repr(content.get("hash")), f"{policies.hash}, the hash of what it holds")
    return policies


def write(source_folder: Path, target_folder: Path) -> Policies:
    """Read the YAML files and leave them as a bundle in the target folder, as the package carries it."""
    from chalicelib.policies.folder import read_policies  # here, so that the functions start without YAML

    policies = read_policies(source_folder)
    target_folder.mkdir(parents=True, exist_ok=True)
    (target_folder / FILE).write_text(to_bundle(policies), "utf-8")
    return policies


def read(folder: Path) -> Policies:
    """The bundle that `write` left in a folder. Raises PolicyError, or OSError where there is none."""
    return from_bundle((folder / FILE).read_bytes())


def _refused(key: str, found: str, allowed: str) -> PolicyError:
    return PolicyError((Mistake(FILE, key, found, allowed),))
