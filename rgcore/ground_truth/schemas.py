"""Table of data whose truth is known, put through the principal-component renormalization group."""

from rgcore.tables.schema import Column, Schema

__all__ = ["PCA_GROUND_TRUTH"]

PCA_GROUND_TRUTH = Schema(
    name="pca_ground_truth",
    version=1,
    keys=("case", "quantity", "n_kept", "expected_from"),
    columns=(
        Column("case", "string", "1", "name of the data: kind, dimension, side, and coupling or temperature"),
        Column(
            "kind",
            "string",
            "1",
            "free (field), phi4 (lattice), rotated (Haar eigenvectors) or ising (spins)",
        ),
        Column(
            "dimension", "int64", "1", "dimension d of the lattice, or of that whose eigenvalues were taken"
        ),
        Column("side", "int64", "lattice spacing", "lattice spacings per side"),
        Column("temperature", "float64", "J/k_B", "temperature of spins (fields: NaN)"),
        Column("mass", "float64", "1/spacing^2", "mass to one loop, 1/largest variance (spins: NaN)"),
        Column("r", "float64", "1/spacing^2", "bare mass of (1/2) phi (-Laplacian + r) phi (spins: NaN)"),
        Column("u", "float64", "spacing^(d-4)", "bare coupling of (u/4!) phi^4, 0 if free (spins: NaN)"),
        Column("loop_strength", "float64", "1", "(3/2) u (1/N) sum of variances^2: 1 is strong (spins: NaN)"),
        Column("n_variables", "int64", "1", "N, number of variables"),
        Column("n_samples", "int64", "1", "T, number of samples"),
        Column(
            "quantity",
            "string",
            "1",
            "subspace_weight, alpha, kurtosis, vertex, coupling, closed_coupling, collective_vertex, nonlocality, "
            "running (coupling over that at the largest cutoff) or flow_coupling (coupling n_kept / (N Lambda^2); "
            "Lambda, from the variance of the last kept mode, is biased upward; its scatter is not in measured_err)",
        ),
        Column("n_kept", "int64", "1", "number of modes kept, those of largest variance"),
        Column("kept_fraction", "float64", "1", "n_kept / N"),
        Column(
            "expected_from",
            "string",
            "1",
            "sampling noise, no relation, lattice, continuum, gaussian, critical, second order, recursion, bare or "
            "transfer matrix",
        ),
        Column("measured", "float64", "of quantity", "measured value; NaN if the formula has none"),
        Column("measured_err", "float64", "of quantity", "its standard error, by a jackknife over blocks"),
        Column("expected", "float64", "of quantity", "expected value; NaN if the formula has none"),
        Column("expected_err", "float64", "of quantity", "how unsure the expectation is, 0 if exact"),
        Column("deviation", "float64", "1", "(measured - expected) in units of both errors together"),
        Column("agrees", "bool", "1", "deviation below 3 in size"),
        Column(
            "recovered", "bool", "1", "within recovered_within or 2 standard errors of the expected value"
        ),
        Column("recovered_within", "float64", "1", "relative deviation that counts as recovered"),
        Column(
            "below_lattice_edge", "bool", "1", "kept_fraction < 3/4: beyond, the lattice ends the spectrum"
        ),
    ),
)
