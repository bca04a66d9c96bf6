"""What Snakemake measured of a job."""

from pathlib import Path

__all__ = ["measured_by"]


def measured_by(path: str) -> dict[str, float]:
    """Return the numbers in a benchmark file of Snakemake; empty where there is none."""
    try:
        header, values = (
            line.split("\t") for line in Path(path).read_text(encoding="utf-8").splitlines()[:2]
        )
    except (OSError, ValueError):
        return {}
    numbers = {}
    for name, value in zip(header, values, strict=False):
        try:
            numbers[name] = float(value)
        except ValueError:  # NA, or hours:minutes:seconds
            continue
    return numbers
