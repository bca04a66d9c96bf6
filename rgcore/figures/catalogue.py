"""Which figures there are, the tables each is drawn from, and where the report shows it; loads nothing heavy."""

__all__ = ["CATEGORIES", "TABLES_OF"]

TABLES_OF: dict[str, tuple[str, ...]] = {
    "fig2_rbm_and_dbm": ("dbn_training",),
    "fig3_pca_gaussian": ("pca_gaussian",),
    "fig4_receptive_fields": (
        "dbn_training",
        "receptive_fields",
        "receptive_field_images",
        "reconstructions",
    ),
    "fig5_transformations": ("vrg_exactness",),
    "fig6_moment_flow": ("pca_flow",),
    "ising_thermodynamics": ("ising_thermodynamics",),
    "dbn_training": ("dbn_training",),
    "block_size_vs_temperature": ("block_size",),
    "vrg_exactness": ("vrg_exactness",),
    "landau_flow": ("landau_flow", "landau_fixed_points"),
    "pca_spectrum": ("pca_spectrum",),
    "pca_coupling": ("pca_coupling",),
}

_MACHINES = "Restricted Boltzmann machines"
_COMPONENTS = "Principal components as a momentum shell"
_VARIATIONAL = "Variational RG"

CATEGORIES: dict[str, str] = {
    "fig2_rbm_and_dbm": _MACHINES,
    "fig3_pca_gaussian": _COMPONENTS,
    "fig4_receptive_fields": _MACHINES,
    "fig5_transformations": _VARIATIONAL,
    "fig6_moment_flow": _COMPONENTS,
    "ising_thermodynamics": "Ising model",
    "dbn_training": _MACHINES,
    "block_size_vs_temperature": _MACHINES,
    "vrg_exactness": _VARIATIONAL,
    "landau_flow": "Momentum shell",
    "pca_spectrum": _COMPONENTS,
    "pca_coupling": _COMPONENTS,
}
