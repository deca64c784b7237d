"""Python in a zip, compiled beforehand: functions lie where nothing can be written, and would compile at each start.

Measured: importing the application costs 540 ms without, 230 ms with. The zip has no dates, so that the same content
is the same file.
"""

import compileall
import tempfile
import zipfile
from pathlib import Path
from py_compile import PycInvalidationMode

_NO_DATE = (1980, 1, 1, 0, 0, 0)
_READABLE, _RUNNABLE = 0o644, 0o755


def compile_in(path: Path, lies_in: str) -> None:
    """Write the zip anew, with the bytecode of this Python beside each module. `lies_in`: where it will be unpacked."""
    with tempfile.TemporaryDirectory() as scratch:
        with zipfile.ZipFile(path) as before:
            before.extractall(scratch)
        compileall.compile_dir(
            scratch,
            quiet=2,
            stripdir=scratch,
            prependdir=lies_in,
            invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
            workers=1,
        )
        _write(path, Path(scratch))


def _write(path: Path, folder: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            entry = zipfile.ZipInfo(str(file.relative_to(folder)), _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (_RUNNABLE if file.suffix == ".so" else _READABLE) << 16
            zipped.writestr(entry, file.read_bytes())
