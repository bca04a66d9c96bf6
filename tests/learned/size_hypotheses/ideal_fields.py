"""Ideal fields of known size and what the measures of size read of them: tables of docs/block_size_hypotheses.md.

    .venv/bin/python -m tests.learned.size_hypotheses.ideal_fields

writes them into the page.
"""

from pathlib import Path

import numpy as np

from rgcore.lattice.localization import is_localized
from rgcore.lattice.square import periodic_distance
from rgcore.learned.field_size import measure_field
from rgcore.learned.size_hypotheses.widths import RESOLUTION
from rgcore.stats.shares import interval_of_share
from rgcore.tables.markdown import markdown_table

PAGE = Path(__file__).parents[3] / "docs" / "block_size_hypotheses.md"
SIDE = 20
WIDTH_PER_DEVIATION = 2 * np.sqrt(2 * np.log(2))
WIDTHS = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 9.0, 10.0, 12.0)
NOISES = (0.0, 0.1, 0.2, 0.3)
NOISE_SIDES = (8, 16, 24, 32)
N_BLOBS = 40
N_NOISE = 3000


def blob(width, center, side=SIDE):
    """A Gaussian blob of peak 1 and full width at half maximum ``width``."""
    deviation = width / WIDTH_PER_DEVIATION
    return np.exp(-(periodic_distance(side, center) ** 2) / (2 * deviation**2))


def block(rows, columns, corner=(0, 0), side=SIDE):
    """A block of equal weights, around the torus where it does not fit."""
    field = np.zeros((side, side))
    field[:rows, :columns] = 1
    return np.roll(field, corner, axis=(0, 1))


def read_blobs(width, noise, n=N_BLOBS, side=SIDE):
    """Measures of blobs with random centres and a background of noise, in units of the peak: dict of (n,) arrays."""
    rng = np.random.default_rng([int(10 * width), int(10 * noise), side])
    fields = [
        blob(width, rng.uniform(0, side, 2), side) + noise * rng.normal(size=(side, side)) for _ in range(n)
    ]
    found = [measure_field(field) for field in fields]
    return {name: np.array([each[name] for each in found], dtype=float) for name in found[0]}


def noise_fields(side, n=N_NOISE, smooth=0.0):
    """Gaussian noise, with correlations of Gaussian shape if ``smooth`` is positive."""
    fields = np.random.default_rng([side, int(10 * smooth)]).normal(size=(n, side, side))
    if not smooth:
        return fields
    kernel = np.exp(-(periodic_distance(side, (0, 0)) ** 2) / (2 * smooth**2))
    return np.fft.irfft2(np.fft.rfft2(fields) * np.fft.rfft2(kernel), s=(side, side))


def resolution_removed(widths):
    """Return the width of blobs from what is measured."""
    return np.sqrt(max(np.nanmean(widths) ** 2 - RESOLUTION**2, 0))


def blob_rows():
    """One row per true width: readings without noise, then the width beside noise."""
    rows = []
    for width in WIDTHS:
        clean = read_blobs(width, 0.0)
        area = 2 * np.pi * (width / WIDTH_PER_DEVIATION) ** 2
        rows.append(
            [
                f"{width:g}",
                _mean_and_deviation(clean["fwhm"]),
                f"{resolution_removed(clean['fwhm']):.2f}",
                *(_mean_and_deviation(read_blobs(width, noise)["fwhm"]) for noise in NOISES[1:]),
                f"{np.mean(clean['participation_ratio']) / area:.2f}",
                f"{np.mean(read_blobs(width, 0.1)['participation_ratio']) / area:.2f}",
                *(f"{np.mean(read_blobs(width, noise)['localized']):.2f}" for noise in NOISES),
            ]
        )
    return rows


BLOB_HEAD = [
    "true width",
    "`fwhm`",
    "resolution removed",
    *(f"noise {noise:g}" for noise in NOISES[1:]),
    "area ratio",
    "noise 0.1",
    "localized",
    *(f"noise {noise:g}" for noise in NOISES[1:]),
]

START = (
    9.2,
    8.9,
)  # of the first of two: between sites, so that no ring's edge passes through some and rounding decides

OTHER_FIELDS = {
    "1 site": block(1, 1),
    "2 sites in a row": block(1, 2),
    "2 x 2 block": block(2, 2),
    "2 x 2 block across the edge": block(2, 2, (-1, -1)),
    "3 x 3 block": block(3, 3),
    "4 x 4 block": block(4, 4),
    "5 x 5 block": block(5, 5),
    "8 x 8 block": block(8, 8),
    "negative 4 x 4 block": -block(4, 4),
    "blob of 3 with a surround of -0.2": blob(3, (9, 9)) - 0.2 * blob(8, (9, 9)),
    **{
        f"two {names}, {apart} apart": blob(3, START) + sign * blob(3, (START[0], START[1] + apart))
        for names, sign, distances in (("blobs of 3", 1, (3, 5, 9)), ("of opposite sign", -1, (3, 5)))
        for apart in distances
    },
}

OTHER_HEAD = ["field", "`fwhm`", "resolution removed", "`participation_ratio`", "localized"]


def other_rows():
    rows = []
    for name, field in OTHER_FIELDS.items():
        found = measure_field(field)
        localized = "yes" if found["localized"] else "no"
        rows.append(
            [
                name,
                f"{found['fwhm']:.2f}",
                f"{resolution_removed(found['fwhm']):.2f}",
                f"{found['participation_ratio']:.1f}",
                localized,
            ]
        )
    return rows


NOISE_HEAD = [
    "side",
    "white noise, localized (%)",
    "95 % interval",
    "correlated noise, s = 1 (%)",
    "s = 2 (%)",
]


def noise_rows():
    rows = []
    for side in NOISE_SIDES:
        found = is_localized(noise_fields(side))
        low, high = interval_of_share(int(found.sum()), len(found))
        smooth = [is_localized(noise_fields(side, 1000, s)).mean() for s in (1.0, 2.0)]
        rows.append(
            [
                str(side),
                f"{100 * found.mean():.2f}",
                f"{100 * low:.2f} to {100 * high:.2f}",
                *(f"{100 * share:.1f}" for share in smooth),
            ]
        )
    return rows


TABLES = {
    "blobs": (BLOB_HEAD, blob_rows),
    "other fields": (OTHER_HEAD, other_rows),
    "noise": (NOISE_HEAD, noise_rows),
}


def _mean_and_deviation(values):
    return f"{np.nanmean(values):.2f} ± {np.nanstd(values):.2f}" if np.isfinite(values).any() else "none"


if __name__ == "__main__":
    page = PAGE.read_text()
    for table_name, (table_head, table_rows) in TABLES.items():
        begin, end = f"<!-- {table_name} -->\n", f"<!-- end of {table_name} -->"
        before, rest = page.split(begin)
        page = before + begin + markdown_table(table_head, table_rows()) + "\n" + end + rest.split(end)[1]
    PAGE.write_text(page)
