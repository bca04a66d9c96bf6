"""Claims on networks that learned Ising configurations: blocks, likelihood, use as a renormalization."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame, Series

from rgcore.claims.claim import DEPENDS, NOT_REPRODUCED, REPRODUCED, Finding, NotInThisRunError, claim, rows
from rgcore.stats.comparison import LEVEL, agrees
from rgcore.words.wording import listing, number, with_error

__all__ = ["CARD"]

MOST_UNITS = 0.5  # a share of localized units
FOLLOWS, HARDLY = 0.5, 0.25  # power of the width in the correlation length
ALIKE = 0.1  # relative difference of widths
LEARNED_WITHIN = 0.01  # nat per spin
SAME_TEMPERATURE = 0.05  # J/k_B


def _nearest(table: DataFrame, temperature: float) -> float:
    temperatures = table["temperature"].unique()
    return float(temperatures[np.argmin(np.abs(temperatures - temperature))])


def _critical(tables: Mapping[str, DataFrame]) -> float:
    return float(tables["ising_exact"]["critical_temperature"].iloc[0])


def _mean(values: Series) -> tuple[float, float]:
    """Return mean and standard error over training runs; the error of a single one is NaN."""
    values = values.dropna()
    if values.empty:
        raise NotInThisRunError("a localized width")
    return float(values.mean()), float(values.std() / np.sqrt(len(values)))


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
    row = rows(table, temperature=_nearest(table, _critical(tables))).iloc[0]
    share = row["localized_fraction"]
    size, low, high = (number(row[name]) for name in ("block_size", "block_size_low", "block_size_high"))
    width = f", with a width of {size} lattice spacings ({low} to {high}, 95 %)" if share else ""
    answer = f"At T = {row['temperature']:g} {share:.0%} of {row['n_hidden']} units are localized{width}."
    return Finding(
        verdict=REPRODUCED if share > MOST_UNITS else NOT_REPRODUCED,
        answer=answer,
        value=share,
        reference=MOST_UNITS,
    )


def _last_epoch(tables: Mapping[str, DataFrame], **conditions: object) -> DataFrame:
    table = rows(tables["block_size_study"], **conditions)
    return rows(table[table["epoch"] == table["n_epochs"]])


@claim(
    kind="question",
    place="section 5 (open question)",
    sentence="The size of learned blocks follows the correlation length as the temperature changes.",
    tables=("block_size_study",),
    figure="block_size_study",
    page="block_size.md",
    criterion="width ~ xi^p between the extreme temperatures of the run with p > 0.5 by two standard errors",
    overturned_by="scarce units: on a ring with few of them the width does follow it; see the page for the study",
)
def width_against_correlation_length(tables: Mapping[str, DataFrame]) -> Finding:
    """Take the power of the width in the correlation length from T_c to the hottest temperature, per training run."""
    table = _last_epoch(tables, source="ising", sharing="none")
    table = table[table["n_hidden"] == table["n_hidden"].max()]
    means = table.groupby(["temperature", "replica"])[["fwhm", "correlation_length"]].mean().dropna()
    lengths = means["correlation_length"].groupby("temperature").mean()
    hottest, longest = means.loc[lengths.index.max()], means.loc[lengths.idxmax()]
    logarithms = np.log(longest / hottest).dropna()
    power, error = _mean(logarithms["fwhm"] / logarithms["correlation_length"])
    follows, hardly = power - LEVEL * error > FOLLOWS, power + LEVEL * error < HARDLY
    answer = (
        f"Width ~ xi^p with p = {with_error(power, error)} over {len(logarithms)} training runs, for "
        f"{number(table['sites_per_unit'].iloc[0])} sites per unit: it {'follows' if follows else 'hardly follows'} it."
        if follows or hardly
        else f"Width ~ xi^p with p = {with_error(power, error)} over {len(logarithms)} training runs: undecided."
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
    criterion="trained on Gaussian copies with the same two-point function, widths differ by more than 10 per cent",
    overturned_by="other measures than the width, such as couplings of the coarse spins",
)
def width_of_gaussian_copies(tables: Mapping[str, DataFrame]) -> Finding:
    """Take the ratio of widths, copy to Ising, of training runs at the same condition."""
    keys = ["temperature", "n_hidden", "replica"]
    ising, copies = (
        _last_epoch(tables, source=source, sharing="none").set_index(keys)["fwhm"]
        for source in ("ising", "gaussian_copy")
    )
    ratio, error = _mean((copies / ising).dropna())
    alike = abs(ratio - 1) + LEVEL * (0.0 if np.isnan(error) else error) < ALIKE
    answer = f"Width on the copy divided by that on Ising configurations: {with_error(ratio, error)}; " + (
        "pair correlations alone give the same blocks."
        if alike
        else "not shown to be alike within 10 per cent."
    )
    return Finding(
        verdict=NOT_REPRODUCED if alike else DEPENDS, answer=answer, value=ratio, error=error, reference=1.0
    )


@claim(
    place="section 3.3",
    sentence="The trained network has learned the distribution of the configurations.",
    tables=("rbm_likelihood", "ising_exact"),
    figure="rbm_likelihood",
    page="training.md",
    criterion="divergence of the first layer from the Boltzmann distribution below 0.01 nat per spin everywhere",
    overturned_by="zero fields, persistent chains and more hidden units, with which most of the difference goes",
)
def distribution_learned(tables: Mapping[str, DataFrame]) -> Finding:
    """Count the temperatures at which the divergence is small."""
    table = rows(tables["rbm_likelihood"], n_layers=1, reliable=True)
    small = table["divergence_per_site"] < LEARNED_WITHIN
    worst, best = table["divergence_per_site"].max(), table["divergence_per_site"].min()
    answer = (
        f"At {int(small.sum())} of {len(small)} temperatures; {number(best)} to {number(worst)} nat per spin, one "
        "training run each."
    )
    verdict = REPRODUCED if small.all() else DEPENDS if small.any() else NOT_REPRODUCED
    return Finding(verdict=verdict, answer=answer, value=worst, reference=LEARNED_WITHIN)


@claim(
    place="section 3.3, Figure 4",
    sentence="The top layers keep what matters of a configuration: it can be rebuilt from few units.",
    tables=("reconstruction_codes",),
    figure="dbn_reconstruction",
    page="rbm_flow.md",
    criterion="with equal bits and the best linear decoder, errors of the network are below those of majority blocks",
    overturned_by="a network trained to reconstruct, or blocks of another shape",
)
def reconstruction_beside_blocks(tables: Mapping[str, DataFrame]) -> Finding:
    """Count conditions in which the network's bits rebuild a configuration better than majority blocks do."""
    table = rows(tables["reconstruction_codes"], code="network", decoder="linear")
    better, worse = (int((table["beside_blocks"] == word).sum()) for word in ("below", "above"))
    answer = f"The network is better than blocks in {better} of {len(table)} conditions and worse in {worse}."
    verdict = REPRODUCED if better == len(table) else DEPENDS if better else NOT_REPRODUCED
    return Finding(verdict=verdict, answer=answer, value=better, reference=len(table))


@claim(
    place="section 5",
    sentence="Passing configurations up and down a network flows to the critical point.",
    tables=("rbm_flow", "ising_exact"),
    figure="rbm_flow",
    page="rbm_flow.md",
    criterion="networks trained below and above T_c end within 0.05 J/k_B of T_c by their energy",
    overturned_by="nothing with samples; passing means ends near T_c for an exact network of T = 3.4, too",
)
def flow_to_criticality(tables: Mapping[str, DataFrame]) -> Finding:
    """Compare the temperatures at which flows of networks of cold and hot configurations end."""
    table = rows(tables["rbm_flow"], is_last=True, passing="samples")
    ends = {name: _mean(rows(table, training_set=name)["energy_temperature"])[0] for name in ("cold", "hot")}
    at_critical = all(abs(end - _critical(tables)) < SAME_TEMPERATURE for end in ends.values())
    parts = listing([f"T = {number(end)} if trained on {name} ones" for name, end in ends.items()])
    answer = f"Configurations end at {parts}; T_c = {number(_critical(tables))}."
    return Finding(
        verdict=REPRODUCED if at_critical else NOT_REPRODUCED,
        answer=answer,
        value=ends["hot"],
        reference=_critical(tables),
    )


@claim(
    place="section 5",
    sentence="A learned map from spins to hidden units is a renormalization: it has the exponents of the Ising class.",
    tables=("learned_map_tests",),
    figure="learned_map_exponents",
    page="learned_maps.md",
    criterion="y_t and y_h of maps learned from critical configurations are compatible with 1 and 15/8",
    overturned_by="longer training, larger lattices or more operators in the truncation",
)
def learned_map_is_renormalization(tables: Mapping[str, DataFrame]) -> Finding:
    """Count the maps learned near T_c whose exponents pass at the last step of blocking."""
    table = rows(tables["learned_map_tests"], source="ising", sharing="translations")
    table = table[
        table["training_temperature"]
        == _nearest(
            table.rename(columns={"temperature": "_", "training_temperature": "temperature"}),
            table["temperature"].iloc[0],
        )
    ]
    table = rows(table, blocking_step=table["blocking_step"].max())
    verdicts = table["verdict"].value_counts()
    answer = f"Of {len(table)} exponents: {listing([f'{name} {count}' for name, count in verdicts.items()])}."
    passed = verdicts.get("passes", 0)
    verdict = (
        REPRODUCED
        if passed == len(table)
        else NOT_REPRODUCED
        if "fails" in verdicts and not passed
        else DEPENDS
    )
    return Finding(verdict=verdict, answer=answer, value=passed, reference=len(table))


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
    """Compare localized fractions at the most negative excess kurtosis and at zero, without penalty."""
    table = rows(tables["kurtosis_switch"], l1=0.0)
    lowest = table["excess_kurtosis"].min()
    (negative, negative_err), (gaussian, gaussian_err) = (
        _mean(rows(table, excess_kurtosis=value)["localized_fraction"]) for value in (lowest, 0.0)
    )
    difference, error = negative - gaussian, float(np.hypot(negative_err, gaussian_err))
    more = difference > 0 and not agrees(difference, error)
    answer = (
        f"Localized fraction {with_error(negative, negative_err)} at excess kurtosis {lowest:g}, "
        f"{with_error(gaussian, gaussian_err)} at 0."
    )
    return Finding(
        verdict=REPRODUCED if more else DEPENDS, answer=answer, value=difference, error=error, reference=0.0
    )


CARD = (
    localized_fields,
    width_against_correlation_length,
    width_of_gaussian_copies,
    distribution_learned,
    reconstruction_beside_blocks,
    flow_to_criticality,
    learned_map_is_renormalization,
    kurtosis_localizes,
)
