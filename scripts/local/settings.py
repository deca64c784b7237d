"""What the functions read from their environment, and the secret that nobody else may have."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from local import emulator
from local.options import Options

KEY_PARAMETER = "/tuki/secret-key"


def take_over_environment(options: Options, endpoint: str) -> None:
    """Point this process at the emulator, and away from any AWS account that its owner may have at hand."""
    for name in [name for name in os.environ if name.startswith(("AWS_", "TUKI_"))]:
        del os.environ[name]
    os.environ |= emulator.environment(endpoint) | for_portal(options)


def for_portal(options: Options) -> dict[str, str]:
    """What a build of the portal must know."""
    return {
        "TUKI_PORTAL": options.portal,
        "TUKI_FILES": f"http://127.0.0.1:{options.emulator_port}",
        "TUKI_SHIFT_SECONDS": str(options.shift_seconds),
    }


def for_functions(options: Options, made: Mapping[str, str]) -> dict[str, str]:
    """What the functions must know; `made` are the outputs of the deployed resources."""
    return {
        "TUKI_TABLE": made["Table"],
        "TUKI_BUCKET": made["Bucket"],
        "TUKI_MAIL_DOMAIN": options.mail_domain,
        "TUKI_PORTAL": options.portal,
        "TUKI_KEY_PARAMETER": KEY_PARAMETER,
        "TUKI_SHIFT_SECONDS": str(options.shift_seconds),
    }


def keep_secret_key(path: Path, ssm: Any) -> None:
    """Make the desk's secret key on its first start, readable by its owner only, and hand it to the parameter store."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
    ssm.put_parameter(Name=KEY_PARAMETER, Value=path.read_text(), Type="SecureString", Overwrite=True)
