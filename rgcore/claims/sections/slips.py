"""Slips of the essay that tables decide: equations 5, 16, 17 and 20, the kind of network, the modes that go."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.claims.claim import Finding, claim, rows, verdict_of, verdict_of_all
from rgcore.claims.data_sets import dataset_words
from rgcore.stats.comparison import LEVEL, agrees
from rgcore.words.wording import count, listing, number, span, with_error

__all__ = ["CARD"]

NO_COUPLING = 1e-10
"""Coupling below which variables are independent, to rounding of sums over all states."""


@claim(
    kind="slip",
    place="section 2.1, Figure 2",
    sentence="The network that learns from Ising configurations is a deep Boltzmann machine.",
    tables=("rbm_likelihood",),
    figure="fig2_rbm_and_dbm",
    page="errata.md",
    criterion="a deep Boltzmann machine, trained jointly, and the stack of RBMs that was published have the same "
    "likelihood within 2 standard errors at every temperature",
    overturned_by="nothing: section 3.3 and arXiv:1410.3831 state a stack of RBMs, which is another model",
)
def stack_is_deep_boltzmann_machine(tables: Mapping[str, DataFrame]) -> Finding:
    """Compare the bounds on the log-likelihood of both models, with the same layers."""
    table = rows(tables["rbm_likelihood"], model="dbm", gain_over_dbn_reliable=True)
    same = agrees(table["gain_over_dbn"], table["gain_over_dbn_err"])
    answer = (
        f"Figure 2 draws both: bounds on their log-likelihoods differ at {int((~same).sum())} of "
        f"{count(len(table), 'temperature')}, by up to {number(table['gain_over_dbn'].abs().max())} nat."
    )
    verdict = verdict_of(bool(same.all()))
    return Finding(verdict=verdict, answer=answer, value=table["gain_over_dbn"].median(), reference=0.0)


@claim(
    kind="slip",
    place="equation 5",
    sentence="The product of integrals includes modes that are kept.",
    tables=("vrg_exactness",),
    figure="vrg_exactness",
    page="errata.md",
    reference_source="exact",
    criterion="after decimation no coupling is left between the spins that are kept: "
    f"|K'| < {NO_COUPLING:g} at every coupling",
    overturned_by="nothing: summed over all variables, a weight becomes a number, no function of those that are kept",
)
def kept_modes_integrated(tables: Mapping[str, DataFrame]) -> Finding:
    """Compare what the sum over the removed spins leaves with what the sum over all spins leaves, which is nothing."""
    table = rows(tables["vrg_exactness"], transformation="decimation")
    left = table["effective_coupling"]
    answer = (
        f"Decimation sums over the removed spins alone, and the coupling K' that it leaves is {span(left)}, at "
        f"{count(len(table), 'coupling')}; the sum over all spins would leave 0."
    )
    return Finding(
        verdict=verdict_of(bool((left.abs() < NO_COUPLING).all())),
        answer=answer,
        value=left.min(),
        reference=0.0,
    )


@claim(
    kind="slip",
    place="equation 16",
    sentence="There is no cubic term: data are symmetric under phi -> -phi.",
    tables=("pca_vertices",),
    page="coupling.md",
    criterion="at every cutoff of every data set the median skewness is within 2 standard errors of 0",
    overturned_by="nothing for spikes, which are rare and positive; returns may be symmetric",
)
def no_cubic_term(tables: Mapping[str, DataFrame]) -> Finding:
    """Compare the skewness of the variables with zero, per data set."""
    table = rows(tables["pca_vertices"])
    symmetric = table["skewness_in_errors"] <= LEVEL
    parts = [
        f"{dataset_words(name)} {span(part['skewness_in_errors'])} standard errors"
        for name, part in table.groupby("dataset")
    ]
    return Finding(
        verdict=verdict_of_all(symmetric),
        answer=f"Distance of the skewness from 0: {listing(parts)}.",
        value=table["skewness_in_errors"].max(),
        reference=LEVEL,
    )


@claim(
    kind="slip",
    place="equation 17",
    sentence="The continuum counterpart of phi K phi has the squared gradient only.",
    tables=("pca_spectrum",),
    figure="pca_spectrum",
    page="errata.md",
    criterion="the smallest eigenvalue of K = C^-1 is within 2 standard errors of 0, in every spectrum of correlations",
    overturned_by="nothing: the squared gradient alone has the eigenvalue 0, thus a mode of infinite variance",
)
def no_mass_term(tables: Mapping[str, DataFrame]) -> Finding:
    """Take the smallest eigenvalue of K, the inverse of the largest variance; it is the mass."""
    table = rows(tables["pca_spectrum"], scaling="correlation", rank=1)
    masses = 1 / table["eigenvalue"]
    errors = table["eigenvalue_err"] * masses**2
    parts = [
        f"{dataset_words(name)} {with_error(*each)}"
        for name, *each in zip(table["dataset"], masses, errors, strict=True)
    ]
    return Finding(
        verdict=verdict_of_all(agrees(masses, errors)),
        answer=f"Smallest eigenvalue of K: {listing(parts)}; it is the mass.",
        value=masses.min(),
        error=errors.loc[masses.idxmin()],
        reference=0.0,
    )


@claim(
    kind="slip",
    place="equation 20",
    sentence="A shell of the spectrum has rho(Lambda) dLambda modes, without a factor N.",
    tables=("pca_spectrum",),
    figure="pca_spectrum",
    page="errata.md",
    criterion="the number of modes divided by the integral of rho, which is 1, is 1",
    overturned_by="nothing, unless rho counts modes: a shell has N rho dLambda of them",
)
def modes_of_a_shell(tables: Mapping[str, DataFrame]) -> Finding:
    """Count the modes of each spectrum."""
    modes = rows(tables["pca_spectrum"], scaling="correlation").groupby("dataset").size()
    parts = [f"{dataset_words(name)} {amount}" for name, amount in modes.items()]
    return Finding(
        verdict=verdict_of_all(modes == 1),
        answer=f"Modes in all shells, where rho dLambda adds up to 1: {listing(parts)}.",
        value=modes.max(),
        reference=1.0,
    )


@claim(
    kind="slip",
    place='section 5 ("Most important?")',
    sentence="Principal components and the momentum shell discard opposite ends of the spectrum.",
    tables=("pca_ground_truth",),
    figure="pca_ground_truth",
    page="ground_truth.md",
    reference_source="exact",
    criterion="what principal components keep of free fields lies in the smallest momenta no more than unrelated "
    "modes would, by 2 standard errors, at every cutoff",
    overturned_by="nothing: with K = C^-1 a small variance is a large eigenvalue of K, thus a high momentum",
)
def opposite_ends_discarded(tables: Mapping[str, DataFrame]) -> Finding:
    """Compare the weight of the kept components in the smallest momenta with that of unrelated modes."""
    truth = tables["pca_ground_truth"]
    table = rows(truth, kind="free", quantity="subspace_weight", expected_from="no relation")
    excess = table["measured"] - table["expected"]
    opposite = excess <= LEVEL * table["measured_err"]
    answer = (
        f"They discard the same end: the components that are kept lie in the smallest momenta with a weight "
        f"{span(table['measured'])}, at {count(len(table), 'cutoff')}; unrelated modes have {span(table['expected'])}."
    )
    return Finding(
        verdict=verdict_of_all(opposite), answer=answer, value=table["measured"].min(), reference=0.0
    )


CARD = (
    kept_modes_integrated,
    stack_is_deep_boltzmann_machine,
    no_cubic_term,
    no_mass_term,
    modes_of_a_shell,
    opposite_ends_discarded,
)
