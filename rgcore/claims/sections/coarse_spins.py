"""Claims on what trained networks and tensors have in common with a renormalization of the Ising model."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.claims.claim import DEPENDS, REPRODUCED, Finding, claim, rows, verdict_of_all
from rgcore.words.wording import count, number

__all__ = ["CARD"]

SAME_COUPLING = 0.1  # relative
NEAR_DIMENSION = 0.01


@claim(
    place="section 3.3",
    sentence="The trained network contains the Ising model: its nearest-neighbour coupling is K.",
    tables=("network_couplings",),
    figure="learned_flow",
    page="mapping.md",
    reference_source="K of the configurations",
    criterion=f"at every temperature the coupling between neighbours is within {100 * SAME_COUPLING:g} per cent of K",
    overturned_by="training that reaches the distribution: with zero fields, persistent chains and enough hidden units",
)
def network_contains_the_coupling(tables: Mapping[str, DataFrame]) -> Finding:
    """Compare the coupling between neighbouring visible spins with that of the configurations."""
    table = rows(tables["network_couplings"], shape="nearest_neighbour")
    ratio = table["coupling"] / table["coupling_exact"]
    same = (ratio - 1).abs() < SAME_COUPLING
    answer = (
        f"In {int(same.sum()) or 'none'} of {count(len(table), 'network')}; neighbours have "
        f"{number(ratio.min(), 2)} to {number(ratio.max(), 2)} of K."
    )
    verdict = verdict_of_all(same)
    return Finding(verdict=verdict, answer=answer, value=ratio.median(), reference=1.0)


@claim(
    place="section 5.3",
    sentence="Tensor networks are a renormalization of the Ising model with the exact scaling dimensions.",
    tables=("tensor_rg",),
    figure="tensor_rg",
    page="tensor_networks.md",
    reference_source="exact",
    criterion=f"at T_c the best method has Delta_sigma, Delta_epsilon and c within {NEAR_DIMENSION:g} of 1/8, 1 "
    "and 1/2",
    overturned_by="smaller bond dimensions",
)
def tensors_have_scaling_dimensions(tables: Mapping[str, DataFrame]) -> Finding:
    """Take the bond dimension with the smallest error of the free energy at T_c."""
    table = rows(tables["tensor_rg"], relative_temperature=1.0)
    row = table.loc[table["relative_error"].idxmin()]
    deviations = [
        abs(row[f"{name}_deviation"]) for name in ("delta_sigma", "delta_epsilon", "central_charge")
    ]
    answer = (
        f"{row['method']} with bond dimension {row['bond_dimension']}: Delta_sigma = {number(row['delta_sigma'], 4)}, "
        f"Delta_epsilon = {number(row['delta_epsilon'], 4)}, c = {number(row['central_charge'], 4)}; the free energy "
        f"is off by a relative {number(row['relative_error'], 1)}."
    )
    verdict = REPRODUCED if max(deviations) < NEAR_DIMENSION else DEPENDS
    return Finding(verdict=verdict, answer=answer, value=row["delta_sigma"], reference=0.125)


@claim(
    place="section 5.3",
    sentence="Entanglement renormalization (MERA) is a hierarchical network that performs a renormalization.",
    tables=("mera",),
    figure="mera",
    page="tensor_networks.md",
    reference_source="exact",
    criterion=f"the best bond dimension has Delta_sigma and Delta_epsilon within {NEAR_DIMENSION:g} of 1/8 and 1",
    overturned_by="two or three states per site",
)
def mera_has_scaling_dimensions(tables: Mapping[str, DataFrame]) -> Finding:
    """Take the bond dimension with the lowest energy of the critical chain."""
    table = rows(tables["mera"])
    row = table.loc[table["energy_deviation"].idxmin()]
    deviations = [abs(row[f"{name}_deviation"]) for name in ("delta_sigma", "delta_epsilon")]
    answer = (
        f"With {row['bond_dimension']:.0f} states per site: Delta_sigma = {number(row['delta_sigma'], 4)}, "
        f"Delta_epsilon = {number(row['delta_epsilon'], 4)}; the energy per site is "
        f"{number(row['energy_deviation'], 1)} above the exact one."
    )
    verdict = REPRODUCED if max(deviations) < NEAR_DIMENSION else DEPENDS
    return Finding(verdict=verdict, answer=answer, value=row["delta_sigma"], reference=0.125)


CARD = (network_contains_the_coupling, tensors_have_scaling_dimensions, mera_has_scaling_dimensions)
