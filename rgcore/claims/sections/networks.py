"""Claims on trained networks: likelihood, reconstruction, flow, use as a renormalization."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.claims.claim import (
    DEPENDS,
    NOT_REPRODUCED,
    REPRODUCED,
    Finding,
    claim,
    rows,
    verdict_of,
    verdict_of_all,
)
from rgcore.claims.training_runs import critical_temperature, mean_of_runs, nearest
from rgcore.words.wording import are, count, listing, number

__all__ = ["CARD"]

LEARNED_WITHIN = 0.01  # nat per spin
SAME_TEMPERATURE = 0.05  # J/k_B


@claim(
    place="section 3.3",
    sentence="The trained network has learned the distribution of the configurations.",
    tables=("rbm_likelihood", "ising_exact"),
    figure="rbm_likelihood",
    page="training.md",
    criterion=f"divergence of the first layer from the Boltzmann distribution below {LEARNED_WITHIN:g} nat per spin "
    "everywhere",
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
    verdict = verdict_of_all(small)
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
    verdict = verdict_of_all(table["beside_blocks"] == "below")
    return Finding(verdict=verdict, answer=answer, value=better, reference=len(table))


@claim(
    place="section 5",
    sentence="Passing configurations up and down a network flows to the critical point.",
    tables=("rbm_flow", "ising_exact"),
    figure="rbm_flow",
    page="rbm_flow.md",
    criterion=f"networks trained below and above T_c end within {SAME_TEMPERATURE:g} J/k_B of T_c by their energy",
    overturned_by="nothing with samples; passing means ends near T_c for an exact network of T = 3.4, too",
)
def flow_to_criticality(tables: Mapping[str, DataFrame]) -> Finding:
    """Compare the temperatures at which flows of networks of cold and hot configurations end."""
    table = rows(tables["rbm_flow"], is_last=True, passing="samples")
    ends = {
        name: mean_of_runs(rows(table, training_set=name)["energy_temperature"])[0]
        for name in ("cold", "hot")
    }
    at_critical = all(abs(end - critical_temperature(tables)) < SAME_TEMPERATURE for end in ends.values())
    parts = listing([f"T = {number(end)} if trained on {name} ones" for name, end in ends.items()])
    answer = f"Configurations end at {parts}; T_c = {number(critical_temperature(tables))}."
    return Finding(
        verdict=verdict_of(at_critical),
        answer=answer,
        value=ends["hot"],
        reference=critical_temperature(tables),
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
    trained_at = nearest(table["training_temperature"], table["temperature"].iloc[0])
    table = rows(table, training_temperature=trained_at)
    table = rows(table, blocking_step=table["blocking_step"].max())
    verdicts = table["verdict"].value_counts()
    passed, failed, undecided = (int(verdicts.get(name, 0)) for name in ("passes", "fails", "open"))
    undefined = len(table) - passed - failed - undecided
    parts = [f"{passed or 'none'} {'agree' if passed > 1 else 'agrees'} with the exact one"]
    parts += [f"{failed} {'does' if failed == 1 else 'do'} not"] if failed else []
    parts += [f"{undecided} {are(undecided)} open"] if undecided else []
    parts += [f"{undefined} {are(undefined)} undefined"] if undefined else []
    answer = f"Of {count(len(table), 'exponent')} {'; '.join(parts)}."
    verdict = REPRODUCED if passed == len(table) else NOT_REPRODUCED if failed and not passed else DEPENDS
    return Finding(verdict=verdict, answer=answer, value=passed, reference=len(table))


CARD = (
    distribution_learned,
    reconstruction_beside_blocks,
    flow_to_criticality,
    learned_map_is_renormalization,
)
