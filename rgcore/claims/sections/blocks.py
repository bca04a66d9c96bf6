"""Claims on the blocks that networks learn from Ising configurations: their size, and what localizes them."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.claims.claim import (
    DEPENDS,
    NOT_REPRODUCED,
    REPRODUCED,
    Finding,
    NotInThisRunError,
    claim,
    rows,
    verdict_of,
)
from rgcore.claims.training_runs import critical_temperature, mean_of_runs, nearest
from rgcore.selection.networks.block_study import LEAST_LOCALIZED
from rgcore.stats.comparison import LEVEL
from rgcore.words.wording import count, number, with_error

__all__ = ["CARD"]

MOST_UNITS = 0.5  # a share of localized units
FOLLOWS, HARDLY = 0.5, 0.25  # power of the width in the correlation length
LEAST_RANGE = 2.0  # ratio of correlation lengths from which on a power is judged
ALIKE = 0.1  # relative difference of widths

_LENGTH = "correlation_length_connected"


@claim(
    place="section 3.3, Figure 4",
    sentence="Trained near the critical point, hidden units of the first layer have one localized field each.",
    tables=("block_size", "ising_exact"),
    figure="fig4_receptive_fields",
    page="block_size.md",
    criterion="more than half of the units are localized at the temperature nearest to T_c",
    overturned_by="other penalties or times of training: with weak L1 and few epochs fewer units localize",
)
def localized_fields(tables: Mapping[str, DataFrame]) -> Finding:
    """Take the share of localized units of the first layer."""
    table = rows(tables["block_size"], layer=1, measure="fwhm")
    row = rows(table, temperature=nearest(table["temperature"], critical_temperature(tables))).iloc[0]
    share = row["localized_fraction"]
    size, low, high = (
        number(row[f"block_size{part}"]) for part in ("", "_lower_quartile", "_upper_quartile")
    )
    width = f", half of them with a width of {low} to {high} lattice spacings, median {size}" if share else ""
    answer = f"At T = {row['temperature']:g} {share:.0%} of {row['n_hidden']} units are localized{width}."
    return Finding(
        verdict=verdict_of(share > MOST_UNITS),
        answer=answer,
        value=share,
        reference=MOST_UNITS,
    )


def _localized(tables: Mapping[str, DataFrame], **conditions: object) -> DataFrame:
    """Return the trained networks of which at least half of the fields are localized: others have no width."""
    table = rows(tables["block_size_study"], **conditions)
    trained = rows(table[table["epoch"] == table["n_epochs"]])
    return trained[(trained["localized_fraction"] >= LEAST_LOCALIZED) & trained["fwhm"].notna()]


@claim(
    kind="question",
    place="section 5 (open question)",
    sentence="The size of learned blocks follows the correlation length as the temperature changes.",
    tables=("block_size_study",),
    figure="block_size_study",
    page="block_size.md",
    criterion="width ~ xi^p between the temperatures of the longest and the shortest xi at which at least half of the "
    f"fields are localized, with p > {FOLLOWS:g} by two standard errors; xi, of the connected correlations on the "
    f"lattice, must differ by a factor of {LEAST_RANGE:g}",
    overturned_by="scarce units: on a ring with few of them the width does follow it; the study with five replicas has "
    "more temperatures: there the width hardly follows it (see method)",
)
def width_against_correlation_length(tables: Mapping[str, DataFrame]) -> Finding:
    """Take the power of the width in the correlation length, from the longest to the shortest, per training run.

    The length is that of the connected correlations, from nonzero momenta alone. Below T_c the two-point function
    decays not to zero but to the square of the mean spin, so that its second-moment length exceeds the side, however
    short the correlations of the deviations are. Above T_c, where the mean spin vanishes, the two lengths agree. At
    T_c neither is free of the side: fluctuations of the mean spin are correlations there, which the connected length
    lacks; it is shorter than a little above T_c. Hence a power needs lengths that differ by a factor of LEAST_RANGE.
    """
    table = _localized(tables, source="ising", sharing="none").dropna(subset=_LENGTH)
    table = table[table["n_hidden"] == table["n_hidden"].max()]
    if table["temperature"].nunique() < 2:
        raise NotInThisRunError("a localized width at two temperatures")
    means = table.groupby(["temperature", "replica"])[["fwhm", _LENGTH]].mean()
    lengths = means[_LENGTH].groupby("temperature").mean()
    logarithms = np.log(means.loc[lengths.idxmax()] / means.loc[lengths.idxmin()]).dropna()
    power, error = mean_of_runs(logarithms["fwhm"] / logarithms[_LENGTH])
    ratio = lengths.max() / lengths.min()
    is_wide = ratio >= LEAST_RANGE
    follows = is_wide and power - LEVEL * error > FOLLOWS
    hardly = is_wide and power + LEVEL * error < HARDLY
    undecided = "undecided" if is_wide else f"undecided, as xi differs by a factor of {number(ratio)} only"
    answer = (
        f"Width ~ xi^p, xi the correlation length, with p = {with_error(power, error)} between "
        f"T = {lengths.idxmax():g} and {lengths.idxmin():g}, {count(len(logarithms), 'training run')} with "
        f"{number(table['sites_per_unit'].iloc[0])} sites per unit: "
        f"{'it follows it' if follows else 'it hardly follows it' if hardly else undecided}."
    )
    verdict = REPRODUCED if follows else NOT_REPRODUCED if hardly else DEPENDS
    return Finding(verdict=verdict, answer=answer, value=power, error=error, reference=1.0)


@claim(
    kind="question",
    place="section 5 (open question)",
    sentence="Networks learn block spins, not only what pair correlations give.",
    tables=("block_size_study",),
    figure="block_size_study",
    page="block_size.md",
    criterion="trained on Gaussian copies with the same two-point function, widths differ by more than "
    f"{100 * ALIKE:g} per cent, where at least half of the fields of both networks are localized",
    overturned_by="other measures than the width, such as couplings of the coarse spins",
)
def width_of_gaussian_copies(tables: Mapping[str, DataFrame]) -> Finding:
    """Take the ratio of widths, copy to Ising, of training runs at the same condition."""
    keys = ["temperature", "n_hidden", "replica"]
    ising, copies = (
        _localized(tables, source=source, sharing="none").set_index(keys)["fwhm"]
        for source in ("ising", "gaussian_copy")
    )
    ratios = (copies / ising).dropna()
    ratio, error = mean_of_runs(ratios)
    alike = abs(ratio - 1) + LEVEL * error < ALIKE  # False for one run: its scatter is unknown
    outcome = (
        "pair correlations alone give blocks of that size"
        if alike
        else "not shown to be alike within 10 per cent"
    )
    places = ", ".join(f"{each:g}" for each in sorted(ratios.index.unique("temperature")))
    answer = (
        f"Width on the copy divided by that on Ising configurations at T = {places}, where fields are localized: "
        f"{with_error(ratio, error)}, {count(len(ratios), 'training run')}; {outcome}."
    )
    return Finding(
        verdict=NOT_REPRODUCED if alike else DEPENDS, answer=answer, value=ratio, error=error, reference=1.0
    )


@claim(
    kind="question",
    place="section 5 (open question)",
    sentence="Fields localize because of what lies beyond pair correlations.",
    tables=("kurtosis_switch",),
    figure="kurtosis_switch",
    page="kurtosis_switch.md",
    reference_source="arXiv:2501.17284",
    criterion="at one covariance, negative excess kurtosis localizes more fields than none, by 2 standard errors",
    overturned_by="an L1 penalty, which localizes fields without any higher cumulant",
)
def kurtosis_localizes(tables: Mapping[str, DataFrame]) -> Finding:
    """Compare localized fractions at the most negative excess kurtosis and at zero, without penalty or controls."""
    table = rows(tables["kurtosis_switch"], l1=0.0, source="pointwise")
    lowest = table["excess_kurtosis"].min()
    (negative, negative_err), (gaussian, gaussian_err) = (
        mean_of_runs(rows(table, excess_kurtosis=value)["localized_fraction"]) for value in (lowest, 0.0)
    )
    difference, error = negative - gaussian, float(np.hypot(negative_err, gaussian_err))
    more = difference > LEVEL * error  # False for one run: its scatter is unknown
    at_lowest, at_zero = (with_error(*each) for each in ((negative, negative_err), (gaussian, gaussian_err)))
    if negative == 1:
        n_runs = len(rows(table, excess_kurtosis=lowest))
        at_lowest = f"1 in {'the one run' if n_runs == 1 else f'all {n_runs} runs'}"
    answer = f"Localized fraction {at_lowest} at excess kurtosis {lowest:g}, {at_zero} at 0."
    if not negative:
        others = f"at 0 a fraction of {at_zero}" if gaussian else "nor at 0"
        answer = f"No field localizes at excess kurtosis {lowest:g}, {others}."
    elif not gaussian:
        answer = f"Localized fraction {at_lowest} at excess kurtosis {lowest:g}; at 0 no field localizes."
    return Finding(
        verdict=REPRODUCED if more else DEPENDS, answer=answer, value=difference, error=error, reference=0.0
    )


CARD = (
    localized_fields,
    width_against_correlation_length,
    width_of_gaussian_copies,
    kurtosis_localizes,
)
