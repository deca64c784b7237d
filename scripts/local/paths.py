"""Where things lie on this machine."""

from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
FUNCTIONS = REPOSITORY / "functions"
RESOURCES = REPOSITORY / "infra" / "resources.yaml"


@dataclass(frozen=True, slots=True)
class Home:
    """The ignored folder that keeps a desk between runs."""

    root: Path

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    @property
    def secret_key(self) -> Path:
        return self.root / "secrets" / "secret-key"

    @property
    def emulator(self) -> Path:
        return self.root / "emulator"

    @property
    def spool(self) -> Path:
        """Mail that the SMTP port has accepted and the emulator has not yet saved."""
        return self.root / "spool"

    @property
    def portal(self) -> Path:
        """The portal as this desk shows it, with its addresses."""
        return self.root / "portal"

    @property
    def log(self) -> Path:
        return self.root / "log"
