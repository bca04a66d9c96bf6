"""Numbers that stand for missing entries, such as -9999 and fill values, are refused until the config declares them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rgcore.datasets.messages import in_yaml
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError
from rgcore.series import Samples, replayable

__all__ = ["without_codes"]

_WRITTEN = (
    *(sign * code for code in (999.0, 9999.0, 99999.0, 999999.0, 999.9, 9999.9, 99999.9) for sign in (-1, 1)),
    *(sign * code for code in (1e20, 1e30, 1e34, 1e35, 1e36, 9.969209968386869e36) for sign in (-1, 1)),
    *(float(np.iinfo(kind).min) for kind in ("i2", "i4", "i8")),
    *(float(np.iinfo(kind).max) for kind in ("u1", "i2", "u2", "i4", "u4", "i8", "u8")),
    *(sign * float(np.finfo(kind).max) for kind in ("f4", "f8") for sign in (-1, 1)),
    -32767.0,
    -2147483647.0,
)
CODES = np.unique([*_WRITTEN, *(float(np.float32(code)) for code in _WRITTEN if abs(code) < 3e38)])


@dataclass(slots=True)
class _Coded:
    """How many entries of a variable are a code, and which is the first; samples are counted from 1."""

    first: int
    n: int = 0


def without_codes(blocks: Samples, names: Sequence[str], settings: DatasetSettings, where: str) -> Samples:
    """Return blocks that end in an InputError if a code of missing entries is far from all other numbers of a variable.

    Far is farther than the others lie apart. The message names the key ``na_values``; [] leaves the blocks as they are.
    """
    return blocks if settings.na_values == () else _refusing(blocks, names, settings, where)


@replayable
def _refusing(
    blocks: Samples, names: Sequence[str], settings: DatasetSettings, where: str
) -> Iterator[np.ndarray]:
    coded: dict[tuple[int, float], _Coded] = {}
    low = high = np.full(len(names), np.nan)  # of what are no codes
    n_before = 0
    for block in blocks:
        least, most = np.fmin.reduce(block, axis=0), np.fmax.reduce(block, axis=0)
        for variable in np.flatnonzero(np.isin(least, CODES) | np.isin(most, CODES)):
            others = _note(coded, block[:, variable], int(variable), n_before)
            least[variable], most[variable] = np.fmin.reduce(others), np.fmax.reduce(others)
        low, high = np.fmin(low, least), np.fmax(high, most)
        n_before += len(block)
        yield block
    far = {
        (variable, code): found
        for (variable, code), found in coded.items()
        if max(low[variable] - code, code - high[variable]) > high[variable] - low[variable]
    }
    for (variable, code), found in far.items():
        codes = sorted({each for _, each in far})
        others = f"{low[variable]:.4g} to {high[variable]:.4g}"
        raise InputError(
            f"{where} must hold numbers of its variables, but {found.n} entries of {names[variable]}, first that "
            f"of sample {found.first}, equal {code:.9g}, a usual code of missing entries, far from others ({others}): "
            f"write na_values: [{_listed(settings, codes)}] if it is one, or na_values: [] if it is a number"
        )


def _note(
    coded: dict[tuple[int, float], _Coded], series: np.ndarray, variable: int, n_before: int
) -> np.ndarray:
    """Note the codes in a series, whose first sample has ``n_before`` before it, and return its other numbers."""
    is_code = np.isin(series, CODES)
    for code in np.unique(series[is_code]):
        places = np.flatnonzero(series == code)
        found = coded.setdefault((variable, float(code)), _Coded(n_before + int(places[0]) + 1))
        found.n += len(places)
    others = series[~is_code]
    return others if len(others) else np.array([np.nan])


def _listed(settings: DatasetSettings, codes: Sequence[float]) -> str:
    """Return marks of the config and further ones as YAML reads them."""
    marks = [in_yaml(mark) if isinstance(mark, str) else _number(mark) for mark in settings.na_values or ()]
    return ", ".join(dict.fromkeys([*marks, *map(_number, codes)]))


def _number(code: float) -> str:
    text = f"{float(code)!r}".removesuffix(".0")
    return text.replace("e", ".0e") if "e" in text and "." not in text else text
