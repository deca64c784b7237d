"""Long texts, and long lists of files, lie in storage, so that an item stays small; the item then says where.

The key follows from the text: a step that is tried again writes the same object again.
"""

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

from chalicelib.aws.items.attributes import Item
from chalicelib.desk.ports import Files

MOST_BYTES_IN_TABLE = 32 * 1024
_TEXTS = ("text", "whole", "attachments")
_SIDE_BY_SIDE = 8


class Bodies:
    """The texts of items, wherever they lie."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def shelved(self, item: Item) -> Item:
        """The item as it is when its texts are short; else without them, which are in storage when this returns."""
        texts = {name: item[name] for name in _TEXTS if name in item}
        data = json.dumps(texts, ensure_ascii=False).encode("utf-8", "surrogatepass")
        if len(data) <= MOST_BYTES_IN_TABLE:
            return item
        owner = sha256(f"{item['pk']}\n{item['sk']}\n".encode())
        owner.update(data)
        key = f"bodies/{owner.hexdigest()}"
        self._files.put(key, data, "application/json")
        return {name: value for name, value in item.items() if name not in texts} | {"kept": key}

    def whole(self, items: Iterable[Item]) -> list[Item]:
        """The items with their texts, long ones fetched side by side. An erased text is empty."""
        there = list(items)
        keys = [item["kept"] for item in there if "kept" in item]
        if not keys:
            return there
        with ThreadPoolExecutor(min(_SIDE_BY_SIDE, len(keys))) as pool:
            texts = dict(zip(keys, pool.map(self._read, keys), strict=True))
        return [item | texts[item["kept"]] if "kept" in item else item for item in there]

    def _read(self, key: str) -> Item:
        try:
            texts: Item = json.loads(self._files.get(key))
        except KeyError:
            return dict.fromkeys(_TEXTS, "")
        return texts
