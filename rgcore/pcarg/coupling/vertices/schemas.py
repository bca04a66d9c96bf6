"""Table of the cubic and quartic vertices of data."""

from rgcore.pcarg.columns import DATASET, N_KEPT, SCALING
from rgcore.tables.schema import Column, Schema, quantity_and_error

__all__ = ["PCA_VERTICES"]


def _jackknifed(name: str, unit: str, text: str) -> tuple[Column, Column]:
    return quantity_and_error(name, unit, text, f"standard error of {name}, jackknife over time")


def _quartiles(name: str, unit: str) -> tuple[Column, Column]:
    return (
        Column(f"{name}_q25", "float64", unit, f"lower quartile over the variables of {name}"),
        Column(f"{name}_q75", "float64", unit, f"upper quartile over the variables of {name}"),
    )


PCA_VERTICES = Schema(
    name="pca_vertices",
    version=1,
    keys=("dataset", "scaling", "n_kept"),
    columns=(
        DATASET,
        SCALING,
        N_KEPT,
        Column("kept_fraction", "float64", "1", "n_kept over the number of variables"),
        *_jackknifed("skewness", "1", "median over the variables of <phi^3>/<phi^2>^(3/2)"),
        *_quartiles("skewness", "1"),
        Column(
            "skewness_in_errors", "float64", "1", "median over variables of |skewness| / its standard error"
        ),
        *_jackknifed("kurtosis", "1", "median over the variables of <phi^4>/<phi^2>^2"),
        *_jackknifed(
            "w", "1/variable^3", "cubic one-particle-irreducible vertex, local; median over variables"
        ),
        *_quartiles("w", "1/variable^3"),
        *_jackknifed(
            "u_symmetric", "1/variable^4", "quartic vertex if there were no cubic one, u of pca_coupling"
        ),
        *_jackknifed(
            "u",
            "1/variable^4",
            "quartic one-particle-irreducible vertex beside w, local; median over variables",
        ),
        *_quartiles("u", "1/variable^4"),
        *_jackknifed("cubic_part", "1/variable^4", "u - u_symmetric"),
        Column("u_beside_zero", "string", "1", "u above, below or within 2 standard errors of 0"),
        Column("positive_share", "float64", "1", "share of variables with u above 2 standard errors"),
        Column("negative_share", "float64", "1", "share of variables with u below -2 standard errors"),
        Column(
            "cubic_loop", "float64", "1", "part of a variance that one loop of cubic vertices makes, median"
        ),
        Column("quartic_loop", "float64", "1", "part that one loop of quartic vertices makes, median"),
        *_jackknifed(
            "skewness_local", "1", "skewness given by the vertices of each variable, read at the top"
        ),
        *_jackknifed(
            "kurtosis_local", "1", "kurtosis given by the vertices of each variable, read at the top"
        ),
        Column(
            "agrees_with_local",
            "bool",
            "1",
            "skewness and kurtosis within 2 standard errors of those of local vertices",
        ),
        Column(
            "objections",
            "string",
            "1",
            "criteria that fail: skewness, negative, spread, cubic loop, quartic loop, nonlocal; or none",
        ),
        Column("perturbative", "bool", "1", "no objection but skewness and negative"),
    ),
)
