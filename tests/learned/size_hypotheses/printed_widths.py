"""What follows from widths that stand on pages: powers of the width, and predictions of those on another side.

    .venv/bin/python -m tests.learned.size_hypotheses.printed_widths

writes the tables into docs/block_size_hypotheses.md and docs/block_size_sides.md.
"""

import re
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy import stats

from rgcore.ising.exact_results.correlation_length import correlation_length
from rgcore.learned.size_hypotheses.widths import RESOLUTION
from rgcore.stats.holm import holm
from rgcore.tables.markdown import markdown_table
from rgcore.words.wording import number, with_error

DOCS = Path(__file__).parents[3] / "docs"
SIDE = 16
N_REPLICAS = 3  # of a design with another side
TOLERANCE, N_ERRORS = 0.1, 2  # of a prediction
_ENTRY = re.compile(r"(?P<value>[\d.]+)(?: ± (?P<error>[\d.]+))?(?P<of> \(\d+ of \d+ runs\))?")


class Measured(NamedTuple):
    """A mean over replicas with its standard error."""

    value: float
    error: float


class Ratio(NamedTuple):
    """Widths and correlation lengths of two sides at one spacing and temperature; each of (16, 32)."""

    spacing: int
    temperature: str
    widths: tuple[Measured, Measured]
    lengths: tuple[Measured, Measured]


def entry(text):
    """Return what a cell has, or None where not all of the runs have a number."""
    found = _ENTRY.fullmatch(text)
    if not found or found["of"] or not found["error"]:
        return None
    return Measured(float(found["value"]), float(found["error"]))


def printed_table(page, query):
    """Return the lines of the table of a query, as lists of cells, the head first."""
    text = (DOCS / page).read_text().split(f"<!-- = {query} -->\n")[1].split("\n<!-- . -->")[0]
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()]
    return [lines[0], *lines[2:]]


def width_of(measured):
    """Return a width with its resolution removed."""
    width = np.sqrt(measured.value**2 - RESOLUTION**2)
    return Measured(width, measured.error * measured.value / width)


def printed_widths():
    """Widths without resolution of the study, by temperature and number of units, where fields are localized."""
    query = "block_size_study fwhm by=temperature across=n_hidden design=focused,focused_between epoch=400"
    head, *rows = printed_table("block_size.md", query)
    return {
        (row[0], int(units)): width_of(entry(cell))
        for row in rows
        for units, cell in zip(head[1:-1], row[1:-1], strict=True)
        if float(row[0]) > 2.1 and int(units) <= 64 and cell
    }


def infinite_length(temperature):
    """Return the correlation length of the infinite lattice, at most half the side, as in the table of hypotheses."""
    coupling = round(1 / float(temperature), 7)  # T_c stands on the page with six digits
    return min(correlation_length(coupling), SIDE / 2)


def sites_power(few, many):
    """Return the power of the width in the sites per unit between two numbers of units, one four times the other."""
    error = np.hypot(few.error / few.value, many.error / many.value) / np.log(4)
    return Measured(np.log(few.value / many.value) / np.log(4), error)


def power_rows():
    widths = printed_widths()
    return [
        [
            temperature,
            number(infinite_length(temperature)),
            with_error(*sites_power(widths[temperature, 16], widths[temperature, 64])),
        ]
        for temperature in sorted({temperature for temperature, _ in widths}, key=float)
    ]


def filter_power_rows():
    """Powers of the width of one filter in the sites per unit, from 16 to 64 of them, on both sides."""
    ratios = {(ratio.spacing, ratio.temperature): ratio.widths for ratio in printed_ratios()}
    return [
        [
            temperature,
            *(
                with_error(*sites_power(width_of(few), width_of(many)))
                for few, many in zip(ratios[8, temperature], ratios[4, temperature], strict=True)
            ),
        ]
        for temperature in ("2.5", "2.8")
    ]


def fitted_powers(lowest):
    """Return the number of conditions from a temperature on, and p and q of s^p xi^q by least squares."""
    points = [
        (np.log(SIDE**2 / units), np.log(infinite_length(temperature)), np.log(width.value))
        for (temperature, units), width in printed_widths().items()
        if float(temperature) >= lowest
    ]
    log_sites, log_lengths, log_widths = np.array(points).T
    matrix = np.stack([np.ones(len(points)), log_sites, log_lengths], axis=1)
    powers, squares, *_ = np.linalg.lstsq(matrix, log_widths, rcond=None)
    errors = np.sqrt(np.diag(np.linalg.inv(matrix.T @ matrix)) * squares[0] / (len(points) - 3))
    return len(points), Measured(powers[1], errors[1]), Measured(powers[2], errors[2])


def fit_rows():
    rows = []
    for lowest in (2.15, 2.5):
        n_conditions, sites, length = fitted_powers(lowest)
        rows.append([f"from {lowest:g} on", str(n_conditions), with_error(*sites), with_error(*length)])
    return rows


def printed_ratios():
    """What the tables of both sides have in common, where every replica has a localized filter."""
    found = []
    for spacing in (8, 4, 2):
        query = (
            "block_size_study fwhm,correlation_length_connected,pseudo_log_likelihood,converged by=temperature,side "
            f"sharing=translations start=random n_samples=1250 sites_per_unit={spacing**2} epoch=400"
        )
        _, *rows = printed_table("block_size_sides.md", query)
        cells = {(row[0], row[1]): (entry(row[2]), entry(row[3])) for row in rows}
        for temperature in sorted({key[0] for key in cells}, key=float):
            pair = [cells.get((temperature, side), (None, None)) for side in ("16", "32")]
            widths, lengths = zip(*pair, strict=True)
            if None not in widths:
                found.append(Ratio(spacing, temperature, widths, lengths))
    return found


def quotient(pair):
    """Return the second over the first, with its standard error."""
    first, second = pair
    value = second.value / first.value
    return Measured(value, value * np.hypot(first.error / first.value, second.error / second.value))


def predictions(ratio):
    """Return what a tiling and the correlation length predict of the ratio of widths."""
    return Measured(1.0, 0.0), quotient(ratio.lengths)


def verdict(found, predicted):
    """Return whether a prediction is met, excluded or neither, by the declared rule."""
    distance, allowed = abs(found.value - predicted.value), TOLERANCE * found.value
    if distance <= allowed:
        return "met"
    beyond = distance - allowed > N_ERRORS * np.hypot(found.error, predicted.error)
    return "excluded" if beyond else "neither"


def p_value(ratio, predicted):
    """Return Welch's p of ln(ratio of widths) = ln(prediction)."""
    parts = [*ratio.widths, *(ratio.lengths if predicted.error else ())]
    variances = np.array([(each.error / each.value) ** 2 for each in parts])
    freedom = variances.sum() ** 2 / (variances**2).sum() * (N_REPLICAS - 1)
    distance = np.log(quotient(ratio.widths).value / predicted.value)
    return float(2 * stats.t.sf(abs(distance) / np.sqrt(variances.sum()), freedom))


def corrected():
    """Holm's p-values of both predictions, (n_ratios, 2)."""
    raw = [[p_value(ratio, each) for each in predictions(ratio)] for ratio in printed_ratios()]
    return holm(np.ravel(raw)).reshape(-1, 2)


def p_of_half_a_side():
    """Fisher's p of equal widths on both sides with 8 spacings, over all temperatures."""
    raw = [p_value(ratio, predictions(ratio)[0]) for ratio in printed_ratios() if ratio.spacing == SIDE / 2]
    return float(stats.combine_pvalues(raw).pvalue)


def side_rows():
    rows = []
    for ratio, p_values in zip(printed_ratios(), corrected(), strict=True):
        found, (_, lengths) = quotient(ratio.widths), predictions(ratio)
        answers = [
            f"{verdict(found, predicted)} ({number(p, 2)})"
            for predicted, p in zip(predictions(ratio), p_values, strict=True)
        ]
        rows.append(
            [str(ratio.spacing), ratio.temperature, with_error(*found), with_error(*lengths), *answers]
        )
    return rows


TABLES = {
    "powers": (
        "block_size_hypotheses.md",
        ["temperature", "xi, infinite lattice, at most 8", "power of s, 64 to 16 units"],
        power_rows,
    ),
    "fits": ("block_size_hypotheses.md", ["temperatures", "conditions", "p", "q, infinite xi"], fit_rows),
    "filter powers": ("block_size_sides.md", ["T", "side 16", "side 32"], filter_power_rows),
    "ratios": (
        "block_size_sides.md",
        [
            "spacings",
            "T",
            "width, 32 over 16",
            "length, 32 over 16",
            "tiling: same width (p)",
            "width in proportion to the length (p)",
        ],
        side_rows,
    ),
}


def write():
    """Put every table between its marks."""
    for name, (page, head, rows) in TABLES.items():
        before, rest = (DOCS / page).read_text().split(f"<!-- {name} -->\n")
        after = rest.split(f"<!-- end of {name} -->")[1]
        middle = f"<!-- {name} -->\n{markdown_table(head, rows())}\n<!-- end of {name} -->"
        (DOCS / page).write_text(before + middle + after)


if __name__ == "__main__":
    write()
