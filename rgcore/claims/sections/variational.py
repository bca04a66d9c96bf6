"""Claims on the mapping between RBMs and variational renormalization, equations 6 to 10 and 23 to 24, and Figure 5."""

from collections.abc import Mapping
from itertools import permutations

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
from rgcore.selection.names import plain
from rgcore.selection.set_diagram import SETS, placements
from rgcore.words.wording import listing, number

__all__ = ["CARD"]

CLOSED_FORM = 1e-10  # in a coupling: rounding of sums over all states
NO_LONGER_EXACT = 1e-3  # error of the trace condition, or a divergence in nat
NEAR_EXPONENT = 0.01


@claim(
    place="section 3.2",
    sentence="In one dimension an RBM does exactly what decimation does: tanh K' = tanh^2 K.",
    tables=("vrg_exactness",),
    figure="vrg_exactness",
    page="mapping.md",
    reference_source="exact",
    criterion=f"K' of the RBM within {CLOSED_FORM:g} of the closed form at every coupling",
    overturned_by="nothing: enumeration",
)
def decimating_network(tables: Mapping[str, DataFrame]) -> Finding:
    """Take the largest deviation of K' from its closed form."""
    table = rows(tables["vrg_exactness"], transformation="decimating_rbm")
    worst = (table["effective_coupling"] - table["effective_coupling_exact"]).abs().max()
    answer = f"The largest deviation of K' is {number(worst, 1)} at {len(table)} couplings."
    return Finding(
        verdict=verdict_of(worst < CLOSED_FORM),
        answer=answer,
        value=worst,
        reference=0.0,
    )


@claim(
    place="sections 3.1 and 4.1, equation 9",
    sentence="A transformation is exact if and only if its free-energy difference vanishes.",
    tables=("vrg_exactness",),
    figure="fig5_transformations",
    page="mapping.md",
    reference_source="arXiv:1609.03541",
    criterion="no transformation has |dF| < 1e-10 and an error of the trace condition above 1e-3",
    overturned_by="nothing: one counterexample suffices, and its source withdrew the statement",
)
def vanishing_free_energy_difference(tables: Mapping[str, DataFrame]) -> Finding:
    """Look for a transformation with dF = 0 that is not exact."""
    table = rows(tables["vrg_exactness"])
    counter = table[
        (table["free_energy_difference"].abs() < CLOSED_FORM)
        & (table["trace_condition_error"] > NO_LONGER_EXACT)
    ]
    names = sorted(counter["transformation"].unique())
    answer = (
        f"dF = 0 and not exact: {', '.join(names)}, with errors of the trace condition up to "
        f"{number(counter['trace_condition_error'].max())}."
        if names
        else "No counterexample among the transformations of this run."
    )
    return Finding(verdict=verdict_of(not names), answer=answer, value=len(counter), reference=0.0)


@claim(
    place="section 4.1, Figure 5",
    sentence="A network that represents the distribution exactly has learned block spins.",
    tables=("vrg_exactness",),
    figure="fig5_transformations",
    page="mapping.md",
    reference_source="exact",
    criterion="every exact RBM of the run has fewer hidden than visible spins",
    overturned_by="nothing: the network with one hidden unit per bond is exact at every temperature",
)
def exact_network_is_block_spin(tables: Mapping[str, DataFrame]) -> Finding:
    """Look for exact RBMs that remove no spins."""
    table = rows(tables["vrg_exactness"], is_rbm=True)
    exact = rows(table[table["trace_condition_error"] < CLOSED_FORM])
    none_removed = exact[exact["n_hidden"] >= exact["n_visible"]]
    names = sorted(none_removed["transformation"].unique())
    answer = (
        f"Exact without removing a spin: {', '.join(names)}; each of their hidden units is connected to two spins."
        if names
        else "Every exact RBM of this run removes spins."
    )
    return Finding(verdict=verdict_of(not names), answer=answer, value=len(names), reference=0.0)


@claim(
    place="section 4.1, Figure 5",
    sentence="Renormalizations, variational ones, RBMs and good transformations are four sets that overlap, none "
    "inside another.",
    tables=("vrg_criteria",),
    figure="fig5_transformations",
    page="criteria.md",
    criterion="a transformation of the run is in all four sets, and for any two sets one is in the first but not in "
    "the second",
    overturned_by="a transformation for each pair without an example",
)
def four_sets_overlap(tables: Mapping[str, DataFrame]) -> Finding:
    """Look for a member of all four sets, and for each ordered pair of sets for a member of the first alone."""
    found = placements(rows(tables["vrg_criteria"]))
    everywhere = [plain(each.transformation) for each in found if all(each.members)]
    pairs = list(permutations(range(len(SETS)), 2))
    names = list(SETS.values())
    lacking = [
        f"in {names[first]} but not in {names[second]}"
        for first, second in pairs
        if not any(each.members[first] and not each.members[second] for each in found)
    ]
    apart = len(pairs) - len(lacking)
    answer = f"In all four: {listing(everywhere or ['none'])}. "
    answer += (
        f"None is {', nor '.join(lacking)}; each of the other {apart} ordered pairs of sets has an example."
        if lacking
        else f"Each of the {apart} ordered pairs of sets has an example."
    )
    verdict = REPRODUCED if everywhere and not lacking else DEPENDS if apart else NOT_REPRODUCED
    return Finding(verdict=verdict, answer=answer, value=apart, reference=len(pairs))


@claim(
    place="section 4.1",
    sentence="Training finds the exact transformation.",
    tables=("vrg_exactness",),
    figure="vrg_exactness",
    page="mapping.md",
    reference_source="exact",
    criterion="RBMs trained by the exact gradient end with an error of the trace condition below 1e-3",
    overturned_by="more starts, where training ended in a local maximum",
)
def training_finds_decimation(tables: Mapping[str, DataFrame]) -> Finding:
    """Take the largest error of the trace condition by number of hidden spins of the trained RBMs."""
    table = tables["vrg_exactness"]
    trained = table[table["transformation"].str.startswith("trained_rbm")]
    worst = rows(trained).groupby(["n_visible", "n_hidden"])["trace_condition_error"].max()
    found = worst < NO_LONGER_EXACT
    answer = "; ".join(
        f"{hidden} hidden spins on {visible}: error at most {number(error, 1)}"
        for (visible, hidden), error in worst.items()
    )
    verdict = verdict_of_all(found)
    return Finding(verdict=verdict, answer=f"{answer}.", value=worst.min(), reference=0.0)


@claim(
    place="section 4.1, equations 23 and 24",
    sentence="Training for the free energy and training for the divergence give the same transformation.",
    tables=("vrg_objectives",),
    figure="vrg_objectives",
    page="objectives.md",
    reference_source="exact",
    criterion=f"after training for the free energy alone the divergence from the data is below {NO_LONGER_EXACT:g} nat",
    overturned_by="a bound in place of the free-energy difference itself, which one constant satisfies",
)
def free_energy_as_objective(tables: Mapping[str, DataFrame]) -> Finding:
    """Compare the divergence that is left after training for each of both."""
    table = rows(tables["vrg_objectives"])
    last = table[table["iteration"] == table["iteration"].max()]
    left = {name: rows(last, objective=name)["kl_divergence"].max() for name in ("free_energy", "divergence")}
    answer = (
        f"Divergence that is left: {number(left['free_energy'])} nat after training for the free energy alone, "
        f"{number(left['divergence'])} after training for the divergence."
    )
    verdict = verdict_of(left["free_energy"] < NO_LONGER_EXACT)
    return Finding(verdict=verdict, answer=answer, value=left["free_energy"], reference=0.0)


@claim(
    place="section 2 (block spins)",
    sentence="Approximate recursions K -> K' give the thermal exponent of the square lattice.",
    tables=("vrg_exponents",),
    figure="vrg_exponents",
    page="approximations.md",
    reference_source="exact (Onsager)",
    criterion=f"y_t of every approximation on the square lattice within {100 * NEAR_EXPONENT:g} per cent of 1",
    overturned_by="larger clusters, for those approximations that have some",
)
def approximate_recursions(tables: Mapping[str, DataFrame]) -> Finding:
    """List y_t by approximation."""
    table = rows(tables["vrg_exponents"], lattice="square").sort_values("thermal_exponent")
    near = (table["thermal_exponent"] - 1).abs() < NEAR_EXPONENT
    ends = [
        f"{number(row['thermal_exponent'])} ({row['approximation']})"
        for row in (table.iloc[0], table.iloc[-1])
    ]
    answer = (
        f"{int(near.sum())} of {len(table)} approximations are within {100 * NEAR_EXPONENT:g} %; y_t from "
        f"{' to '.join(ends)}."
    )
    worst = table["thermal_exponent"].iloc[(table["thermal_exponent"] - 1).abs().argmax()]
    verdict = verdict_of_all(near)
    return Finding(verdict=verdict, answer=answer, value=worst, reference=1.0)


CARD = (
    decimating_network,
    vanishing_free_energy_difference,
    exact_network_is_block_spin,
    four_sets_overlap,
    training_finds_decimation,
    free_energy_as_objective,
    approximate_recursions,
)
