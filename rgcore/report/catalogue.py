"""Which figures there are, the tables each is drawn from, and where the report shows it; loads nothing heavy."""

from dataclasses import dataclass

__all__ = ["CATALOGUE", "PAGE_FIGURES", "PAGE_TABLES", "Entry"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure: its tables, and category and title in the report."""

    tables: tuple[str, ...]
    category: str
    title: str


_MACHINES = "Restricted Boltzmann machines"
_COMPONENTS = "Principal components as a momentum shell"
_VARIATIONAL = "Variational RG"

CATALOGUE: dict[str, Entry] = {
    "ising_thermodynamics": Entry(
        ("ising_thermodynamics", "ising_exact"), "Ising model", "Measured beside exact thermodynamics"
    ),
    "finite_size_scaling": Entry(
        ("finite_size_scaling", "finite_size_curves"), "Ising model", "Critical point and exponents"
    ),
    "mcrg": Entry(("mcrg",), "Ising model", "Exponents by Monte Carlo renormalization"),
    "fig2_rbm_and_dbm": Entry(("dbn_training",), _MACHINES, "The machines"),
    "dbn_training": Entry(("dbn_training",), _MACHINES, "How training went"),
    "fig4_receptive_fields": Entry(
        ("dbn_training", "receptive_fields", "receptive_field_images", "reconstructions"),
        _MACHINES,
        "Receptive fields and reconstructions",
    ),
    "block_size_vs_temperature": Entry(
        ("block_size", "ising_exact"), _MACHINES, "Block size beside the correlation length"
    ),
    "dbn_reconstruction": Entry(
        ("dbn_reconstruction",), _MACHINES, "Reconstruction beside as many block spins"
    ),
    "rbm_thermodynamics": Entry(
        ("rbm_thermodynamics", "ising_thermodynamics", "ising_exact"),
        _MACHINES,
        "Does the network know its temperature?",
    ),
    "rbm_likelihood": Entry(("rbm_likelihood",), _MACHINES, "Likelihood, and what depth is worth"),
    "dbm_training": Entry(("dbm_training",), _MACHINES, "Joint training of the deep Boltzmann machine"),
    "fig5_transformations": Entry(("vrg_exactness",), _VARIATIONAL, "Which transformation is what"),
    "vrg_exactness": Entry(("vrg_exactness",), _VARIATIONAL, "How exact each transformation is"),
    "landau_flow": Entry(
        ("landau_flow", "landau_fixed_points"), "Momentum shell", "Flow of (r, u) and fixed points"
    ),
    "fig3_pca_gaussian": Entry(("pca_gaussian",), _COMPONENTS, "Components of a Gaussian cloud"),
    "fig6_moment_flow": Entry(("pca_flow", "pca_exclusion"), _COMPONENTS, "Kurtosis as modes are removed"),
    "pca_spectrum": Entry(
        ("pca_spectrum", "pca_spectrum_summary", "pca_flow_cleaned"),
        _COMPONENTS,
        "Spectra beside the Marchenko-Pastur law",
    ),
    "pca_coupling": Entry(("pca_coupling",), _COMPONENTS, "The quartic coupling g"),
    "pca_recursion": Entry(
        ("pca_recursion", "pca_fixed_points", "pca_coupling"),
        _COMPONENTS,
        "Flow of the coupling and its fixed points",
    ),
    "coarse_graining": Entry(
        ("coarse_graining", "coarse_graining_spectrum", "coarse_graining_exponents"),
        "Coarse-graining in real space",
        "Clusters of the most correlated variables",
    ),
    "pca_ground_truth": Entry(("pca_ground_truth",), _COMPONENTS, "Data whose truth is known"),
}

PAGE_FIGURES = ("pca_spectrum", "fig6_moment_flow", "pca_coupling", "coarse_graining")
"""What the page of a data set shows, in this order, of that data set alone."""

PAGE_TABLES = tuple(
    dict.fromkeys(("dataset_report", *(table for name in PAGE_FIGURES for table in CATALOGUE[name].tables)))
)
"""The tables that the page is made from."""
