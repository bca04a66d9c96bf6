"""Tables of Fisher spectra."""

from rgcore.tables.schema import Column, Schema

__all__ = ["FISHER_SPECTRA"]

FISHER_SPECTRA = Schema(
    name="fisher_spectra",
    version=1,
    keys=("model", "relative_temperature", "direction", "rank", "level"),
    columns=(
        Column(
            "model",
            "string",
            "1",
            "ising_enumerated: side 4, exact; ising_resampled: Monte Carlo; hopping; exponentials",
        ),
        Column("relative_temperature", "float64", "1", "T/T_c of the Ising model; 0 for models without one"),
        Column(
            "direction",
            "string",
            "1",
            "symmetry of the parameters: field, isotropic, axes, diagonals, chiral; all: not split",
        ),
        Column("rank", "int64", "1", "place of the eigenvalue within its symmetry, 1 for the stiffest"),
        Column("level", "int64", "1", "decimations of spins; steps of hopping; times between observations"),
        Column(
            "scale", "float64", "1", "b, factor by which lengths grow: 2^(level/2) of spins, else sqrt(level)"
        ),
        Column("n_observed", "int64", "1", "observed spins, sites of the density, or 0 for all times"),
        Column(
            "eigenvalue", "float64", "1", "of the Fisher metric; per spin of the lattice before decimation"
        ),
        Column(
            "eigenvalue_err", "float64", "1", "standard error, jackknife over replicas; 0: computed exactly"
        ),
        Column("resolved", "bool", "1", "eigenvalue above 3 eigenvalue_err, or above rounding where exact"),
        Column(
            "exponent",
            "float64",
            "1",
            "d ln(eigenvalue)/d ln b, fitted to levels 1 to last_level; hopping: between the last two levels",
        ),
        Column(
            "exponent_err", "float64", "1", "standard error, jackknife over replicas; 0: computed exactly"
        ),
        Column("last_level", "int64", "1", "last level of the fit, 0 without one"),
        Column("predicted_exponent", "float64", "1", "2y - d at the critical point, at most 0 for spins"),
    ),
)
