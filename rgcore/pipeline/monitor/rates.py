"""How much longer, or shorter, the jobs of each rule take here than declared; learned from every run.

Rates improve the plan and the time left of the next run. Nothing else reads them: how points share jobs, and every
result, are the same with any rates.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock

from rgcore.private_folder import user_cache
from rgcore.tables.atomic import replacing

__all__ = ["Rates", "hold_rates", "machine_name", "rates_file"]

_PATIENCE_SECONDS = 5.0

_KEPT_OF_EARLIER_RUNS = 0.5  # the weight of what was measured before, beside the last run

_LARGEST = 5.0  # a larger ratio reflects that run, such as a busy computer, not the computer


@dataclass(slots=True)
class Rates:
    """Measured and declared seconds of the jobs of each family of rules, on one kind of computer.

    Attributes
    ----------
    seconds : dict of family to [measured, declared]
        Sums over jobs without their start, those of earlier runs with a lower weight.
    """

    seconds: dict[str, list[float]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path, machine: str) -> "Rates":
        """Return what was learned on ``machine``; nothing where the file cannot be read."""
        return cls(_stored(path).get(machine, {}))

    def of(self, family: str) -> float:
        """Return measured over declared seconds of a family, 1 before anything was measured; between 1/5 and 5."""
        measured, declared = self.seconds.get(family, (0.0, 0.0))
        rate = measured / declared if measured > 0 and declared > 0 else 1.0
        return min(max(rate, 1 / _LARGEST), _LARGEST)

    def learn(self, sums: Mapping[str, tuple[float, float]]) -> None:
        """Take the measured and declared seconds of the jobs of a run, by family."""
        for family, (measured, declared) in sums.items():
            before = self.seconds.get(family, [0.0, 0.0])
            new = zip((measured, declared), before, strict=True)
            self.seconds[family] = [now + _KEPT_OF_EARLIER_RUNS * old for now, old in new]

    def write(self, path: Path, machine: str) -> None:
        """Store the rates of ``machine`` beside those of others.

        Raises
        ------
        OSError
            If the file cannot be written.
        """
        everything = {**_stored(path), machine: self.seconds}
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as temporary:
            temporary.write_text(json.dumps(everything, indent=1, sort_keys=True), encoding="utf-8")


@contextmanager
def hold_rates(path: Path) -> Iterator[None]:
    """Keep other runs of this user, which share the file of rates, from changing it.

    Raises
    ------
    OSError
        If another run holds it for seconds, the file system has no locks, or the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path.with_name(f"{path.name}.lock"), timeout=_PATIENCE_SECONDS)
    try:
        lock.acquire()
    except NotImplementedError as error:
        raise OSError(f"{path.parent} must lie where files can be locked: {error}") from None
    try:
        yield
    finally:
        lock.release()


def _stored(path: Path) -> dict[str, dict[str, list[float]]]:
    """Return the rates of all computers, leaving out what is not as this module writes it."""
    try:
        text = json.loads(path.read_text(encoding="utf-8"))
        return {
            machine: {family: [float(a), float(b)] for family, (a, b) in families.items()}
            for machine, families in text.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def machine_name(executor: str) -> str:
    """Return the kind of computer that jobs run on: the processor of this one, and how jobs reach others, if so."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{models[0] if models else os.uname().machine}, {executor}"


def rates_file() -> Path:
    """Return where rates are stored: rgcore/rates.json in the user's cache folder; without a home, below .snakemake."""
    return (user_cache() or Path(".snakemake/rgcore")) / "rates.json"
