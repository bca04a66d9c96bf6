"""Tables of Fisher spectra."""

from rgcore.tables.schema import Column, Schema, quantity_and_error

__all__ = ["FISHER_SPECTRA", "INTENSIVE_EMBEDDING", "SLOPPY_ALPHA"]

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
        *quantity_and_error(
            "exponent",
            "1",
            "d ln(eigenvalue)/d ln b, fitted to levels 1 to last_level; hopping: between the last two levels",
            "standard error, jackknife over replicas; 0: computed exactly",
        ),
        Column("last_level", "int64", "1", "last level of the fit, 0 without one"),
        Column("predicted_exponent", "float64", "1", "2y - d at the critical point, at most 0 for spins"),
    ),
)

SLOPPY_ALPHA = Schema(
    name="sloppy_alpha",
    version=1,
    keys=("source", "name", "scaling"),
    columns=(
        Column(
            "source", "string", "1", "model: eigenvalues of a Fisher metric; data: of an inverse covariance"
        ),
        Column("name", "string", "1", "model, or data set"),
        Column("scaling", "string", "1", "of data: covariance or correlation; none of models"),
        Column("n_eigenvalues", "int64", "1", "eigenvalues above rounding; of data: modes above noise"),
        Column("decades_per_mode", "float64", "1", "log10(stiffest/softest) / (n_eigenvalues - 1)"),
        Column(
            "uniform_in_log",
            "float64",
            "1",
            "Kolmogorov-Smirnov distance from a spectrum uniform in ln(lambda)",
        ),
        *quantity_and_error(
            "alpha",
            "1",
            "modes below lambda ~ lambda^alpha over first_rank to last_rank; no exponent where has_exponent is false",
            "standard error of pca_spectrum_summary; 0: computed exactly",
        ),
        Column(
            "alpha_least", "float64", "1", "least alpha of all ranges that count as power laws (NaN: none)"
        ),
        Column("alpha_largest", "float64", "1", "largest alpha of those ranges (NaN: there is none)"),
        Column("alpha_distance", "float64", "1", "Kolmogorov-Smirnov distance of the ranks from a power law"),
        Column("first_rank", "int64", "1", "first rank of the fit, 1 for the softest; 0 without one"),
        Column("last_rank", "int64", "1", "last rank of the fit, 0 without one"),
        Column(
            "has_exponent",
            "bool",
            "1",
            "alpha_distance <= 0.05: the ranks count as a power law; else they are those nearest to one",
        ),
        Column("alpha_of_half", "float64", "1", "alpha just below a cutoff at half of the modes"),
        Column("alpha_of_all", "float64", "1", "alpha just below a cutoff at the last mode"),
        Column(
            "fixed_point_coupling",
            "float64",
            "1",
            "(2 - alpha_of_all)/9: g* of the recursion, leading order; without meaning where has_exponent is false",
        ),
        Column(
            "growth_quartic", "float64", "1", "2 - alpha_of_all: growth of phi^4 per unit of ln(1/cutoff)"
        ),
        Column("growth_sextic", "float64", "1", "3 - 2 alpha_of_all: that of phi^6"),
    ),
)

INTENSIVE_EMBEDDING = Schema(
    name="intensive_embedding",
    version=1,
    keys=("kind", "n_hidden", "replica", "temperature", "field"),
    columns=(
        Column("kind", "string", "1", "ising: a model of the family; rbm: trained on one without a field"),
        Column("n_hidden", "int64", "1", "hidden units; 0 of Ising models"),
        Column("replica", "int64", "1", "training run; 0 of Ising models"),
        Column("temperature", "float64", "J/k_B", "of the Ising model, or of the one trained on"),
        Column("field", "float64", "1", "field in k_B T of the Ising model; 0 of those trained on"),
        Column(
            "nearest_coupling",
            "float64",
            "1",
            "K = J/(k_B T) of the nearest Ising model, 1/temperature of one itself",
        ),
        Column("nearest_field", "float64", "1", "size of the field of the nearest Ising model, in k_B T"),
        Column("distance", "float64", "nat", "symmetrized divergence from the nearest Ising model in (K, h)"),
        Column("distance_to_target", "float64", "nat", "symmetrized divergence from the model trained on"),
        Column(
            "outside", "float64", "nat", "squared distance from the space of the embedding, by least squares"
        ),
        Column(
            "misfit", "float64", "nat", "root mean square of what least squares leave of squared distances"
        ),
        Column("space_coupling", "float64", "nat^(1/2)", "(c K + <phi>/c)/2, phi the sum over bonds of s s'"),
        Column("time_coupling", "float64", "nat^(1/2)", "(c K - <phi>/c)/2"),
        Column("space_field", "float64", "nat^(1/2)", "(c h + <phi>/c)/2, phi the sum of the spins"),
        Column("time_field", "float64", "nat^(1/2)", "(c h - <phi>/c)/2"),
        Column(
            "n_spacelike",
            "int64",
            "1",
            "positive eigenvalues of the centred squared distances of Ising models",
        ),
        Column("n_timelike", "int64", "1", "negative ones"),
    ),
)
